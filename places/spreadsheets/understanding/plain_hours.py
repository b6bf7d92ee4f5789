"""Opening hours in plain German or English -> an `opening_hours` string; only where no other reading is possible."""

import re
from dataclasses import replace
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from places import weekly
from places.opening import validate_hours
from places.spreadsheets.understanding.problems import BadCell
from places.timetable import CLOSED, DAYS, Day, NotATable, Span, Timetable, span, write

_NAMES = {
    "Mo": "montags|montag|mondays|monday|mon|mo",
    "Tu": "dienstags|dienstag|tuesdays|tuesday|tue|tu|di",
    "We": "mittwochs|mittwoch|wednesdays|wednesday|wed|we|mi",
    "Th": "donnerstags|donnerstag|thursdays|thursday|thu|th|do",
    "Fr": "freitags|freitag|fridays|friday|fri|fr",
    "Sa": "samstags|samstag|sonnabends|sonnabend|saturdays|saturday|sat|sa",
    "Su": "sonntags|sonntag|sundays|sunday|sun|su|so",
}
_DAY_OF = {name: day for day, names in _NAMES.items() for name in names.split("|")}
_CLOCK = r"\d{1,2}(?:[:.]\d{2})?"
_TOKEN = re.compile(
    rf"""(?P<appointment>(?:(?:nur\s+|und\s+)?(?:nach|mit)\s+(?:telefonischer\s+|vorheriger\s+)?
            (?:vereinbarung|absprache|anmeldung|terminvereinbarung|termin))|(?:by\s+appointment(?:\s+only)?)|n\.?\s?v\.?)
    |(?P<always>rund\s+um\s+die\s+uhr|24\s?/\s?7|24\s+stunden)
    |(?P<daily>täglich|daily|jeden\s+tag)
    |(?P<off>geschlossen|closed|ruhetag)
    |(?P<times>(?:von\s+)?(?P<from>{_CLOCK})\s*(?:uhr|h)?\s*(?:-|–|—|bis|to|until)\s*(?P<to>{_CLOCK})\s*(?:uhr|h\b)?)
    |(?P<range>(?P<first>{"|".join(_DAY_OF)})\b\.?\s*(?:-|–|—|bis|to)\s*(?P<last>{"|".join(_DAY_OF)})\b\.?)
    |(?P<day>{"|".join(_DAY_OF)})\b\.?
    |(?P<between>[,;:&+/|\n]|\bund\b|\bsowie\b|\band\b|\bvon\b|\bjeweils\b)
    |(?P<space>\s+)""",
    re.VERBOSE | re.IGNORECASE,
)
_ALL = Span(0, 24 * 60)
_TELLS_TIMES = re.compile(r'\d:\d\d|24/7|"|\b(off|closed|unknown|sunrise|sunset)\b')
_EARLIEST = 5 * 60  # "8-12 und 2-5" means the afternoon


@lru_cache(maxsize=2_000)
def read(text: str) -> tuple[str, str]:
    """Return the string that says what `text` says, and how that was understood, "" for as it stands.

    Raises BadCell.
    """
    try:
        validate_hours(text)
    except ValidationError:
        said = _written(text)
        return said, _("Öffnungszeiten gelesen als: %(hours)s") % {"hours": "; ".join(weekly.lines(said))}
    if _TELLS_TIMES.search(text):
        return text, ""
    return text, _("„%(hours)s“ nennt keine Uhrzeit und heißt: den ganzen Tag geöffnet.") % {"hours": text}


def _written(text: str) -> str:
    table = _Reader(text).table()
    try:
        said = write(table)
        validate_hours(said)
    except (NotATable, ValidationError):
        raise _refusal(text) from None
    return said


def _refusal(text: str) -> BadCell:
    return BadCell(
        _("„%(text)s“ ist nicht eindeutig. So geht es: Mo-Fr 8-12 Uhr, Do 14-18 Uhr.") % {"text": text[:80].strip()}
    )


class _Reader:
    """Reads from left to right: days, then their hours; more hours, or other days."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: dict[str, list[Span]] = {}
        self.closed: set[str] = set()
        self.by_appointment: set[str] = set()
        self.days: list[str] = []
        self.is_list = False
        self.otherwise = False

    def table(self) -> Timetable:
        at = 0
        while at < len(self.text):
            match = _TOKEN.match(self.text, at)
            if not match:
                raise _refusal(self.text)
            self._take(match)
            at = match.end()
        if self.is_list:
            raise _refusal(self.text)  # days without hours
        return self._whole()

    def _take(self, match: re.Match[str]) -> None:
        kind = match.lastgroup
        if match["times"]:
            self._hours(self._span(match["from"], match["to"]))
        elif kind == "always":
            self.days = self.days or list(DAYS)
            self._hours(_ALL)
        elif kind == "daily":
            self._name(list(DAYS))
        elif match["range"]:
            first, last = (DAYS.index(_DAY_OF[match[end].lower()]) for end in ("first", "last"))
            self._name([*(DAYS * 2)[first : last + 1 + (7 if last < first else 0)]])
        elif kind == "day":
            self._name([_DAY_OF[match["day"].lower()]])
        elif kind == "off":
            self._apart(self.closed)
        elif kind == "appointment":
            self._appointment()

    def _name(self, days: list[str]) -> None:
        self.days = [*(self.days if self.is_list else []), *days]
        self.is_list = True

    def _hours(self, span: Span) -> None:
        if not self.days:
            raise _refusal(self.text)
        for day in self.days:
            before = self.spans.setdefault(day, [])
            if any(span.start < each.end and each.start < span.end for each in before):
                raise _refusal(self.text)  # does it hold instead, or beside?
            before.append(span)
        self.is_list = False

    def _apart(self, days: set[str]) -> None:
        if not self.is_list:
            raise _refusal(self.text)
        days.update(self.days)
        self.is_list = False

    def _appointment(self) -> None:
        if self.is_list:
            self._apart(self.by_appointment)
        else:
            self.otherwise = True

    def _span(self, start: str, end: str) -> Span:
        try:
            found = span(_clock(start), _clock(end))
        except NotATable:
            raise _refusal(self.text) from None
        if 0 < found.start < _EARLIEST:
            raise _refusal(self.text)
        return found

    def _whole(self) -> Timetable:
        contested = (self.closed & self.spans.keys()) | (self.by_appointment & self.spans.keys())
        if contested or self.closed & self.by_appointment:
            raise _refusal(self.text)
        if not self.spans and not self.closed and not self.by_appointment:
            return Timetable(otherwise=self.otherwise)
        week = tuple(
            Day(tuple(sorted(self.spans.get(day, ()))), by_appointment=day in self.by_appointment) for day in DAYS
        )
        return replace(Timetable(week or (CLOSED,) * 7), otherwise=self.otherwise)


def _clock(text: str) -> str:
    hour, _dot, minute = text.replace(".", ":").partition(":")
    if int(hour) > 24 or int(minute or 0) > 59:
        raise NotATable(text)
    return f"{int(hour):02}:{minute or '00'}"
