"""Districts and municipalities from a file of outlines and a table of inhabitants."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.gis.geos import MultiPolygon, Point
from django.db.models import CASCADE

from geo.importing.changes import Changes
from geo.importing.features import as_outline, read_features
from geo.importing.rows import Row, read_csv
from geo.importing.turn import alone
from geo.models import Area

_HALL = ("hall_street", "hall_postcode", "hall_town", "hall_phone", "hall_email", "hall_source")
_DISTRICT_DIGITS = 5


def load_areas(boundaries: Path, population: Path | None = None) -> Changes:
    """Make each area of `boundaries` what the file says; areas of other districts stay.

    A municipality that the file of its district does not name any more goes, as soon as nothing refers to it.

    A feature has `key` and `name`, and may have `level`, `parent` (a key), `source`, `stand_in_lon`,
    `stand_in_lat` and `hall_*`; features with one key are one area. `population` is a CSV of `key`,
    `population`, `as_of`, `source`; without it numbers of inhabitants stay.
    Raises InvalidFile.
    """
    rows = _merged(read_features(boundaries, ("key", "name")))
    people = {row.text("key"): row for row in _population(population)}
    changes = Changes()
    with alone():
        known = {area.key: area for area in Area.objects.all()}
        for row, outline in sorted(rows, key=_after_parents):
            _settle(row, _wanted(row, outline, people.get(row.text("key")), known), known, changes)
        _refuse_strangers(people.values(), known)
        _retire({row.text("key") for row, _ in rows}, known.values(), changes)
    return changes


def _after_parents(found: tuple[Row, MultiPolygon]) -> tuple[bool, int]:
    row, _ = found
    return bool(row.text("parent", "")), len(row.text("key"))


def _population(path: Path | None) -> Iterator[Row]:
    return read_csv(path, ("key", "population", "as_of", "source")) if path else iter(())


def _refuse_strangers(rows: Iterable[Row], known: dict[str, Area]) -> None:
    for row in rows:
        if row.text("key") not in known:
            raise row.fault("key", f"there is no area {row.text('key')}")


def _retire(told: set[str], known: Collection[Area], changes: Changes) -> None:
    """Remove the municipalities that the file which tells of their district does not name any more."""
    districts = {area.pk for area in known if area.key in told}
    for area in known:
        if area.parent_id in districts and area.key not in told:
            needed = _needed(area)
            changes["kept" if needed else "removed"] += 1
            if not needed:
                area.delete()


def _needed(area: Area) -> bool:
    """Whether anything but names of the gazetteer, which go along, refers to `area`."""
    relations = (relation for relation in Area._meta.related_objects if relation.on_delete is not CASCADE)
    return any(getattr(area, str(relation.get_accessor_name())).exists() for relation in relations)


def _merged(found: Iterable[tuple[Row, MultiPolygon]]) -> list[tuple[Row, MultiPolygon]]:
    """Return one row and outline for each key."""
    merged: dict[str, tuple[Row, MultiPolygon]] = {}
    for row, outline in found:
        _check_key(row)
        first, before = merged.get(row.text("key"), (row, None))
        merged[row.text("key")] = first, as_outline(row, before.union(outline)) if before else outline
    return list(merged.values())


def _check_key(row: Row) -> None:
    """Refuse a number: 03457 would have become 3457."""
    if not isinstance(row.values["key"], str | None):
        raise row.fault("key", f"is the number {row.values['key']}; write it as text, with all its digits")


def _wanted(row: Row, outline: MultiPolygon, people: Row | None, known: dict[str, Area]) -> dict[str, Any]:
    """Return what the area of `row` shall be, by field."""
    parent = _parent(row, known)
    before = known.get(row.text("key"))
    credits = [row.text("source", ""), *(before.source.split("\n")[1:] if before else ())]
    wanted: dict[str, Any] = {
        "level": _level(row),
        "name": row.text("name"),
        "parent": parent,
        "boundary": outline,
        "stand_in": _stand_in(row, outline),
    }
    if people:
        wanted |= {"population": people.whole("population"), "population_as_of": people.day("as_of")}
        credits[1:] = [people.text("source", "")]
    return wanted | {"source": "\n".join(credits).rstrip()} | {field: row.text(field, "") for field in _HALL}


def _level(row: Row) -> str:
    by_key = Area.Level.MUNICIPALITY if len(row.text("key")) > _DISTRICT_DIGITS else Area.Level.DISTRICT
    return row.text("level", by_key)


def _parent(row: Row, known: dict[str, Area]) -> Area | None:
    """Return the area that `parent` names; where that is missing, the district that the key begins with."""
    if named := row.text("parent", ""):
        if named not in known:
            raise row.fault("parent", f"there is no area {named}")
        if known[named].parent_id:
            raise row.fault("parent", f"{named} is part of a district itself, and there are two levels alone")
        return known[named]
    return known.get(row.text("key")[:_DISTRICT_DIGITS]) if _level(row) == Area.Level.MUNICIPALITY else None


def _stand_in(row: Row, outline: MultiPolygon) -> Point:
    """Return the point that the row names, else one on the outline's surface."""
    named = row.text("stand_in_lon", "") != ""
    stand_in = row.at("stand_in_lon", "stand_in_lat") if named else outline.point_on_surface
    if not outline.intersects(stand_in):
        raise row.fault("stand_in_lon, stand_in_lat", "lies outside of the area")
    return stand_in


def _settle(row: Row, wanted: dict[str, Any], known: dict[str, Area], changes: Changes) -> None:
    """Create or update the area of `row`, where it differs from `wanted`."""
    key = row.text("key")
    area = known.get(key)
    if area and all(_same(getattr(area, field), value) for field, value in wanted.items()):
        changes["unchanged"] += 1
        return
    changes["updated" if area else "created"] += 1
    area = known[key] = area or Area(key=key)
    for field, value in wanted.items():
        setattr(area, field, value)
    row.check(area, exclude=["parent"])
    area.save()


def _same(present: object, wanted: object) -> bool:
    if isinstance(present, Point | MultiPolygon) and isinstance(wanted, Point | MultiPolygon):
        return present.wkb == wanted.wkb
    return present == wanted
