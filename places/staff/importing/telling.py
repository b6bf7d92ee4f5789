"""What would become of a row, in plain words."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.languages import saying
from geo.models import Area
from geo.precision import Precision
from places import roles
from places.models import Category, Import, ImportRow, Place, Visibility, as_of
from places.spreadsheets.fields import BY_KEY
from places.staff import wording
from places.staff.recounting import Line

Outcome, Decision = ImportRow.Outcome, ImportRow.Decision
_LABELS = {"categories": BY_KEY["category"].heading, "position": gettext_lazy("Lage")}
MUNICIPALITY = "municipality"
_OF_DUPLICATES = {
    Decision.THAT: gettext_lazy("Es ist derselbe Ort: dort ändern"),
    Decision.NEW: gettext_lazy("Es ist ein anderer Ort: neu anlegen"),
    Decision.SKIP: gettext_lazy("Zeile auslassen"),
}
_BETWEEN = re.compile(r"[;,|\n]")
Choice = tuple[str, Any]


@dataclass(frozen=True)
class Words:
    """What categories and municipalities are called, read once for all rows of a page, and which areas are one's own.

    `mine` is None for administrators, who decide everywhere; `own` names the same municipalities.
    """

    categories: Mapping[str, str]
    areas: Mapping[str, str]
    mine: Collection[int] | None
    own: Sequence[Choice] = ()

    @classmethod
    def of(cls, user: Any) -> "Words":
        own = None if roles.is_administrator(user) else set(roles.editable_areas(user).values_list("pk", flat=True))
        areas = list(Area.objects.municipalities().order_by("name").values_list("pk", "key", "name"))
        names = {key: name for _pk, key, name in areas}
        decided = [(key, name) for pk, key, name in areas if own is None or pk in own]
        return cls(dict(Category.objects.values_list("key", "name")), names, own, decided)

    def say(self, name: str, value: Any) -> str:
        """Return `value` of the field `name` in words; "" for what is not known."""
        if value in ("", None, []):
            return ""
        match name:
            case "categories":
                return saying.listed(self.categories.get(key, key) for key in value)
            case "municipality":
                return self.areas.get(value, value)
            case "visibility":
                return str(dict(Visibility.choices).get(value, value))
            case "as_of":
                return as_of.in_words(value)
            case "position":
                return _position(value)
        return wording.in_words(name, value)

    def offered_for(self, cell: "Cell") -> Sequence[Choice]:
        """Return what may be chosen instead of the text of a wrong cell; nothing, where it may say several things."""
        if not cell.is_wrong or cell.is_long or _BETWEEN.search(cell.text):
            return ()
        return {"category": [*self.categories.items()], "municipality": self.own}.get(cell.key, ())

    def may_name(self, place: Place) -> bool:
        """Whether one may know that there is `place`."""
        return place.visibility != Visibility.HIDDEN or self.mine is None or place.area_id in self.mine


@dataclass(frozen=True)
class Cell:
    """A cell to be corrected; `field` is what its column is, `problems` what there is to be told of it.

    `offered` is what may be chosen instead of typing.
    """

    column: int | str
    heading: str
    field: str
    text: str
    problems: Sequence[dict[str, Any]] = ()
    key: str = ""
    offered: Sequence[Choice] = ()

    @property
    def is_wrong(self) -> bool:
        return any(problem["kind"] == "error" for problem in self.problems)

    @property
    def is_long(self) -> bool:
        return len(self.text) > 60 or "\n" in self.text


@dataclass(frozen=True)
class Told:
    """A row with what would become of it. `mark` is its number on the map of the page, 0 where it has no point."""

    row: ImportRow
    name: str
    place: Place | None
    lines: Sequence[Line]
    cells: Sequence[Cell]
    about_the_row: Sequence[dict[str, Any]]
    choices: Sequence[Choice]
    mark: int = 0
    remarks: Sequence[str] = ()

    @property
    def address(self) -> str:
        said = self.row.values
        town = " ".join(filter(None, (said.get("postcode"), said.get("town"))))
        return ", ".join(filter(None, (said.get("street"), town)))


def _position(value: Mapping[str, Any]) -> str:
    """Return a point in words, and how precise it is where that is said."""
    precise = f" ({Precision(value['precision']).label})" if value.get("precision") else ""
    return f"{wording.position(dict(value))}{precise}"


def told(given: Import, rows: Iterable[ImportRow], words: Words) -> list[Told]:
    """Return `rows` in words, those with a point numbered as on the map of the page."""
    found: list[Told] = []
    mark = 0
    for row in rows:
        mark += bool(row.point)
        found.append(_told(given, row, words, mark if row.point else 0))
    return found


def _told(given: Import, row: ImportRow, words: Words, mark: int) -> Told:
    place = row.place if row.place and words.may_name(row.place) else None
    return Told(
        row=row,
        name=row.values.get("name", ""),
        place=place,
        lines=list(_lines(row, words)) if row.outcome in (Outcome.NEW, Outcome.CHANGED) else [],
        cells=[*_to_correct(given, row, words), *unsaid(row, words)],
        about_the_row=[each for each in row.problems if each["column"] is None and each["kind"] != "told"],
        choices=choices_of(row),
        mark=mark,
        remarks=[each["text"] for each in row.problems if each["kind"] == "told"],
    )


def cells_of(given: Import, row: ImportRow) -> list[Cell]:
    """Return all cells of `row`, each with its problems."""
    return [
        Cell(
            column,
            heading,
            str(BY_KEY[name].heading) if name in BY_KEY else "",
            row.cells[column],
            [problem for problem in row.problems if problem["column"] == column],
            name,
        )
        for column, (heading, name) in enumerate(zip(given.headings, given.mapping, strict=True))
    ]


def _to_correct(given: Import, row: ImportRow, words: Words) -> Iterable[Cell]:
    """Yield the cells of which something is to be told, with what may be chosen for them."""
    for cell in cells_of(given, row):
        if any(problem["kind"] != "told" for problem in cell.problems):
            yield replace(cell, offered=words.offered_for(cell))


def unsaid(row: ImportRow, words: Words) -> list[Cell]:
    """Return a cell for the municipality of a row that is not known, where the table has no column to say it in."""
    wrong = [each["field"] for each in row.problems if each["kind"] == "error" and each["column"] is None]
    if row.area_id or not {"", "municipality"} & set(wrong):
        return []
    return [Cell(MUNICIPALITY, str(BY_KEY["municipality"].heading), "", "", key=MUNICIPALITY, offered=words.own)]


def _lines(row: ImportRow, words: Words) -> Iterable[Line]:
    for name, (before, after) in row.changes.items():
        label = str(_LABELS.get(name) or BY_KEY[name].heading)
        if name == "position" and after:
            after = {"precision": row.precision, **after}
        yield Line(label, words.say(name, before), words.say(name, after))


def choices_of(row: ImportRow) -> list[Choice]:
    """Return what can be decided about `row`, the likeliest first; "" takes a decision back."""
    back = [("", _("Entscheidung zurücknehmen"))] if row.decision else []
    if row.outcome == Outcome.DUPLICATE:
        return [(each, _OF_DUPLICATES[each]) for each in _open(row)] + back
    if row.outcome == Outcome.SKIPPED:
        return [("", _("Doch nicht auslassen"))]
    return [*back, (Decision.SKIP, _OF_DUPLICATES[Decision.SKIP])]


def _open(row: ImportRow) -> list[ImportRow.Decision]:
    """Return what a duplicate may be taken for: no key and no full address stands for two places."""
    is_closed = bool(row.place and row.place.visibility == Visibility.CLOSED)
    is_sure = row.decision != Decision.THAT and bool(row.place) and (bool(row.twin) or (is_closed and _is_warned(row)))
    if is_sure:
        return [Decision.SKIP]
    return [Decision.NEW, Decision.SKIP] if row.twin or is_closed else list(_OF_DUPLICATES)


def _is_warned(row: ImportRow) -> bool:
    return any(problem["kind"] == "warning" for problem in row.problems)
