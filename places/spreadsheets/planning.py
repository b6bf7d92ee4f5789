"""What would become of each row of an import. Nothing of it is on the map yet."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from places.models import Import, ImportRow
from places.spreadsheets.holding import LOCATED, State, held, renew
from places.spreadsheets.matching import Known, match, twins
from places.spreadsheets.settling import Outcome, Planner
from places.spreadsheets.understanding import Surroundings, understand

WRITTEN = ("values", "key", "identity", "outcome", "area", "place", "twin", "problems", "changes")
_BATCH = 1000


@transaction.atomic
def plan(given: Import) -> None:
    """Work out what would become of each row, and count that. Raises NotTheTime before all addresses are looked up."""
    locked = held(given, at=LOCATED)
    rows = list(locked.rows.all())
    work_out(locked, rows)
    write(rows)
    locked.state = State.PLANNED
    count(locked)
    renew(given, locked)


def write(rows: Iterable[ImportRow]) -> None:
    ImportRow.objects.bulk_create(
        rows, batch_size=_BATCH, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN
    )


def count(locked: Import) -> None:
    """Keep how many rows have which outcome, and how many there are to be looked at."""
    counts = locked.rows.outcomes()
    locked.counts = {outcome: counts.get(outcome, 0) for outcome in Outcome.values}
    locked.counts["warnings"] = locked.rows.warned().count()
    locked.save(update_fields=["state", "counts"])


def work_out(given: Import, rows: Sequence[ImportRow]) -> None:
    """Say of the `rows`, in their order, what would become of them. More rows take no more queries."""
    around = Surroundings.read()
    for row in rows:
        _understand(row, given, around)
    areas = {row.area_id for row in rows if row.area_id}
    known = Known.of(given, rows, areas)
    found = {row.pk: match(row, known) for row in rows}
    planner = Planner(given, around, found, twins(rows))
    for row in rows:
        planner.settle(row)


def _understand(row: ImportRow, given: Import, around: Surroundings) -> None:
    read = understand(row.cells, given.mapping, around)
    if given.as_of:
        read.values.setdefault("as_of", given.as_of)
    row.values, row.key, row.identity = read.values, read.values.pop("key", ""), read.identity
    row.problems = [problem.as_json() for problem in read.problems]
    named = around.areas.get(row.values.get("municipality", ""))
    row.area_id = named.pk if named else row.lies_in_id or given.area_id
    row.place, row.twin, row.changes, row.outcome = None, None, {}, ""
