"""Which hours are open at a moment: asked of each expression once, not of each place.

So the filter by time says what a place's badge says, since both ask `places.opening`.
"""

import datetime
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from places import calendars, opening
from places.models import KnownHours, Slot
from places.opening import Hours, State


class Keys(NamedTuple):
    """The numbers of hours that are open at a moment, and of those of which that is not known or by appointment."""

    open: tuple[int, ...]
    uncertain: tuple[int, ...]


NO_KEYS = Keys((), ())


class Offered(NamedTuple):
    """A slot of a place as its Feature tells it: the key of the category ("" of none), hours and languages."""

    category: str
    hours: Hours
    languages: list[str]


def slots_of(place: dict[str, Any]) -> Iterator[Offered]:
    """Yield the slots of a place from its public properties, by the same rule as the database's."""
    if place["opening_hours"] or not place["offers"]:
        yield Offered("", hours_in(place, place["opening_hours"]), place["languages"])
    for offer in place["offers"]:
        languages = offer["languages"] or place["languages"]
        if offer["opening_hours"] or not offer["times"]:
            own = offer["opening_hours"] or place["opening_hours"]
            yield Offered(offer["category"], hours_in(place, own), languages)
        for times in offer["times"]:
            yield Offered(offer["category"], hours_in(place, times["opening_hours"]), times["languages"] or languages)


def hours_in(place: dict[str, Any], expression: str) -> Hours:
    """Return `expression` as it holds at a place, of which the public properties are given."""
    return Hours(expression, place["timezone"], calendars.state_of(place["area"]["key"]))


def hours_of(key: str) -> Hours:
    """Return the hours that `key` names: time zone, first digits of the area, expression."""
    timezone, area, expression = key.split("|", 2)
    return Hours(expression, timezone, calendars.state_of(area))


def keys_at(at: datetime.datetime, edition: int) -> Keys:
    """Return the numbers of hours that may be open `at` a moment, which is looked at by the minute."""
    return _keys_at(at.astimezone(datetime.UTC).replace(second=0, microsecond=0), edition)


@lru_cache(maxsize=200)
def _keys_at(minute: datetime.datetime, edition: int) -> Keys:
    states = {number: opening.state_at(hours_of(key), minute) for number, key in _known(edition)}
    uncertain = (State.UNKNOWN, State.BY_APPOINTMENT)
    return Keys(
        tuple(number for number, state in states.items() if state is State.OPEN),
        tuple(number for number, state in states.items() if state in uncertain),
    )


@lru_cache(maxsize=2)
def _known(edition: int) -> tuple[tuple[int, str], ...]:
    """Return the numbers and keys of all hours in an edition of the data; what no slot has any more is left out."""
    return tuple(KnownHours.objects.in_use().order_by("key").values_list("pk", "key"))


@lru_cache(maxsize=2)
def languages_spoken(edition: int) -> tuple[str, ...]:
    """Return the languages that are spoken at published places, in an edition of the data."""
    return tuple(Slot.objects.languages())
