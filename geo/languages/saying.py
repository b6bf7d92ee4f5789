"""How the active language says dates, times, lists, numbers, distances and the names of languages (CLDR).

Babel's only importer. Digits are 0-9 in every language, since house numbers, telephones and clocks here have no
others; and so the time of day is told as clocks here show it.
"""

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError, dates, lists, numbers, units

from geo.languages import BY_CODE, SOURCE, current_language

_KNOWN_AS = {"prs": "fa_AF", "kmr": "ku"}
_SAID_BY_ALL = {"rom": "Romani"}  # some of CLDR's names for it are an insult
_TOUCHING = re.compile(r"(?<=\d)(?=[^\W\d_])")  # "850متر": in Persian CLDR forgot the space
Day = datetime.date


def locale() -> Locale:
    """Return CLDR's data for the active language."""
    return _locale(current_language())


@lru_cache
def _locale(code: str) -> Locale:
    return Locale.parse(BY_CODE.get(code, BY_CODE[SOURCE]).locale)


def date(day: Day) -> str:
    """Return "26. November 2026"."""
    return dates.format_date(day, "long", locale=locale())


def day(day: Day) -> str:
    """Return "Donnerstag, 26. November 2026"."""
    return dates.format_date(day, "full", locale=locale())


def near_date(day: Day) -> str:
    """Return "26. November", of a day whose year is clear."""
    return str(dates.format_skeleton("MMMMd", day, locale=locale()))


def month(day: Day) -> str:
    """Return "November 2026"."""
    return str(dates.format_skeleton("yMMMM", day, locale=locale()))


def weekday(day: Day) -> str:
    """Return "Donnerstag"."""
    return str(locale().days["stand-alone"]["wide"][day.weekday()])


def short_weekday(day: Day) -> str:
    """Return "Do"."""
    return str(locale().days["stand-alone"]["abbreviated"][day.weekday()])


def time(moment: datetime.time | datetime.datetime) -> str:
    """Return "14:05"."""
    return moment.strftime("%H:%M")


def listed(items: Iterable[object], *, choice: bool = False) -> str:
    """Return "a, b und c", or "a, b oder c" of which one is chosen."""
    return lists.format_list([str(item) for item in items], "or" if choice else "standard", locale=locale())


def isolated(text: str) -> str:
    """Return a text of another direction, a German name or a number, so that it does not mix up its surroundings."""
    return f"\u2068{text}\u2069" if BY_CODE[current_language()].is_rtl else text


def number(value: float, *, decimals: int = 0) -> str:
    """Return `value` with its `decimals`: "3,2"."""
    return numbers.format_decimal(value, _pattern(decimals), locale=locale(), numbering_system="latn")


def metres(value: float) -> str:
    """Return "850 m"."""
    return _measured(value, "length-meter", 0)


def kilometres(value: float, *, decimals: int = 0) -> str:
    """Return "3,2 km"."""
    return _measured(value, "length-kilometer", decimals)


def _measured(value: float, unit: str, decimals: int) -> str:
    said = units.format_unit(value, unit, "short", format=_pattern(decimals), locale=locale(), numbering_system="latn")
    return _TOUCHING.sub(" ", said)


def _pattern(decimals: int) -> str:
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def language(code: str) -> str:
    """Return what the active language calls the language `code`, with its own name beside: "Arabisch (العربية)".

    One that is known to nobody is called by its code.
    """
    here, own = language_here(code), own_name(code)
    return here if own.casefold() in here.casefold() else f"{here} ({own})"


def language_here(code: str) -> str:
    """Return the first half of it alone, for where there is little room."""
    known_as = _known_as(code)
    return _SAID_BY_ALL.get(known_as) or locale().languages.get(known_as) or code


def own_name(code: str) -> str:
    """Return what those who speak the language `code` call it; "" where that is not known."""
    return BY_CODE[code].name if code in BY_CODE else _own_name(_known_as(code))


@lru_cache(maxsize=1000)
def _known_as(code: str) -> str:
    """Return CLDR's name for the language `code`; the code itself where there is none."""
    try:
        return _KNOWN_AS.get(code.lower()) or str(Locale.parse(code.replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        return code


@lru_cache(maxsize=1000)
def _own_name(known_as: str) -> str:
    try:
        return str(Locale.parse(known_as).languages.get(known_as, ""))
    except (ValueError, UnknownLocaleError):
        return ""
