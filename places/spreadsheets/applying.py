"""Onto the map: all rows of an import, or none."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from places import features, history
from places.models import Import, ImportRow
from places.spreadsheets.errors import OutdatedPlan, RowsAreWrong
from places.spreadsheets.holding import State, held_with_data, refuse_strangers, renew
from places.spreadsheets.planning import plan, work_out
from places.spreadsheets.writing import Writer

_BATCH = 1000
_PLANNED = ("outcome", "place_id", "area_id", "twin", "changes")


class _Outdated(Exception):
    """Something changed since the plan: nothing is written."""


def apply(given: Import, *, by: Any) -> None:
    """Write all that is planned, in one transaction, or nothing. Features are rendered afterwards.

    Each row is worked out again behind the writers' lock. Where anything would become of it that nobody saw, the rows
    are planned anew. Raises RowsAreWrong, OutdatedPlan, NotTheTime, NotYours.
    """
    try:
        changed = _apply(given, by)
    except _Outdated:
        plan(given)
        raise OutdatedPlan from None
    refresh(sorted(changed))


def _apply(given: Import, by: Any) -> set[UUID]:
    why = _("Import „%(file)s“") % {"file": given.file_name}
    with history.attributed(by=by, why=why, via="import", **{"import": given.pk}) as change:
        locked = held_with_data(given, at={State.PLANNED})
        refuse_strangers(locked, by)
        rows = list(locked.rows.all())
        _refuse_errors(rows)
        _refuse_what_nobody_saw(locked, rows)
        changed = Writer(locked, by).write(rows)
        _keep_places(rows)
        locked.state, locked.change, locked.applied_at = State.APPLIED, change, timezone.now()
        locked.save(update_fields=["state", "change", "applied_at"])
    renew(given, locked)
    return changed


def _refuse_errors(rows: Sequence[ImportRow]) -> None:
    if count := sum(row.outcome == ImportRow.Outcome.ERROR for row in rows):
        raise RowsAreWrong(count)


def _refuse_what_nobody_saw(locked: Import, rows: Sequence[ImportRow]) -> None:
    seen = [[getattr(row, name) for name in _PLANNED] for row in rows]
    work_out(locked, rows)
    if seen != [[getattr(row, name) for name in _PLANNED] for row in rows]:
        raise _Outdated


def _keep_places(rows: Sequence[ImportRow]) -> None:
    """Keep which place each new row made."""
    made = [row for row in rows if row.outcome == ImportRow.Outcome.NEW]
    ImportRow.objects.bulk_update(made, ["place"], batch_size=_BATCH)


def refresh(ids: Sequence[UUID]) -> None:
    """Render the Features of the places `ids`, some at a time, so that other writers wait for no more than those."""
    for batch in _batches(ids):
        features.refresh(batch)


def _batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
