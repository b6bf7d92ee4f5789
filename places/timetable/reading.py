"""Reads an `opening_hours` string as a table, rule by rule, and refuses what a table cannot show."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from places.rules import means_appointment
from places.timetable.table import ALWAYS, CLOSED, DAYS, HOLIDAYS, Day, NotATable, Timetable, merged, span
from places.timetable.writing import write

_DAY = f"(?i:{'|'.join(DAYS)})"
_LISTED = f"(?:{_DAY}(?:-{_DAY})?|{HOLIDAYS})"
_SPAN = r"\d{1,2}:\d\d\s*-\s*\d{1,2}:\d\d"
_RULE = re.compile(
    rf"(?P<days>{_LISTED}(?:,\s?{_LISTED})*)?\s*"
    rf"(?P<times>24/7|off|closed|{_SPAN}(?:\s*,\s*{_SPAN})*)?\s*"
    r'(?P<unknown>unknown)?\s*(?:"(?P<words>[^"]*)")?'
)
# A comma begins another rule only behind a complete one: "Mo, Tu" are two days.
_SEPARATOR = re.compile(r'"[^"]*"|\s*(;|\|\||(?:(?<=[\d"])|(?<=off)|(?<=closed)),(?=\s+[A-Za-z]))\s*')
_EXCEPTION = re.compile(rf"(?:\d{{4}}|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|easter|week|SH)\b|{_DAY}\[")
_OFF = re.compile(r'.*\b(?:off|closed)\s*(?:"[^"]*")?')

_NIGHTS = tuple(zip(DAYS, (*DAYS[1:], DAYS[0]), strict=True))


def read(expression: str) -> Timetable:
    """Return the table that means the same as `expression`, which is valid. Raises NotATable."""
    rules = list(_rules(expression))
    if len(rules) == 1 and (words := _appointment(rules[0][1])):
        return Timetable(otherwise=True, words=words)
    table = Timetable()
    for separator, rule in rules:
        table = _with(table, separator, rule)
    if _has_contested_nights(table) and write(table) != expression:
        raise NotATable(expression)
    are_alike = set(table.week) == {table.holidays} and not table.week[0].is_overnight  # a rule of its own cuts nights
    return replace(table, holidays=None) if are_alike else table


def _rules(expression: str) -> Iterator[tuple[str, str]]:
    """Yield each rule with the separator before it."""
    separator, start = ";", 0
    for match in _SEPARATOR.finditer(expression):
        if match[1]:
            yield separator, expression[start : match.start()].strip()
            separator, start = match[1], match.end()
    if rest := expression[start:].strip():
        yield separator, rest


def _appointment(rule: str) -> str:
    """Return the words of a rule that says nothing but how to make an appointment; of any other ""."""
    match = re.fullmatch('"([^"]*)"', rule)
    return match[1] if match and means_appointment(match[1]) else ""


def _with(table: Timetable, separator: str, rule: str) -> Timetable:
    """Return `table` after one more rule."""
    if table.otherwise:
        raise NotATable(rule)
    if separator == "||":
        return replace(table, otherwise=True, words=_agreed(table, _appointment(rule)))
    if table.week and _EXCEPTION.match(rule):
        return _with_exception(table, separator, rule)
    match = _RULE.fullmatch(rule)
    if not match or not rule:
        raise NotATable(rule)
    days = set(_listed(match["days"]))
    if table.exceptions:
        return _with_holidays_off(table, separator, days, _day(match))
    if match["words"]:
        table = replace(table, words=_agreed(table, match["words"]))
    return (_with_more if separator == "," else _with_other)(table, days, _day(match))


def _agreed(table: Timetable, words: str) -> str:
    """Return the words of all appointments."""
    makes_some = any(day.by_appointment for day in (*table.week, table.holidays or CLOSED))
    if not words or (makes_some and words != table.words):
        raise NotATable(words)
    return words


def _with_exception(table: Timetable, separator: str, rule: str) -> Timetable:
    if not table.exceptions and separator == ",":
        raise NotATable(rule)
    joined = f"{table.exceptions}{separator} {rule}" if table.exceptions else rule
    return replace(table, exceptions=joined)


def _with_holidays_off(table: Timetable, separator: str, days: set[str], day: Day) -> Timetable:
    """Return `table` with holidays closed, whose rule may stand on either side of others that close days."""
    closes = all(_OFF.fullmatch(rule) for _, rule in _rules(table.exceptions))
    if not (separator == ";" and days == {HOLIDAYS} and day == CLOSED and closes):
        raise NotATable
    return replace(table, holidays=CLOSED)


def _listed(text: str | None) -> Iterator[str]:
    """Yield the days of a list such as "Mo-We,PH"; without a list, all of the week."""
    for each in re.split(r",\s?", text or "Mo-Su"):
        if each == HOLIDAYS:
            yield each
            continue
        first, last = (DAYS.index(day.title()) for day in (each[:2], each[-2:]))
        yield from ((DAYS * 2)[first : last + 1 + (7 if last < first else 0)])


def _day(match: re.Match[str]) -> Day:
    times, words = match["times"], match["words"]
    if times in ("off", "closed") and words is None and not match["unknown"]:
        return CLOSED
    tells_nothing = times in (None, "off", "closed") if words is None else not means_appointment(words)
    if tells_nothing or (match["unknown"] and words is None) or (times in ("off", "closed")):
        raise NotATable(match[0])
    if times == "24/7":
        return replace(ALWAYS, by_appointment=words is not None)
    spans = (span(*re.findall(r"\d{1,2}:\d\d", each)) for each in (times or "").split(",") if each)
    return Day(merged(spans), by_appointment=words is not None)


def _with_more(table: Timetable, days: set[str], day: Day) -> Timetable:
    """Return `table` with the hours of `day` beside those that the `days` have."""
    if HOLIDAYS in days or table.holidays is not None or day.is_closed:
        raise NotATable  # it would tell holidays apart by their weekdays
    week = table.week or (CLOSED,) * 7
    return replace(table, week=tuple(_both(old, day) if name in days else old for name, old in _named(week)))


def _named(week: Sequence[Day]) -> Iterable[tuple[str, Day]]:
    return zip(DAYS, week, strict=True)


def _both(old: Day, new: Day) -> Day:
    if old.is_closed:
        return new
    if old.by_appointment != new.by_appointment or not (old.spans and new.spans):
        raise NotATable
    return replace(old, spans=merged(old.spans + new.spans))


def _with_other(table: Timetable, days: set[str], day: Day) -> Timetable:
    """Return `table` with the hours of `day` in place of those that the `days` had."""
    is_whole_week = days >= set(DAYS)
    if table.holidays is not None and not is_whole_week and HOLIDAYS not in days:
        raise NotATable  # it would tell holidays apart by their weekdays
    week = table.week or (CLOSED,) * 7
    _refuse_cut_nights(table, days, day)
    holidays = day if HOLIDAYS in days else None if is_whole_week else table.holidays
    return replace(table, week=tuple(day if name in days else old for name, old in _named(week)), holidays=holidays)


def _refuse_cut_nights(table: Timetable, days: set[str], day: Day) -> None:
    """Refuse nights of which one rule has the hours before midnight, and another those behind it."""
    if not table.week:
        return
    nights = [set(each) for each, old in zip(_NIGHTS, table.week, strict=True) if old.is_overnight]
    if table.holidays and table.holidays.is_overnight:
        nights.append({HOLIDAYS, *DAYS})
    is_cut = day.is_overnight and any(name in days and after not in days for name, after in _NIGHTS)
    if is_cut or any(night & days for night in nights):
        raise NotATable


def _has_contested_nights(table: Timetable) -> bool:
    """Tell whether an hour after midnight is open by one day and by appointment by the next: order would decide."""
    following = (*table.week[1:], *table.week[:1])
    return any(
        one.is_overnight and not other.is_closed and one.by_appointment != other.by_appointment
        for one, other in zip(table.week, following, strict=True)
    )
