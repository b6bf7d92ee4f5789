"""Turns: at most one request per interval to a provider, of all processes that share the database."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from geo.geocoding.errors import GeocoderUnavailable
from geo.models import ProviderTurn

LONGEST_QUEUE_S = 20.0


def wait_for_turn(provider: str, interval_s: float, *, sleep: Callable[[float], None] = time.sleep) -> None:
    """Sleep until `provider` may be asked; turns are `interval_s` seconds apart.

    Inside a transaction of the caller the next turn is given only after its end. Raises
    GeocoderUnavailable where more than LONGEST_QUEUE_S seconds of turns are given already.
    """
    if interval_s > 0:
        sleep(_take_turn(provider, interval_s))


@transaction.atomic
def _take_turn(provider: str, interval_s: float) -> float:
    """Take the next turn and return the seconds until it comes."""
    turn: ProviderTurn = ProviderTurn.objects.claim(provider)
    now = timezone.now()
    wait_s = max((turn.next_at - now).total_seconds(), 0.0)
    if wait_s > LONGEST_QUEUE_S + interval_s:  # nobody takes such a turn: the clock was set back
        wait_s = 0.0
    if wait_s > LONGEST_QUEUE_S:
        raise GeocoderUnavailable("too many requests wait for the provider", retry_after_s=wait_s)
    turn.next_at = now + timedelta(seconds=wait_s + interval_s)
    turn.save(update_fields=["next_at"])
    return wait_s
