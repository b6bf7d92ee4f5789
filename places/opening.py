"""Opening hours: what a string in OpenStreetMap's `opening_hours` syntax says of a moment.

The one evaluator: badge, filter, week, sheet and exports all ask here. It has no clock; the moment is passed in.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import opening_hours
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from places import calendars, rules

_Found = tuple[opening_hours.State, str]

_HORIZON = datetime.timedelta(days=366)
_SOON = datetime.timedelta(days=14)


def validate_hours(text: str) -> None:
    """Refuse a string that is not in OpenStreetMap's `opening_hours` syntax."""
    if not opening_hours.validate(text):
        raise ValidationError(
            _("„%(text)s“ ist keine Angabe im OSM-Format, zum Beispiel „Mo-Fr 08:00-12:00“."), params={"text": text}
        )


def the_regions_timezone() -> str:
    """Return the time zone of opening hours that name none."""
    return str(settings.TIME_ZONE)


def validate_timezone(name: str) -> None:
    """Refuse a name that is none of IANA's time zones."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValidationError(
            _("„%(name)s“ ist keine Zeitzone, zum Beispiel „Europe/Berlin“."), params={"name": name}
        ) from None


class State(StrEnum):
    """What is known of a moment. By appointment is not open, and unknown is not closed."""

    OPEN = "open"
    CLOSED = "closed"
    BY_APPOINTMENT = "by_appointment"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Hours:
    """An expression, empty if not known, with the time zone and the state (ISO 3166-2, as "NI") in which it holds."""

    expression: str
    timezone: str
    state: str = ""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


@dataclass(frozen=True)
class Stretch:
    """A time from `start` to `end` of one state, with the comment of the rule or the name of the holiday."""

    start: datetime.datetime
    end: datetime.datetime
    state: State
    comment: str = ""


@dataclass(frozen=True)
class Status:
    """The state of a moment, until when it lasts (None: for the coming year), and why: a holiday, a comment, or ""."""

    state: State
    until: datetime.datetime | None
    reason: str = ""


def state_at(hours: Hours, at: datetime.datetime) -> State:
    """Return the state of the moment `at`, which is aware."""
    local = at.astimezone(hours.zone)
    reading = _reading(hours, local.year)
    return _agreed([reading.meaning(*_first_of([part.state(local) for part in each])) for each in reading.variants])


def status(hours: Hours, at: datetime.datetime) -> Status:
    """Return the state of the moment `at`, which is aware, with its end and its reason."""
    now: Stretch | None = None
    for stretch in _stretches(hours, at, at + _HORIZON):
        if now and stretch.state != now.state:
            return Status(now.state, stretch.start, now.comment)
        now = now or stretch
    return Status(now.state, None, now.comment) if now else Status(State.UNKNOWN, None)


def stretches(hours: Hours, start: datetime.datetime, end: datetime.datetime) -> list[Stretch]:
    """Return what is between the moments `start` and `end`, without gaps, in the time zone of the `hours`.

    A holiday that is named in the expression begins and ends a stretch of its own.
    """
    return list(_stretches(hours, start, end))


def next_opening(hours: Hours, at: datetime.datetime) -> Stretch | None:
    """Return the next stretch after `at` in which it is open; None if there is none within a year."""
    return next((each for each in _later(hours, at) if each.state is State.OPEN), None)


def _later(hours: Hours, at: datetime.datetime) -> Iterator[Stretch]:
    """Yield the stretches that begin after `at`."""
    return (each for each in _stretches(hours, at, at + _HORIZON) if each.start > at)


@dataclass(frozen=True)
class _Reading:
    """An expression as the library reads it: in one variant, or in two where nobody knows if a rule applies.

    Each variant has its fallbacks behind it.
    """

    variants: tuple[tuple[Any, ...], ...]
    appointments: frozenset[str]
    names_holidays: bool

    def meaning(self, state: opening_hours.State, comment: str) -> State:
        """Return what a state of the library means, where hours by appointment are unknown ones with a comment."""
        if state is opening_hours.State.UNKNOWN:
            return State.BY_APPOINTMENT if comment in self.appointments else State.UNKNOWN
        return State.OPEN if state is opening_hours.State.OPEN else State.CLOSED


@lru_cache(maxsize=10_000)
def _reading(hours: Hours, year: int) -> _Reading:
    """Read the expression with the holidays of the state around `year`."""
    dates = [day for each in (year - 1, year, year + 1) for day in calendars.holidays_of(hours.state, each)]
    read = rules.read(hours.expression, dates)
    variants = tuple(tuple(_parsed(text, hours.zone) for text in texts) for texts in read.variants)
    return _Reading(variants, read.appointments, read.names_holidays)


def _parsed(text: str, zone: ZoneInfo) -> Any:
    known: dict[str, Any] = {"timezone": zone, "auto_country": False, "auto_timezone": False}
    try:
        return opening_hours.OpeningHours(text, max_interval_days=_HORIZON.days, **known)
    except opening_hours.ParserError:  # type: ignore[attr-defined]
        return opening_hours.OpeningHours("unknown", **known)


def _first_of(found: Sequence[_Found]) -> _Found:
    """Return what the first says that is not closed; it has its fallbacks behind it."""
    return next((each for each in found if each[0] is not opening_hours.State.CLOSED), found[0])


def _agreed(states: list[State]) -> State:
    """Return what all variants say; where they differ, nobody knows."""
    return states[0] if len(set(states)) == 1 else State.UNKNOWN


def _stretches(hours: Hours, start: datetime.datetime, end: datetime.datetime) -> Iterator[Stretch]:
    """Yield the stretches; neighbours that say the same are one."""
    last: Stretch | None = None
    for each in _parts(hours, start, end):
        if last and (last.state, last.comment) == (each.state, each.comment):
            last = replace(last, end=each.end)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def _parts(hours: Hours, start: datetime.datetime, end: datetime.datetime) -> Iterator[Stretch]:
    """Yield what is soon, which mostly is enough, and then the rest year by year: each has holidays of its own."""
    start, end = (moment.astimezone(datetime.UTC) for moment in (start, end))
    until = start + _SOON
    while start < end:
        year = start.astimezone(hours.zone).year
        new_year = datetime.datetime(year + 1, 1, 1, tzinfo=hours.zone).astimezone(datetime.UTC)
        until = min(until, end, new_year)
        yield from _within_a_year(hours, _reading(hours, year), start, until)
        start, until = until, end


def _within_a_year(
    hours: Hours, reading: _Reading, start: datetime.datetime, end: datetime.datetime
) -> Iterator[Stretch]:
    variants = [[_beginnings(each, hours.zone, start, end) for each in parts] for parts in reading.variants]
    moments = {moment for parts in variants for part in parts for moment in part}
    borders = [*sorted(moments | _midnights(hours, reading, start, end)), end]
    for begin, finish in pairwise(borders):
        found = [_first_of([_last_before(begin, part) for part in parts]) for parts in variants]
        state = _agreed([reading.meaning(*each) for each in found])
        yield _stretch(hours, reading, begin, finish, state, found[0][1])


def _last_before(moment: datetime.datetime, beginnings: dict[datetime.datetime, _Found]) -> _Found:
    return beginnings[max(each for each in beginnings if each <= moment)]


def _stretch(
    hours: Hours, reading: _Reading, begin: datetime.datetime, end: datetime.datetime, state: State, comment: str
) -> Stretch:
    local = begin.astimezone(hours.zone)
    named = calendars.holiday(hours.state, local.date()) if reading.names_holidays else ""
    reason = named if named and state is State.CLOSED else comment
    return Stretch(local, end.astimezone(hours.zone), state, reason)


def _beginnings(
    parsed: Any, zone: ZoneInfo, start: datetime.datetime, end: datetime.datetime
) -> dict[datetime.datetime, _Found]:
    """Return what begins when. Moments in UTC: those of one zone are compared by their clocks alone."""
    intervals = parsed.intervals(start.astimezone(zone), end.astimezone(zone))
    return {max(begin.astimezone(datetime.UTC), start): (state, said) for begin, _end, state, said in intervals}


def _midnights(
    hours: Hours, reading: _Reading, start: datetime.datetime, end: datetime.datetime
) -> set[datetime.datetime]:
    """Return where a holiday that matters begins or ends."""
    if not reading.names_holidays:
        return set()
    days = calendars.holidays_of(hours.state, start.astimezone(hours.zone).year)
    edges = (day + datetime.timedelta(days=after) for day in days for after in (0, 1))
    midnights = (datetime.datetime.combine(edge, datetime.time(), hours.zone) for edge in edges)
    return {utc for midnight in midnights if start < (utc := midnight.astimezone(datetime.UTC)) < end}
