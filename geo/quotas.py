"""How often somebody did a kind of thing, without knowing who: a digest stands for a network, for a day at most.

The salt of a day lies in the database, so that all processes share it, and is deleted on the next: from then on nobody
can tell which network a digest stood for, and no window reaches back over midnight. As the secret key is part of the
digest too, a copy of the database alone tells nothing on the day itself.
"""

import secrets
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from geo.models import Occurrence, Salt
from geo.visitors import network

DAY = timedelta(days=1)


class Exhausted(Exception):
    """It was done too often. Ask again after `retry_after_s` seconds."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"That is too often; ask again after {retry_after_s} s.")
        self.retry_after_s = retry_after_s


def take(kind: str, ip: str, *, at_most: int, within_s: int, now: datetime | None = None) -> None:
    """Count that the network of `ip` (/24, or /56 of IPv6) does `kind`. Raises Exhausted.

    In a transaction of its own: what was counted stays counted, whatever becomes of the caller's work.
    """
    _take(kind, network(ip), at_most=at_most, within_s=within_s, now=now or timezone.now())


def _take(kind: str, subject: str, *, at_most: int, within_s: int, now: datetime) -> None:
    with transaction.atomic(durable=True):
        who = digest(kind, subject, now=now)
        Occurrence.objects.queue(who)
        recent = Occurrence.objects.by(who).since(now - timedelta(seconds=within_s)).latest_first()
        times = list(recent.values_list("at", flat=True)[:at_most])
        if len(times) < at_most:
            Occurrence.objects.create(kind=kind, who=who, at=now)
            return
    frees = times[-1] + timedelta(seconds=within_s) if times else now + DAY
    raise Exhausted(max(1, ceil((frees - now).total_seconds())))


def once(kind: str, subject: str, *, now: datetime | None = None) -> bool:
    """Count that `kind` is done with `subject`; tell whether it is the first time today."""
    try:
        _take(kind, subject, at_most=1, within_s=int(DAY.total_seconds()), now=now or timezone.now())
    except Exhausted:
        return False
    return True


def count(kind: str, *, within_s: int, now: datetime | None = None) -> int:
    """Return how often all networks together did `kind` lately: whether somebody attacks from many."""
    now = now or timezone.now()
    forget(now)
    return Occurrence.objects.of_kind(kind).since(now - timedelta(seconds=within_s)).count()


def digest(kind: str, subject: str, *, now: datetime) -> str:
    """Return what stands for `subject` in `kind` today. Two kinds cannot be told to be of the same subject."""
    forget(now)
    salt = Salt.objects.of(timezone.localdate(now), fresh=secrets.token_bytes(32))
    return salted_hmac(salt.hex(), f"{kind}\0{subject}", algorithm="sha256").hexdigest()


def forget(now: datetime) -> None:
    """Delete the salts of past days, and what happened more than a day ago."""
    Salt.objects.forget_before(timezone.localdate(now))
    Occurrence.objects.forget_before(now - DAY)
