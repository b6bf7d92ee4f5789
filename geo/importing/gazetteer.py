"""Names that people type when they mean a position, from a table."""

from pathlib import Path

from geo.importing.changes import Changes
from geo.importing.rows import Row, read_csv
from geo.importing.turn import alone
from geo.models import Area, GazetteerEntry

_FIELDS = ("kind", "name", "area", "postcode", "lon", "lat", "weight", "source")
_Key = tuple[str, str, int | None]


def load_gazetteer(path: Path) -> Changes:
    """Make the entries of each source and district that `path` names what the file says; all others stay.

    A CSV of `kind`, `name`, `area` (a key, or empty), `postcode`, `lon`, `lat`, `weight`, `source`.
    Raises InvalidFile.
    """
    with alone():
        wanted = _read(path)
        present = {_identity(entry): entry for entry in GazetteerEntry.objects.with_area()}
        return _settle(present, wanted)


def _settle(present: dict[_Key, GazetteerEntry], wanted: dict[_Key, GazetteerEntry]) -> Changes:
    """Replace what differs: nothing refers to an entry, so it need not keep its row."""
    told = {_told(entry) for entry in wanted.values()}
    gone = {key for key, entry in present.items() if key not in wanted and _told(entry) in told}
    known = present.keys() & wanted.keys()
    changed = {key for key in known if _facts(present[key]) != _facts(wanted[key])}
    new = wanted.keys() - known
    if gone | changed:
        GazetteerEntry.objects.filter(pk__in=[present[key].pk for key in gone | changed]).delete()
    if new | changed:
        rows = [entry for key, entry in wanted.items() if key in new | changed]
        GazetteerEntry.objects.bulk_create(rows, batch_size=1000)
    return Changes(created=len(new), updated=len(changed), removed=len(gone), unchanged=len(known - changed))


def _read(path: Path) -> dict[_Key, GazetteerEntry]:
    areas = {area.key: area for area in Area.objects.without_outlines()}
    entries: dict[_Key, GazetteerEntry] = {}
    for row in read_csv(path, _FIELDS):
        entry = _entry(row, areas)
        if _identity(entry) in entries:
            raise row.fault("name", f"{entry.kind} {entry.name} stands in the file twice for one area")
        entries[_identity(entry)] = entry
    return entries


def _entry(row: Row, areas: dict[str, Area]) -> GazetteerEntry:
    key = row.text("area", "")
    if key and key not in areas:
        raise row.fault("area", f"there is no area {key}")
    entry = GazetteerEntry(
        kind=row.text("kind"),
        name=row.text("name"),
        area=areas.get(key),
        postcode=row.text("postcode", ""),
        location=row.at("lon", "lat", near=areas[key].stand_in if key else None),
        weight=row.whole("weight"),
        source=row.text("source"),
    )
    row.check(entry, exclude=["area", "folded"])
    return entry


def _identity(entry: GazetteerEntry) -> _Key:
    return entry.kind, entry.name, entry.area_id


def _told(entry: GazetteerEntry) -> tuple[str, int | None]:
    """Return source and district: two districts may name one source, each in a file of its own."""
    return entry.source, entry.area.district_id if entry.area else None


def _facts(entry: GazetteerEntry) -> tuple[str, tuple[float, ...], int, str]:
    return entry.postcode, entry.location.coords, entry.weight, entry.source
