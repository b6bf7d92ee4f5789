"""When a place is open, as its page says it: now, in the coming week, and each offer that has times of its own."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from places import week
from places.exports.facts import OpenTime
from places.opening import State
from places.slots import hours_in
from places.week import OpenHours

CALENDAR_DAYS = 56


def open_hours(
    place: dict[str, Any], expression: str, at: datetime.datetime, languages: Sequence[str] = ()
) -> OpenHours | None:
    """Return what `expression` says of `place` at the moment `at`; None where no hours are known."""
    return week.open_hours(hours_in(place, expression), at, languages) if expression else None


def offer_hours(place: dict[str, Any], offer: dict[str, Any], at: datetime.datetime) -> list[OpenHours]:
    """Return the hours that an offer has of its own, each with its languages."""
    own = [(offer["opening_hours"], []), *((each["opening_hours"], each["languages"]) for each in offer["times"])]
    found = [open_hours(place, expression, at, languages) for expression, languages in own]
    return [each for each in found if each]


def open_times(place: dict[str, Any], at: datetime.datetime, *, days: int) -> list[OpenTime]:
    """Return when the place and its offers are open in the coming `days`; by appointment or unknown is not open."""
    return [
        OpenTime(each.start, each.end, each.comment, title)
        for title, expression in _expressions(place)
        for each in week.open_times(hours_in(place, expression), at, days=days)
        if each.state is State.OPEN
    ]


def has_hours(place: dict[str, Any]) -> bool:
    """Return whether any hours are known, of the place or of an offer."""
    return any(_expressions(place))


def _expressions(place: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each expression that is known, with the title of the offer that it belongs to, or ""."""
    if place["opening_hours"]:
        yield "", place["opening_hours"]
    for offer in place["offers"]:
        for expression in (offer["opening_hours"], *(each["opening_hours"] for each in offer["times"])):
            if expression:
                yield offer["title"], expression
