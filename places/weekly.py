"""A usual week of opening hours in words, in the active language."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from geo.languages import saying
from places.timetable import Day, NotATable, Timetable, clock, read

_MONDAY = date(2024, 1, 1)


def lines(expression: str) -> Iterator[str]:
    """Yield a line for each run of days that are alike; the expression itself where no week says it."""
    try:
        table = read(expression)
    except NotATable:
        yield saying.isolated(expression)
    else:
        yield from _days(table)


def _days(table: Timetable) -> Iterator[str]:
    for day, alike in groupby(enumerate(table.week), key=lambda each: each[1]):
        numbers = [number for number, _day in alike]
        yield f"{_span(numbers)}: {_times(day)}"
    if table.holidays is not None:
        yield _("An Feiertagen: %(times)s") % {"times": _times(table.holidays)}
    if table.exceptions:
        yield saying.isolated(table.exceptions)
    if table.otherwise:
        yield saying.isolated(table.words)


def _span(numbers: list[int]) -> str:
    names = [saying.weekday(date.fromordinal(_MONDAY.toordinal() + number)) for number in numbers]
    return names[0] if len(names) == 1 else f"{names[0]} – {names[-1]}"


def _times(day: Day) -> str:
    times = saying.listed(saying.isolated(f"{clock(each.start)}–{clock(each.end)}") for each in day.spans)
    if day.by_appointment:
        return " ".join(filter(None, (times, _("nur mit Termin"))))
    return times or _("geschlossen")
