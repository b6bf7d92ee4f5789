"""What hours say of now and of the days to come: pure functions of a moment that is passed in."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from places import calendars, opening
from places.opening import Hours, State, Status, Stretch, stretches

DAYS = 7
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """A day, the German name of the holiday that it is (or ""), and its times that are not closed.

    A time that goes on after midnight belongs to the day on which it begins.
    """

    date: datetime.date
    holiday: str
    times: Sequence[Stretch]

    @property
    def is_closed(self) -> bool:
        return not self.times

    @property
    def is_whole(self) -> bool:
        """Whether one and the same holds from midnight to midnight."""
        return len(self.times) == 1 and self.times[0].end - self.times[0].start >= _DAY


@dataclass(frozen=True)
class OpenHours:
    """Hours as they stand at a moment: the status, when it opens next (None: not within a year), and seven days.

    `languages` are those of these hours alone.
    """

    status: Status
    next: Stretch | None
    days: Sequence[Day]
    languages: Sequence[str] = ()

    @property
    def today(self) -> datetime.date:
        return self.days[0].date

    @property
    def tomorrow(self) -> datetime.date:
        return self.today + _DAY


def open_hours(hours: Hours, at: datetime.datetime, languages: Sequence[str] = ()) -> OpenHours:
    """Return what `hours` say at the moment `at`, which is aware."""
    return OpenHours(opening.status(hours, at), opening.next_opening(hours, at), days(hours, at), languages)


def days(hours: Hours, at: datetime.datetime, *, count: int = DAYS) -> list[Day]:
    """Return the day of the moment `at`, which is aware, and those that follow, `count` in all."""
    today = at.astimezone(hours.zone).date()
    dates = [today + datetime.timedelta(days=number) for number in range(count)]
    by_date = {date: list(times) for date, times in groupby(open_times(hours, at, days=count), _date)}
    return [Day(date, calendars.holiday(hours.state, date), by_date.get(date, [])) for date in dates]


def open_times(hours: Hours, at: datetime.datetime, *, days: int) -> list[Stretch]:
    """Return what is not closed from the midnight before `at` on, for so many `days`.

    What lasts a day or longer is cut at midnight.
    """
    start = _midnight(at.astimezone(hours.zone).date(), hours)
    end = _midnight(start.date() + datetime.timedelta(days=days), hours)
    found = [each for each in stretches(hours, start, end) if each.state is not State.CLOSED]
    return [part for each in found for part in _by_day(each, hours)]


def _by_day(stretch: Stretch, hours: Hours) -> Iterator[Stretch]:
    """Yield a night as it is, and what is longer day by day."""
    while stretch.end - stretch.start >= _DAY:
        midnight = _midnight(stretch.start.date() + _DAY, hours)
        yield replace(stretch, end=midnight)
        stretch = replace(stretch, start=midnight)
    if stretch.start < stretch.end:
        yield stretch


def _midnight(date: datetime.date, hours: Hours) -> datetime.datetime:
    return datetime.datetime.combine(date, datetime.time(), hours.zone)


def _date(stretch: Stretch) -> datetime.date:
    return stretch.start.date()
