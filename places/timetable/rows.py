"""A table of opening hours as fields of a form, a row for each day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from places import timetable
from places.timetable import BY_APPOINTMENT, CLOSED, DAYS, HOLIDAYS, Day, NotATable, Span, Timetable

SPANS = 3
LONGEST = 500
NAMES: dict[str, str | Promise] = {
    "mo": gettext_lazy("Montag"),
    "tu": gettext_lazy("Dienstag"),
    "we": gettext_lazy("Mittwoch"),
    "th": gettext_lazy("Donnerstag"),
    "fr": gettext_lazy("Freitag"),
    "sa": gettext_lazy("Samstag"),
    "su": gettext_lazy("Sonntag"),
    "ph": gettext_lazy("Feiertage"),
}
OPEN, SHUT, APPOINTMENT = "open", "closed", "appointment"
KINDS = {
    OPEN: gettext_lazy("geöffnet"),
    SHUT: gettext_lazy("geschlossen"),
    APPOINTMENT: gettext_lazy("nach Vereinbarung"),
}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?:\s*Uhr)?", re.IGNORECASE)

Cells = dict[str, str]
"""What stands in the fields of a table, by the ends of their names: "mo-kind", "mo-1-from", "otherwise"."""


def cells(names: Any, prefix: str) -> Cells:
    """Return the fields of the table `prefix` among all that a form sent; none, if it had no table."""
    known = [*(f"{day}-{part}" for day in NAMES for part in _parts()), "otherwise", "words", "exceptions"]
    return {name: names[f"{prefix}-{name}"].strip() for name in known if f"{prefix}-{name}" in names}


def _parts() -> list[str]:
    return ["kind", *(f"{number}-{end}" for number in range(1, SPANS + 1) for end in ("from", "to"))]


def shown(expression: str) -> Timetable:
    """Return the table of `expression` if it has rows enough; raises NotATable."""
    if len(expression) > LONGEST:
        raise NotATable(expression)
    table = timetable.read(expression)
    if any(len(day.spans) > SPANS for day in (*table.week, table.holidays or CLOSED)):
        raise NotATable(expression)
    return table


def filled(table: Timetable) -> Cells:
    """Return what stands in the fields for `table`."""
    days = dict(zip(DAYS, table.week, strict=True)) if table.week else {}
    days |= {HOLIDAYS: table.holidays} if table.holidays else {}
    found = {"words": table.words, "exceptions": table.exceptions, "otherwise": "on" if table.otherwise else ""}
    for name in NAMES:
        found |= {f"{name}-{part}": text for part, text in _filled(days.get(_day_of(name))).items()}
    return found


def _day_of(name: str) -> str:
    return HOLIDAYS if name == HOLIDAYS.lower() else name.title()


def _filled(day: Day | None) -> Cells:
    found = dict.fromkeys(_parts(), "")
    if day:
        found["kind"] = APPOINTMENT if day.by_appointment else OPEN if day.spans else SHUT
        for number, span in enumerate(day.spans, 1):
            found |= {f"{number}-from": _clock(span.start), f"{number}-to": _clock(span.end)}
    return found


def _clock(minute: int) -> str:
    return timetable.clock(minute % timetable.MIDNIGHT)


class Mistakes(ValidationError):
    """Rows that say no hours, with what is wrong, by the names of days; "" for the table as a whole."""

    def __init__(self, by_day: Mapping[str, str]) -> None:
        self.by_day = dict(by_day)
        super().__init__([f"{NAMES[day]}: {said}" if day else said for day, said in by_day.items()])


@dataclass
class _Reader:
    """Reads rows, and goes on after a mistake to find them all."""

    cells: Cells
    mistakes: dict[str, str] = field(default_factory=dict)

    def day(self, name: str) -> Day | None:
        """Return what a row says; None if nothing."""
        kind = self.cells.get(f"{name}-kind", "")
        try:
            spans = timetable.merged(span for number in range(1, SPANS + 1) if (span := self._span(name, number)))
            if kind == SHUT and spans:
                raise ValidationError(_("Hier steht „geschlossen“, und doch eine Zeit. Bitte eines davon löschen."))
            if kind == OPEN and not spans:
                raise ValidationError(_("Bitte eintragen, von wann bis wann."))
        except ValidationError as error:
            self.mistakes[name] = error.messages[0]
            return None
        return Day(spans, by_appointment=kind == APPOINTMENT) if kind or spans else None

    def _span(self, name: str, number: int) -> Span | None:
        start, end = (self.cells.get(f"{name}-{number}-{part}", "") for part in ("from", "to"))
        if not start and not end:
            return None
        if not start or not end:
            raise ValidationError(_("Bitte beides eintragen: von wann und bis wann."))
        try:
            return timetable.span(_time(start), _time(end))
        except NotATable:
            raise ValidationError(_("Eine Zeit kann nicht enden, wenn sie beginnt.")) from None


def _time(typed: str) -> str:
    """Return a clock time, also one of a browser without fields for times: "8.30 Uhr"."""
    match = _CLOCK.fullmatch(typed)
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 99)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise ValidationError(_("„%(text)s“ ist keine Uhrzeit. Zum Beispiel 08:30."), params={"text": typed})
    return f"{hour:02}:{minute:02}"


def said(cells: Cells) -> Timetable:
    """Return the table that stands in the fields. Raises Mistakes."""
    reader = _Reader(cells)
    days = {name: reader.day(name) for name in NAMES}
    holidays = days.pop(HOLIDAYS.lower())
    is_known = any(days.values())
    exceptions = cells.get("exceptions", "").strip("; ")
    if (holidays or exceptions) and not is_known and not reader.mistakes:
        reader.mistakes[""] = _("Bitte auch die Wochentage eintragen, mindestens einen.")
    if reader.mistakes:
        raise Mistakes(reader.mistakes)
    week = tuple(day or CLOSED for day in days.values()) if is_known else ()
    words = " ".join(cells.get("words", "").replace('"', "'").split()) or BY_APPOINTMENT
    return Timetable(week, holidays, exceptions, bool(cells.get("otherwise")), words)
