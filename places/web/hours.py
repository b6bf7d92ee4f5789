"""When a place is open, as its page says it: now, in the coming week, and each offer that has times of its own."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from places import opening, week
from places.calendars import state_of
from places.exports.facts import OpenTime
from places.opening import Hours, State, Status, Stretch
from places.week import Day

SOON_DAYS = 7
CALENDAR_DAYS = 56


@dataclass(frozen=True)
class OpenHours:
    """Hours as they stand at a moment: the status, when it opens next (None: not within a year), and the week.

    `languages` are those of these hours alone.
    """

    status: Status
    next: Stretch | None
    days: Sequence[Day]
    today: datetime.date
    languages: Sequence[str] = ()

    @property
    def tomorrow(self) -> datetime.date:
        return self.today + datetime.timedelta(days=1)


def open_hours(
    place: dict[str, Any], expression: str, at: datetime.datetime, languages: Sequence[str] = ()
) -> OpenHours | None:
    """Return what `expression` says of `place` at the moment `at`; None where no hours are known."""
    if not expression:
        return None
    hours = _hours(place, expression)
    following = opening.next_opening(hours, at)
    days = week.days(hours, at, count=SOON_DAYS)
    return OpenHours(opening.status(hours, at), following, days, days[0].date, languages)


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
        for each in week.open_times(_hours(place, expression), at, days=days)
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


def _hours(place: dict[str, Any], expression: str) -> Hours:
    return Hours(expression, place["timezone"], state_of(place["area"]["key"]))
