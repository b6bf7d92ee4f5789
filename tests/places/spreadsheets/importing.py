"""An import, step by step, for tests."""

from collections.abc import Iterable, Sequence
from typing import Any

from places import spreadsheets
from places.models import Import, ImportRow
from tests.places.spreadsheets.making import a_csv

HEADINGS = (
    "Kennung",
    "Name",
    "Straße",
    "PLZ",
    "Ort",
    "Gemeinde",
    "Telefon",
    "Öffnungszeiten",
    "Kategorie",
    "Breite",
    "Länge",
)

FULL = {
    "Kennung": "17",
    "Telefon": "0491 926-0; 0491 926-1 (Büro)",
    "Öffnungszeiten": "Mo-Fr 8-12 Uhr",
    "Kategorie": "Deutschkurse",
}
"""What a row may say besides."""


def a_row(name: str = "Haus", **said: str) -> tuple[str, ...]:
    """Return the cells of a row: a place in Leer, with a point, unless the row says something else."""
    usual = {"Name": name, "Straße": "Weg 1", "PLZ": "26789", "Ort": "Leer", "Breite": "53,2331", "Länge": "7,4564"}
    return tuple((usual | said).get(heading, "") for heading in HEADINGS)


def planned(*rows: Sequence[str], by: Any = None, headings: Sequence[str] = HEADINGS, **mapped: Any) -> Import:
    """Begin an import of `rows` and go on until all is planned."""
    given = spreadsheets.begin("liste.csv", a_csv([headings, *rows]), by=by)
    spreadsheets.map_columns(given, dict(enumerate(given.mapping)), by=by, **mapped)
    spreadsheets.locate_some(given, 100_000)
    spreadsheets.plan(given)
    return given


def applied(*rows: Sequence[str], by: Any = None, **said: Any) -> Import:
    given = planned(*rows, by=by, **said)
    spreadsheets.apply(given, by=by)
    return given


def outcomes(given: Import) -> list[str]:
    return list(given.rows.order_by("number").values_list("outcome", flat=True))


def the_row(given: Import, number: int = 2) -> ImportRow:
    return ImportRow.objects.get(of=given, number=number)


def texts(row: ImportRow, kind: str) -> list[str]:
    return [str(problem["text"]) for problem in row.problems if problem["kind"] == kind]


def names(places: Iterable[Any]) -> list[str]:
    return sorted(str(place) for place in places)
