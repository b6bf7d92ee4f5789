"""Text with a delimiter between cells: which one it is, and what it parts."""

import csv
import io
import math
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from places.spreadsheets.errors import UnreadableTable
from places.spreadsheets.fields import SURE, named
from places.spreadsheets.table import LONGEST_CELL, MOST_COLUMNS, Numbered

_DELIMITERS = {
    ";": gettext_lazy("Semikolon"),
    ",": gettext_lazy("Komma"),
    "\t": gettext_lazy("Tabulator"),
    "|": gettext_lazy("senkrechter Strich"),
}
_LOOKED_AT = 100
_HEADINGS_WITHIN = 15


def rows(text: str) -> tuple[Iterator[Numbered], list[str]]:
    """Return the rows of `text`, and what is to be told about its delimiter. Raises UnreadableTable, also later."""
    text = text.removeprefix("\ufeff")
    named_by_excel = text[:5].lower().startswith("sep=") and text[4:5] in _DELIMITERS
    delimiter = text[4:5] if named_by_excel else _delimiter(text)
    told = _("Zwischen den Zellen steht: %(delimiter)s.") % {"delimiter": _DELIMITERS[delimiter]}
    found = enumerate(_records(text, delimiter), 1)
    return (islice(found, 1, None) if named_by_excel else found), [told]


def _delimiter(text: str) -> str:
    """Return the delimiter that parts most rows into equally many cells, and headings into words that we know."""
    head = text[: LONGEST_CELL * 10]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(head, delimiter))


def _evenness(head: str, delimiter: str) -> float:
    found = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    try:
        first = [cells for cells in islice(found, _LOOKED_AT) if any(cells)]
    except csv.Error:
        return 0
    counts = Counter(len(cells) for cells in first if len(cells) <= MOST_COLUMNS)
    if not counts:
        return 0
    width = max(counts, key=lambda each: (counts[each] * math.log(each), each))
    known = max(len({field for field, sure in map(named, cells) if sure == SURE}) for cells in first[:_HEADINGS_WITHIN])
    return math.log(width) * counts[width] / len(first) + (known if width > 1 else 0)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the cells of each record: one that is quoted may hold line breaks. Raises UnreadableTable."""
    found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = 0
    while True:
        number += 1
        try:
            cells = next(found, None)
        except csv.Error:
            raise UnreadableTable(
                _("Zeile %(row)d") % {"row": number},
                _("ein Anführungszeichen beginnt dort und endet nicht, oder eine Zelle ist viel zu lang."),
            ) from None
        if cells is None:
            return
        yield cells
