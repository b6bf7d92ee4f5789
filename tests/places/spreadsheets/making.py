"""Spreadsheets for tests, made by code."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import openpyxl

HEADINGS = ("Name", "Straße", "PLZ", "Ort")
ROWS = (
    ("Müllers Café", "Mühlenstraße 1", "26789", "Leer"),
    ("Größe & Söhne", "Süderkreuzstraße 5", "26810", "Westoverledingen"),
)


def a_csv(
    rows: Iterable[Sequence[str]] = (HEADINGS, *ROWS), *, delimiter: str = ";", encoding: str = "utf-8", end: str = "\n"
) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator=end).writerows(rows)
    return written.getvalue().encode(encoding)


def a_workbook(
    rows: Iterable[Sequence[Any]] = (HEADINGS, *ROWS), *, arrange: Callable[[Any], None] = lambda sheet: None
) -> bytes:
    """Return an XLSX of `rows`, after `arrange` did to its sheet what it likes."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    arrange(book.active)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """Return `workbook` with other `content` of the part that is called `name`."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return made.getvalue()


def part(workbook: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return parts.read(name)
