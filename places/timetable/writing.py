"""Writes a table as an `opening_hours` string, as short as it can be said without doubt."""

from collections.abc import Sequence
from itertools import groupby

from places.rules import means_appointment
from places.timetable.table import ALWAYS, BY_APPOINTMENT, CLOSED, DAYS, HOLIDAYS, MIDNIGHT, Day, Span, Timetable

_NEVER = "off"


def write(table: Timetable) -> str:
    """Return the string that says what `table` says; "" where it says nothing. Its words hold no quotation marks."""
    words = table.words if means_appointment(table.words) else f"{BY_APPOINTMENT}, {table.words}".rstrip(", ")
    rules = [_week(table.week, words)] if any(day != CLOSED for day in table.week) else []
    if table.holidays and (rules or table.holidays != CLOSED):
        rules.append(f"{HOLIDAYS} {_hours(table.holidays, words)}")
    if table.week and not rules:
        rules.append(_NEVER)
    if table.exceptions:
        rules.append(table.exceptions)
    if not table.otherwise:
        return "; ".join(rules)
    return f'"{words}"' if rules in ([], [_NEVER]) else f'{"; ".join(rules)} || "{words}"'


def _week(week: Sequence[Day], words: str) -> str:
    """Return the days that are alike together, or the hours that are alike, whichever is shorter."""
    if set(week) == {ALWAYS}:
        return "24/7"
    separator = ", " if any(day.is_overnight for day in week) else "; "  # behind ";" a day cuts the night before it
    return min(separator.join(_rules(week, words)), ", ".join(_rules(week, words, apart=True)), key=len)


def _rules(week: Sequence[Day], words: str, *, apart: bool = False) -> list[str]:
    """Return a rule for each kind of day; `apart`, for each kind of span."""
    days: dict[Day, list[int]] = {}
    for number, day in enumerate(week):
        for part in [Day((span,), day.by_appointment) for span in day.spans] if apart and day.spans else [day]:
            days.setdefault(part, []).append(number)
    return [f"{_names(numbers)} {_hours(day, words)}" for day, numbers in days.items() if day != CLOSED]


def _names(numbers: Sequence[int]) -> str:
    """Return days by their numbers as "Mo-We,Fr"."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda each: each[1] - each[0])]
    return ",".join(_run([DAYS[number] for number in run]) for run in runs)


def _run(names: Sequence[str]) -> str:
    return ",".join(names) if len(names) < 3 else f"{names[0]}-{names[-1]}"


def _hours(day: Day, words: str) -> str:
    spans = ",".join(map(_span, day.spans))
    comment = f'"{words}"' if day.by_appointment else ""
    return f"{spans} {comment}".strip() or _NEVER


def _span(span: Span) -> str:
    return f"{clock(span.start)}-{clock(span.end if span.end <= MIDNIGHT else span.end - MIDNIGHT)}"


def clock(minute: int) -> str:
    """Return "09:05"."""
    return f"{minute // 60:02}:{minute % 60:02}"
