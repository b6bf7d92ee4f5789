"""Rows -> a file that a spreadsheet opens as it is meant: CSV for Excel, or XLSX. No cell of it is a formula.

openpyxl's only importer for writing.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from places.spreadsheets.harmless import harmless

Cells = Sequence[str]
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_BOM = "\ufeff"  # without it Excel takes UTF-8 for Windows' own letters
_WIDEST, _NARROWEST = 60, 12
_AS_TEXT = "@"  # so that a postcode keeps its zero, and a number its form


def as_csv(headings: Cells, rows: Iterable[Cells]) -> bytes:
    """Return a CSV as a German Excel reads it: semicolons, and UTF-8 with its mark."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(text) for text in cells] for cells in (headings, *rows))
    return (_BOM + written.getvalue()).encode()


def as_workbook(
    title: str, headings: Cells, rows: Iterable[Cells], *, notes: tuple[str, Iterable[Cells]] | None = None
) -> bytes:
    """Return an XLSX with a sheet of `rows` called `title`, and another one of `notes` with its title."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101  a new workbook has a sheet
    _fill(sheet, title, [headings, *rows])
    sheet.freeze_panes = "B2"
    if notes:
        _fill(book.create_sheet(), notes[0], notes[1])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: Worksheet, title: str, rows: Iterable[Cells]) -> None:
    sheet.title = title
    widths: dict[int, int] = {}
    for number, cells in enumerate(rows, 1):
        for column, text in enumerate(cells, 1):
            cell = sheet.cell(number, column)
            cell.value = harmless(ILLEGAL_CHARACTERS_RE.sub("", text))
            cell.number_format = _AS_TEXT
            cell.alignment = Alignment(vertical="top", wrap_text=len(text) > _WIDEST)
            cell.font = Font(bold=number == 1)
            widths[column] = max(widths.get(column, _NARROWEST), min(len(text) + 2, _WIDEST))
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
