"""Which hours are open at a moment: asked of each expression once, not of each place.

So the filter by time says what a place's badge says, since both ask `places.opening`.
"""

import datetime
from functools import lru_cache
from typing import NamedTuple

from places import calendars, opening
from places.models import Slot
from places.opening import Hours, State


class Keys(NamedTuple):
    """The keys of hours that are open at a moment, and of those of which that is not known or by appointment."""

    open: tuple[str, ...]
    uncertain: tuple[str, ...]


def hours_of(key: str) -> Hours:
    """Return the hours that `key` names: time zone, first digits of the area, expression."""
    timezone, area, expression = key.split("|", 2)
    return Hours(expression, timezone, calendars.state_of(area))


def keys_at(at: datetime.datetime, edition: int) -> Keys:
    """Return the keys of hours that may be open `at` a moment, which is looked at by the minute."""
    return _keys_at(at.astimezone(datetime.UTC).replace(second=0, microsecond=0), edition)


@lru_cache(maxsize=200)
def _keys_at(minute: datetime.datetime, edition: int) -> Keys:
    states = {key: opening.state_at(hours_of(key), minute) for key in _known(edition)}
    uncertain = (State.UNKNOWN, State.BY_APPOINTMENT)
    return Keys(
        tuple(key for key, state in states.items() if state is State.OPEN),
        tuple(key for key, state in states.items() if state in uncertain),
    )


@lru_cache(maxsize=2)
def _known(edition: int) -> tuple[str, ...]:
    """Return the keys of all hours in an edition of the data."""
    return tuple(Slot.objects.order_by("hours_key").values_list("hours_key", flat=True).distinct())
