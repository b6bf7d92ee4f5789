"""A table as it was read: a row of headings, and rows of texts that know their number in the file."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from places.spreadsheets.errors import UnreadableTable
from places.spreadsheets.fields import SURE, named

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 100
LONGEST_CELL = 10_000
_HEADING_WITHIN = 15  # rows with text, from the first: titles and dates may stand above the headings
_DATA = ("@", "http:", "https:", "www.")

Cells = tuple[str, ...]
Numbered = tuple[int, list[str]]


@dataclass(frozen=True)
class Row:
    """A row; `number` is the one that a spreadsheet shows beside it."""

    number: int
    cells: Cells


@dataclass(frozen=True)
class Table:
    """Headings, each once, and rows that are as long; `notes` are sentences about how the file was read."""

    headings: Cells
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """Return `text` without what is invisible, and with the spaces and letters that people type."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (" " if unicodedata.category(each) == "Zs" else each for each in text if _is_visible(each))
    return "".join(kept).strip()


def _is_visible(letter: str) -> bool:
    return letter in "\n\t\u200c\u200d" or unicodedata.category(letter) not in ("Cc", "Cf", "Cs")


def shaped(rows: Iterable[Numbered], notes: Iterable[str] = ()) -> Table:
    """Return the table in `rows`, which may have titles above it and gaps in it. Raises UnreadableTable."""
    told = list(notes)
    filled = [(number, cells) for number, cells in map(_tidied, rows) if any(cells)]
    if not filled:
        raise UnreadableTable(_("Die Datei"), _("alle Zellen sind leer."))
    width = max(_width(cells) for _number, cells in filled)
    if width > MOST_COLUMNS:
        raise UnreadableTable(_("Die Tabelle"), _("mehr als %(most)d Spalten sind zu viele.") % {"most": MOST_COLUMNS})
    begin = _heading(filled)
    if begin is None:
        told.append(_("Die Tabelle hat keine Überschriften. Bitte ordnen Sie jede Spalte selbst zu."))
        headings, body = [""] * width, filled
    else:
        headings, body = _padded(filled[begin][1], width), _without_repeated(filled, begin, told)
    if len(body) > MOST_ROWS:
        raise UnreadableTable(
            _("Die Tabelle"),
            _("%(rows)d Zeilen sind zu viele; teilen Sie sie in Dateien mit höchstens %(most)d.")
            % {"rows": len(body), "most": MOST_ROWS},
        )
    if not body:
        raise UnreadableTable(_("Die Tabelle"), _("unter den Überschriften steht keine Zeile."))
    kept = tuple(Row(number, tuple(_padded(cells, width))) for number, cells in body)
    return Table(tuple(_distinct(headings)), kept, tuple(told))


def _tidied(row: Numbered) -> Numbered:
    number, cells = row
    for column, text in enumerate(cells, 1):
        if len(text) > LONGEST_CELL:
            what = _("Zeile %(row)d, Spalte %(column)d") % {"row": number, "column": column}
            raise UnreadableTable(
                what,
                _("mehr als %(most)d Zeichen sind zu viele für eine Zelle. Fehlt vielleicht ein Anführungszeichen?")
                % {"most": LONGEST_CELL},
            )
    return number, [text if text.isascii() and text.isalnum() else tidy(text) for text in cells]


def _width(cells: list[str]) -> int:
    """Return how many cells there are up to the last one with a text."""
    return max((index for index, text in enumerate(cells, 1) if text), default=0)


def _padded(cells: list[str], width: int) -> list[str]:
    return cells[:width] + [""] * (width - len(cells))


def _heading(filled: list[Numbered]) -> int | None:
    """Return which of the `filled` rows holds the headings; None where none does."""
    first = [cells for _number, cells in filled[:_HEADING_WITHIN]]
    known = [_known_headings(cells) for cells in first]
    best = max(range(len(first)), key=lambda index: (known[index], -index))
    widest = max(_width(cells) for cells in first)
    if known[best] >= 2 or (known[best] and widest == 1):
        return best
    plausible = (index for index, cells in enumerate(first) if _may_be_headings(cells, widest))
    found = next(plausible, None)
    return found if found is not None and found < len(filled) - 1 else (best if known[best] else None)


def _known_headings(cells: list[str]) -> int:
    """Return how many fields the `cells` name; a row of data may hold such a word, but not many."""
    return len({field for field, sure in map(named, cells) if sure == SURE} - {""})


def _may_be_headings(cells: list[str], widest: int) -> bool:
    """Whether the `cells` are many enough, and none holds what only a row of data does."""
    said = [text for text in cells if text]
    is_wide = len(said) >= max(2, (widest + 1) // 2)
    return is_wide and len(set(said)) == len(said) and not any(_is_data(text) for text in said)


def _is_data(text: str) -> bool:
    digits = sum(letter.isdigit() for letter in text)
    return digits >= 3 or len(text) > 60 or any(mark in text for mark in _DATA)


def _without_repeated(filled: list[Numbered], begin: int, told: list[str]) -> list[Numbered]:
    """Return the rows below the headings, without those that repeat them on each printed page."""
    headings, below = filled[begin][1], filled[begin + 1 :]
    body = [row for row in below if row[1] != headings]
    if begin:
        message = ngettext(
            "%(count)d Zeile über den Überschriften wurde nicht gelesen.",
            "%(count)d Zeilen über den Überschriften wurden nicht gelesen.",
            begin,
        )
        told.append(message % {"count": begin})
    if len(body) < len(below):
        told.append(_("Überschriften, die weiter unten noch einmal stehen, wurden ausgelassen."))
    return body


def _distinct(headings: list[str]) -> list[str]:
    """Return `headings` with a name for those that have none, and numbers for those that come twice."""
    found: list[str] = []
    for index, heading in enumerate(headings, 1):
        name = " ".join(heading.split())[:200] or _("Spalte %(number)d") % {"number": index}
        begin, count = name, 2
        while name in found:
            name, count = f"{begin} ({count})", count + 1
        found.append(name)
    return found
