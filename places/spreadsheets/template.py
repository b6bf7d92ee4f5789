"""A file to begin with: its headings are understood as they stand, and a second sheet says what each column means."""

from django.utils.translation import gettext as _

from places.spreadsheets.fields import FIELDS, Field
from places.spreadsheets.giving import as_csv, as_workbook

_LEFT_OUT = {"house_number", "address", "coordinates", "precision"}  # which say in other ways what is there already


def columns() -> tuple[Field, ...]:
    """Return the columns of the template, in order."""
    return tuple(field for field in FIELDS if field.key not in _LEFT_OUT)


def headings() -> list[str]:
    return [str(field.heading) for field in columns()]


def example() -> list[str]:
    """Return a row as an example. Its place is nowhere: the name says that it is to be replaced."""
    return [field.example for field in columns()]


def template_csv(*, with_example: bool = False) -> bytes:
    return as_csv(headings(), [example()] if with_example else [])


def template_workbook(*, with_example: bool = False) -> bytes:
    """Return the table as XLSX, with what each column means on a second sheet."""
    explained = [(str(field.heading), str(field.meaning), field.example) for field in FIELDS]
    notes = [(_("Spalte"), _("Was darin steht"), _("Beispiel")), *explained, *(("", hint, "") for hint in _hints())]
    return as_workbook(_("Orte"), headings(), [example()] if with_example else [], notes=(_("Erklärung"), notes))


def _hints() -> list[str]:
    return [
        _("Die Reihenfolge der Spalten ist gleich. Spalten, die Sie nicht brauchen, dürfen fehlen."),
        _("Eine leere Zelle lässt die Angabe, wie sie ist. „(leer)“ löscht sie."),
        _("Was bei einem Ort schon steht und nicht in der Liste, bleibt stehen. Ein Import nimmt keine Angebote weg."),
    ]
