"""What is to be corrected, as a table to take to the list that it came from."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from places.models import Import
from places.spreadsheets.giving import as_csv


def problems_csv(given: Import) -> bytes:
    """Return the rows with errors and warnings as CSV: row, column, what is wrong, and the cell as it stands."""
    return as_csv([_("Zeile"), _("Spalte"), _("Art"), _("Was zu tun ist"), _("Zelle")], _problems(given))


def _problems(given: Import) -> Iterator[list[str]]:
    kinds = {"error": _("Fehler"), "warning": _("Warnung")}
    for row in given.rows.with_problems().order_by("number"):
        for problem in row.problems:
            if problem["kind"] in kinds:
                column = problem["column"]
                heading, cell = ("", "") if column is None else (given.headings[column], row.cells[column])
                yield [str(row.number), heading, kinds[problem["kind"]], problem["text"], cell]
