"""Values of facts as they stand in the fields of a form, and back. What they must be, `places.facts` knows."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from places import timetable
from places.facts import BadFact, Rule
from places.timetable import NotATable, Timetable, rows

_MOST_PHONES = 12
_KEPT_HOURS = ("otherwise", "words", "exceptions")  # which no field of a visitor's table asks for
_NO_POINT = Rule("must be degrees", _("Das ist kein Punkt auf der Erde."))


class Entry(Protocol):
    """One kind of field. What was `typed` is compared as such, so that what nobody touched cannot be wrong."""

    def shown(self, value: Any) -> Any:
        """Return what stands in the field for `value`."""

    def typed(self, data: QueryDict, name: str, before: Any) -> Any:
        """Return what was sent in the field; None where it was not sent at all."""

    def meant(self, typed: Any, before: Any) -> Any:
        """Return the value that is meant, not yet cleaned. Raises BadFact, or rows.Mistakes."""


class Text:
    def shown(self, value: Any) -> str:
        return _tidy(value or "")

    def typed(self, data: QueryDict, name: str, before: Any) -> str | None:
        return _tidy(str(data[name])) if name in data else None

    def meant(self, typed: Any, before: Any) -> Any:
        return typed


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


class Choices:
    """Keys to tick. An empty one always comes along: nothing ticked would send nothing."""

    def shown(self, value: Any) -> list[str]:
        return sorted(value)

    def typed(self, data: QueryDict, name: str, before: Any) -> list[str] | None:
        return sorted(set(data.getlist(name)) - {""}) if name in data else None

    def meant(self, typed: Any, before: Any) -> list[str]:
        return [*(key for key in before if key in typed), *(key for key in typed if key not in before)]


class Phones:
    """Pairs of a number and who answers it. A number that is deleted goes with its row."""

    def shown(self, value: Any) -> list[tuple[str, str]]:
        return [(phone["shown"], phone["contact"]) for phone in value]

    def typed(self, data: QueryDict, name: str, before: Any) -> list[tuple[str, str]] | None:
        if f"{name}-0-number" not in data:
            return None
        found = [self._row(data, f"{name}-{number}") for number in range(_MOST_PHONES)]
        while found and found[-1] == ("", ""):
            found.pop()
        return found

    def _row(self, data: QueryDict, name: str) -> tuple[str, str]:
        number, contact = (" ".join(data.get(f"{name}-{part}", "").split()) for part in ("number", "contact"))
        return number, contact

    def meant(self, typed: Any, before: Any) -> list[dict[str, str]]:
        known: Sequence[dict[str, str] | None] = [*before, *[None] * len(typed)]
        return [
            self._phone(number, contact, was)
            for (number, contact), was in zip(typed, known, strict=False)
            if number or (contact and was is None)
        ]

    def _phone(self, number: str, contact: str, was: dict[str, str] | None) -> dict[str, str]:
        if was and was["shown"] == number:
            return {**was, "contact": contact}
        return {"number": number, "contact": contact}


class Hours:
    """The table of a week. Hours that are too special for one are not asked for: they have no fields."""

    def shown(self, value: Any) -> rows.Cells | None:
        try:
            return rows.filled(rows.shown(value or "") if value else Timetable())
        except NotATable:
            return None

    def typed(self, data: QueryDict, name: str, before: Any) -> rows.Cells | None:
        known = self.shown(before)
        sent = rows.cells(data, name)
        if not sent or known is None:
            return None
        cells = _settled(sent | {each: known[each] for each in _KEPT_HOURS}, known)
        return known if self._says(cells) == self._says(known) else cells

    def _says(self, cells: rows.Cells) -> Timetable | None:
        try:
            return rows.said(cells)
        except rows.Mistakes:
            return None

    def meant(self, typed: Any, before: Any) -> str:
        return timetable.write(rows.said(typed))


def _settled(cells: rows.Cells, known: rows.Cells) -> rows.Cells:
    """Return `cells` where, of a day's word and its times, what was changed last stands against what was not."""
    settled = dict(cells)
    for day in rows.NAMES:
        kind, times = f"{day}-kind", [name for name in known if name.startswith(f"{day}-") and name != f"{day}-kind"]
        if cells.get(kind) != rows.SHUT or not any(cells.get(name) for name in times):
            continue
        if known[kind] == rows.SHUT:
            settled[kind] = rows.OPEN
        elif all(cells.get(name, "") == known[name] for name in times):
            settled |= dict.fromkeys(times, "")
    return settled


class Position:
    """Latitude and longitude as numbers, which a map sets."""

    def shown(self, value: Any) -> tuple[str, str]:
        return (f"{value['lat']:.6f}", f"{value['lon']:.6f}") if value else ("", "")

    def typed(self, data: QueryDict, name: str, before: Any) -> tuple[str, str] | None:
        latitude, longitude = (data.get(f"{name}-{axis}", "").strip() for axis in ("lat", "lon"))
        return (latitude, longitude) if latitude or longitude else None

    def meant(self, typed: Any, before: Any) -> dict[str, float]:
        try:
            latitude, longitude = map(float, typed)
        except ValueError:
            raise BadFact("position", _NO_POINT) from None
        return {"lon": longitude, "lat": latitude}


_SPECIAL: dict[str, Entry] = {
    "phones": Phones(),
    "languages": Choices(),
    "categories": Choices(),
    "opening_hours": Hours(),
    "position": Position(),
}
_TEXT = Text()


def entry_of(name: str) -> Entry:
    """Return the kind of field of the fact `name`."""
    return _SPECIAL.get(name.rpartition(".")[2], _TEXT)
