"""XLSX: openpyxl's only importer for reading. It is read cell by cell, so that a large one needs little memory."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import range_boundaries

from places.spreadsheets.errors import UnreadableTable
from places.spreadsheets.table import MOST_COLUMNS, MOST_ROWS, Numbered

_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_WORDS_UNPACKED = 60 * 1024 * 1024  # of texts that cells share, which are all held in memory
_MOST_PARTS = 2_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_MERGED = 20_000
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
_CHUNK, _OVERLAP = 1024 * 1024, 200
_LEADING_ZEROS = re.compile("0{2,}")
_PRECISE = 15  # digits that Excel keeps


def rows(data: bytes) -> tuple[list[Numbered], list[str]]:
    """Return the rows of the first sheet that is not empty, and what is to be told. Raises UnreadableTable."""
    _refuse_bombs(data)
    try:
        return _rows(data)
    except UnreadableTable:
        raise
    except Exception:  # a broken file makes openpyxl raise whatever comes: KeyError, TypeError, those of XML
        raise _broken() from None


def _broken() -> UnreadableTable:
    return UnreadableTable(
        _("Die Excel-Datei"), _("sie ist beschädigt oder gefährlich. Speichern Sie sie noch einmal als XLSX oder CSV.")
    )


def _refuse_bombs(data: bytes) -> None:
    """Refuse what would unpack to too much; no more than the sizes that are told can be unpacked."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _broken() from None
    words = sum(part.file_size for part in parts if "sharedstrings" in part.filename.lower())
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or words > _MOST_WORDS_UNPACKED:
        raise UnreadableTable(_("Die Excel-Datei"), _("ausgepackt ist sie zu groß. Teilen Sie sie in kleinere."))


def _rows(data: bytes) -> tuple[list[Numbered], list[str]]:
    book = _opened(data, data_only=True)
    for sheet in book.worksheets:
        found = list(_texts(sheet))
        if any(cells for _number, cells in found):
            told = _told_of(book, sheet)
            has_formulas, merged = _looked_through(book, sheet)
            if has_formulas:
                _put_formulas(found, _opened(data, data_only=False)[sheet.title])
            if merged:
                _fill_merged(found, merged)
                told.append(_("Verbundene Zellen gelten für jede ihrer Zeilen."))
            return found, told
    return [], []


def _opened(data: bytes, *, data_only: bool) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)


def _told_of(book: Any, sheet: Any) -> list[str]:
    if len(book.worksheets) < 2:
        return []
    return [_("Gelesen wurde das Blatt „%(sheet)s“. Die anderen Blätter bleiben außer Acht.") % {"sheet": sheet.title}]


def _texts(sheet: Any) -> Iterator[Numbered]:
    """Yield each row that holds anything, also hidden ones. Sizes that the file tells of itself are often wrong."""
    sheet.reset_dimensions()
    count = 0
    for number, row in enumerate(sheet.iter_rows(max_row=_LAST_ROW), 1):
        if not row:
            continue
        if len(row) > _LAST_COLUMN:
            raise _broken()
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            count += 1
            _refuse_too_large(cells, count)
            yield number, cells


def _refuse_too_large(cells: list[str], count: int) -> None:
    """Stop early: the exact words come with the shape of the table, for which some rows more are read."""
    if len(cells) > MOST_COLUMNS:
        raise UnreadableTable(_("Die Tabelle"), _("mehr als %(most)d Spalten sind zu viele.") % {"most": MOST_COLUMNS})
    if count > MOST_ROWS + 1_000:
        raise UnreadableTable(
            _("Die Tabelle"),
            _("mehr als %(most)d Zeilen sind zu viele; teilen Sie sie in mehrere Dateien.") % {"most": MOST_ROWS},
        )


def _text(cell: Any) -> str:
    """Return the value of `cell` as people read it; numbers with a decimal point."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    return str(value)


def _number(value: float, form: str) -> str:
    if isinstance(value, float) and not value.is_integer():
        return repr(value)
    text = str(int(value)) if abs(value) < 10**_PRECISE else repr(value)
    return text.zfill(len(form)) if _LEADING_ZEROS.fullmatch(form) else text


def _looked_through(book: Any, sheet: Any) -> tuple[bool, list[str]]:
    """Return whether the sheet has formulas, and which cells are merged: reading cell by cell does not tell."""
    has_formulas, merged, before = False, dict[str, None](), b""
    with book._archive.open(sheet._worksheet_path) as source:
        while chunk := source.read(_CHUNK):
            window = before + chunk
            has_formulas = has_formulas or _FORMULA.search(window) is not None
            merged |= dict.fromkeys(found.decode() for found in _MERGED.findall(window))
            before = window[-_OVERLAP:]
    return has_formulas, [*merged][:_MOST_MERGED]


def _put_formulas(found: list[Numbered], formulas: Any) -> None:
    """Put the formula where it has no result, so that its row is refused in plain words and not taken for empty."""
    formulas.reset_dimensions()
    by_number = dict(found)
    for number, row in enumerate(formulas.iter_rows(max_row=_LAST_ROW), 1):
        for column, cell in enumerate(row[:MOST_COLUMNS]):
            if cell.data_type == "f" and isinstance(cell.value, str):
                cells = by_number.get(number)
                if cells is None:
                    cells = by_number[number] = []
                    found.append((number, cells))
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = cells[column] or cell.value
    found.sort(key=lambda row: row[0])


def _fill_merged(found: list[Numbered], merged: list[str]) -> None:
    """Repeat the value of merged cells down their first column; across, only where the row holds several texts.

    A line across the whole table is a title, and not the value of each of its columns.
    """
    by_number = dict(found)
    for area in merged:
        left, top, right, bottom = range_boundaries(area)
        value = _at(by_number.get(top), left - 1)
        if not value:
            continue
        for number in range(top, min(bottom, top + MOST_ROWS) + 1):
            if number in by_number:
                _put(by_number[number], left - 1, value)
        own = by_number[top]
        if sum(map(bool, own)) > 1:
            for column in range(left, min(right, MOST_COLUMNS)):
                _put(own, column, value)


def _at(cells: list[str] | None, column: int) -> str:
    return cells[column] if cells and column < len(cells) else ""


def _put(cells: list[str], column: int, value: str) -> None:
    cells.extend([""] * (column + 1 - len(cells)))
    cells[column] = cells[column] or value
