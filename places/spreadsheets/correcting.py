"""What a person says of rows of an import, and what becomes of these then."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from places.models import Import, ImportRow
from places.spreadsheets import placing
from places.spreadsheets.beginning import added_heading
from places.spreadsheets.errors import NotTheTime, UnreadableTable, WrongMapping
from places.spreadsheets.holding import MAPPED, State, held, refuse_strangers, renew
from places.spreadsheets.planning import count, work_out, write
from places.spreadsheets.table import LONGEST_CELL, tidy
from places.spreadsheets.understanding import Surroundings

Outcome = ImportRow.Outcome
Decision = ImportRow.Decision
_WHERE = frozenset(
    {"street", "house_number", "postcode", "town", "address", "municipality", "lat", "lon", "coordinates", "precision"}
    | {"visibility"}  # of a protected place no provider is asked
)


@transaction.atomic
def correct_cell(given: Import, row: int, column: int, text: str, *, by: Any) -> ImportRow:
    """Put `text` into a cell of the row with that number, and work out again what would become of it.

    And of those that it repeats or repeated. Raises NotTheTime, NotYours, UnreadableTable for what no cell may hold,
    WrongMapping for a column that is not there.
    """
    locked = _held_to_correct(given, column, text, by)
    _put(locked, _of(locked, [row]), column, text)
    renew(given, locked)
    return _of(locked, [row])[0]


@transaction.atomic
def correct_alike(given: Import, row: int, column: int, text: str, *, by: Any) -> int:
    """Put `text` into a cell as `correct_cell` does, and into all others of its column that say the same.

    Return how many rows these are together.
    """
    locked = _held_to_correct(given, column, text, by)
    alike = list(locked.rows.saying(column, _of(locked, [row])[0].cells[column]))
    _put(locked, alike, column, text)
    renew(given, locked)
    return len(alike)


@transaction.atomic
def say_municipality(given: Import, row: int, text: str, *, by: Any) -> ImportRow:
    """Let the row say its municipality, in a column of our own where the table has none for that.

    Raises what `correct_cell` does.
    """
    locked = held(given, at=MAPPED)
    refuse_strangers(locked, by)
    if "municipality" not in locked.mapping:
        locked.headings.append(added_heading())
        locked.mapping.append("municipality")
        locked.save(update_fields=["headings", "mapping"])
        locked.rows.widen()
    return correct_cell(given, row, locked.mapping.index("municipality"), text, by=by)


def _held_to_correct(given: Import, column: int, text: str, by: Any) -> Import:
    locked = held(given, at=MAPPED)
    refuse_strangers(locked, by)
    if not 0 <= column < len(locked.headings):
        raise WrongMapping(_("Diese Spalte gibt es nicht."))
    if len(text) > LONGEST_CELL:
        raise UnreadableTable(_("Die Zelle"), _("höchstens %(most)d Zeichen gehen hinein.") % {"most": LONGEST_CELL})
    return locked


def _put(locked: Import, rows: Sequence[ImportRow], column: int, text: str) -> None:
    """Put `text` into that cell of the `rows`; what tells nothing of where they lie leaves them there."""
    for row in rows:
        row.cells[column] = tidy(text)
    ImportRow.objects.bulk_update(rows, ["cells"], batch_size=1000)
    if locked.mapping[column] in _WHERE:
        for row, where in zip(rows, placing.look_up(locked, rows, Surroundings.read()), strict=True):
            if where is not None:
                placing.put(row, where)
        placing.write(rows)
    _again(locked, _of(locked, [row.number for row in rows]))


@transaction.atomic
def decide(given: Import, rows: Iterable[int], decision: str, *, by: Any) -> None:
    """Say of rows that they are other places ("new"), the place that they are like ("that"), or left out ("skip").

    "" takes that back. They are worked out again. Raises NotTheTime, NotYours.
    """
    locked = held(given, at={State.PLANNED})
    refuse_strangers(locked, by)
    found = _of(locked, rows)
    for row in found:
        row.decision = Decision(decision) if decision else ""
    ImportRow.objects.bulk_update(found, ["decision"], batch_size=1000)
    _again(locked, found)
    renew(given, locked)


@transaction.atomic
def leave_out_errors(given: Import, *, by: Any) -> int:
    """Leave out all rows with errors; return how many there were. Raises NotTheTime, NotYours."""
    locked = held(given, at={State.PLANNED})
    refuse_strangers(locked, by)
    wrong = locked.rows.filter(outcome=Outcome.ERROR)
    total = int(wrong.update(decision=Decision.SKIP, outcome=Outcome.SKIPPED, place=None, twin=None, changes={}))
    count(locked)
    renew(given, locked)
    return total


def _of(locked: Import, numbers: Iterable[int]) -> list[ImportRow]:
    wanted = set(numbers)
    found = list(locked.rows.filter(number__in=wanted))
    if len(found) != len(wanted):
        raise NotTheTime(_("Diese Zeile gibt es nicht."))
    return found


def _again(locked: Import, rows: Sequence[ImportRow]) -> None:
    """Work `rows` out again, with those that they repeat or repeated, once all rows were worked out."""
    if locked.state != State.PLANNED:
        return
    names = {name for row in rows for name in (row.identity, row.key)}
    work_out(locked, rows)
    names |= {name for row in rows for name in (row.identity, row.key)}
    numbers = {row.twin for row in rows if row.twin} | {row.number for row in rows}
    others = locked.rows.repeating(names - {""}, numbers).exclude(pk__in=[row.pk for row in rows])
    together = sorted([*rows, *others], key=lambda row: row.number)
    work_out(locked, together)
    write(together)
    count(locked)
