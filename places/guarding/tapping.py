"""What is said by one tap, without a form that could carry a token: once a day by each network, and not all at once."""

from datetime import datetime

from django.conf import settings

from geo import quotas
from geo.visitors import network

_KIND = "tap"


def may_tap(ip: str, *, now: datetime | None = None) -> bool:
    """Count a tap; tell whether it shall count for more: neither did its network tap too often, nor everybody."""
    guarding = settings.GUARDING
    if quotas.count(_KIND, within_s=guarding.attack_window_s, now=now) >= guarding.attack_from:
        return False
    try:
        quotas.take(_KIND, ip, at_most=guarding.per_network, within_s=guarding.window_s, now=now)
    except quotas.Exhausted:
        return False
    return True


def is_first_today(ip: str, what: str, *, now: datetime | None = None) -> bool:
    """Count that a network says `what`; tell whether it did not say so today."""
    return quotas.once("said", f"{network(ip)} {what}", now=now)
