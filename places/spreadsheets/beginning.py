"""From a file to rows that wait to be understood."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from geo.models import Area
from places import roles
from places.models import Import, ImportRow
from places.spreadsheets.columns import Guess, guess
from places.spreadsheets.errors import WrongMapping
from places.spreadsheets.fields import BY_KEY
from places.spreadsheets.holding import OPEN, State, held, refuse_strangers, renew
from places.spreadsheets.reading import read

_BATCH = 1000
_LOOKED_AT = 200


@transaction.atomic
def begin(file_name: str, data: bytes, *, by: Any) -> Import:
    """Read the table in `data` and keep it, with the mapping of the last import of the same headings, else a guess.

    `by` is None at the command line. Raises UnreadableTable, or NotYours.
    """
    roles.refuse_unless(by is None or roles.is_editor(by))
    table = read(file_name, data)
    headings = list(table.headings)
    guessed = [each.field for each in guess(headings, [row.cells for row in table.rows[:_LOOKED_AT]])]
    given = Import.objects.create(
        user=by,
        file_name=PurePosixPath(file_name.replace("\\", "/")).name.replace("\0", "")[-200:] or _("Tabelle"),
        headings=headings,
        mapping=_as_before(headings) or guessed,
        notes=list(table.notes),
    )
    rows = [ImportRow(of=given, number=row.number, cells=list(row.cells)) for row in table.rows]
    ImportRow.objects.bulk_create(rows, batch_size=_BATCH)
    return given


def _as_before(headings: list[str]) -> list[str] | None:
    """Return how the columns of the same `headings` were understood when they were last imported."""
    same = Q(headings=headings) | Q(headings=[*headings, added_heading()])
    before = Import.objects.filter(same, state=State.APPLIED).order_by("-applied_at").first()
    return list(before.mapping[: len(headings)]) if before and set(before.mapping) <= {"", *BY_KEY} else None


def added_heading() -> str:
    """Return the heading of the column that holds the municipalities of a table that has none for them."""
    return _("Gemeinde (ergänzt)")


def guesses(given: Import) -> list[Guess]:
    """Return what each column seems to be, and why, with some examples."""
    return guess(given.headings, given.rows.values_list("cells", flat=True)[:_LOOKED_AT])


@transaction.atomic
def map_columns(
    given: Import, mapping: Mapping[int, str], *, by: Any, area: Area | None = None, as_of: str = ""
) -> None:
    """Say which field each column is, "" for none; what was located and planned before is forgotten.

    `area` is the municipality of rows that name none, `as_of` the date of those that tell none, or "".
    Raises WrongMapping, NotTheTime, NotYours.
    """
    locked = held(given, at=OPEN)
    refuse_strangers(locked, by)
    locked.mapping = _checked(mapping, len(locked.headings))
    locked.area, locked.as_of, locked.state, locked.counts = area, as_of, State.MAPPED, {}
    locked.save()
    locked.rows.update(is_located=False, point=None, lies_in=None, outcome="", decision="", place=None, twin=None)
    renew(given, locked)


def _checked(mapping: Mapping[int, str], width: int) -> list[str]:
    fields = [mapping.get(column, "") for column in range(width)]
    if set(mapping) - set(range(width)):
        raise WrongMapping(_("Diese Spalte gibt es nicht."))
    for name in set(fields) - {""}:
        if name not in BY_KEY:
            raise WrongMapping(_("Diese Angabe gibt es nicht: %(field)s.") % {"field": name})
        if fields.count(name) > 1 and not BY_KEY[name].several:
            raise WrongMapping(_("„%(field)s“ kann nur eine Spalte sein.") % {"field": BY_KEY[name].heading})
    if "name" not in fields:
        raise WrongMapping(_("Eine Spalte muss der Name sein."))
    return fields


@transaction.atomic
def discard(given: Import, *, by: Any) -> None:
    """Forget an import of which nothing is on the map. Raises NotTheTime, NotYours."""
    locked = held(given, at=OPEN)
    refuse_strangers(locked, by)
    locked.delete()
