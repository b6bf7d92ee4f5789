"""Opening hours as paper has room for them: the coming seven days, those with the same times in one line."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from geo.languages import saying
from places.opening import Stretch
from places.web.cards import Card
from places.web.hours import offer_hours, open_hours
from places.week import Day, OpenHours

_RUN = 3  # days in a row that are told as from and to


@dataclass(frozen=True)
class Line:
    """Days on which the same times hold; `is_whole`: from midnight to midnight."""

    dates: Sequence[datetime.date]
    times: Sequence[Stretch]
    is_whole: bool

    @property
    def days(self) -> str:
        """The days in short: from and to, or each."""
        names = [saying.short_weekday(date) for date in self.dates]
        return f"{names[0]}–{names[-1]}" if len(names) >= _RUN and self._is_run else saying.listed(names)

    @property
    def _is_run(self) -> bool:
        return self.dates[-1].weekday() - self.dates[0].weekday() == len(self.dates) - 1


@dataclass(frozen=True)
class Times:
    """The lines of a week, for everything at a place or for the offer `title`, in the `languages` that are its own."""

    lines: Sequence[Line]
    title: str = ""
    languages: Sequence[str] = ()


@dataclass(frozen=True)
class Entry:
    """A place in a printed list, with all hours that are known."""

    card: Card
    hours: Sequence[Times]


def entry(card: Card, at: datetime.datetime) -> Entry:
    """Return `card` with the hours of the seven days from the moment `at` on."""
    return Entry(card, [Times(lines(each.days), title, each.languages) for title, each in _known(card.place, at)])


def _known(place: dict[str, Any], at: datetime.datetime) -> Iterator[tuple[str, OpenHours]]:
    if whole := open_hours(place, place["opening_hours"], at):
        yield "", whole
    for offer in place["offers"]:
        for each in offer_hours(place, offer, at):
            yield offer["title"], each


def lines(days: Sequence[Day]) -> list[Line]:
    """Return the `days` on which something is open, by their times, from Monday on."""
    open_days = sorted((day for day in days if day.times), key=lambda day: (_said(day), day.date.weekday()))
    same = [list(group) for _, group in groupby(open_days, key=_said)]
    made = [Line([day.date for day in group], group[0].times, group[0].is_whole) for group in same]
    return sorted(made, key=lambda line: line.dates[0].weekday())


def _said(day: Day) -> list[tuple[str, str, str, str]]:
    return [(f"{each.start:%H:%M}", f"{each.end:%H:%M}", each.state, each.comment) for each in day.times]
