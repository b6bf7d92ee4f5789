"""Districts and municipalities from a file of outlines and a table of inhabitants."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.gis.geos import MultiPolygon, Point

from geo.importing.changes import Changes
from geo.importing.features import as_outline, read_features
from geo.importing.rows import Row, read_csv
from geo.importing.turn import alone
from geo.models import Area

_HALL = ("hall_street", "hall_postcode", "hall_town", "hall_phone", "hall_email", "hall_source")
_DISTRICT_DIGITS = 5


def load_areas(boundaries: Path, population: Path | None = None) -> Changes:
    """Make each area of `boundaries` what the file says; other areas stay.

    A feature has `key` and `name`, and may have `level`, `parent` (a key), `source`, `stand_in_lon`,
    `stand_in_lat` and `hall_*`; features with one key are one area. `population` is a CSV of `key`,
    `population`, `as_of`, `source`; without it numbers of inhabitants stay.
    Raises InvalidFile.
    """
    rows = _merged(read_features(boundaries))
    people = {row.text("key"): row for row in _population(population)}
    changes = Changes()
    with alone():
        known = {area.key: area for area in Area.objects.all()}
        for row, outline in sorted(rows, key=lambda found: len(found[0].text("key"))):
            _settle(row, _wanted(row, outline, people.get(row.text("key")), known), known, changes)
        _refuse_strangers(people.values(), known)
    return changes


def _population(path: Path | None) -> Iterator[Row]:
    return read_csv(path, ("key", "population", "as_of", "source")) if path else iter(())


def _refuse_strangers(rows: Iterable[Row], known: dict[str, Area]) -> None:
    for row in rows:
        if row.text("key") not in known:
            raise row.fault("key", f"there is no area {row.text('key')}")


def _merged(found: Iterable[tuple[Row, MultiPolygon]]) -> list[tuple[Row, MultiPolygon]]:
    """Return one row and outline for each key."""
    merged: dict[str, tuple[Row, MultiPolygon]] = {}
    for row, outline in found:
        first, before = merged.get(row.text("key"), (row, None))
        merged[row.text("key")] = first, as_outline(row, before.union(outline)) if before else outline
    return list(merged.values())


def _wanted(row: Row, outline: MultiPolygon, people: Row | None, known: dict[str, Area]) -> dict[str, Any]:
    """Return what the area of `row` shall be, by field."""
    parent = _parent(row, known)
    before = known.get(row.text("key"))
    credits = [row.text("source", ""), *(before.source.split("\n")[1:] if before else ())]
    wanted: dict[str, Any] = {
        "level": row.text("level", _level(row)),
        "name": row.text("name"),
        "parent": parent,
        "boundary": outline,
        "stand_in": _stand_in(row, outline),
    }
    if people:
        wanted |= {"population": people.whole("population"), "population_as_of": people.day("as_of")}
        credits[1:] = [people.text("source", "")]
    return wanted | {"source": "\n".join(credits).rstrip()} | {field: row.text(field, "") for field in _HALL}


def _level(row: Row) -> Area.Level:
    return Area.Level.MUNICIPALITY if len(row.text("key")) > _DISTRICT_DIGITS else Area.Level.DISTRICT


def _parent(row: Row, known: dict[str, Area]) -> Area | None:
    """Return the area that `parent` names; where that is missing, the district that the key begins with."""
    if named := row.text("parent", ""):
        if named not in known:
            raise row.fault("parent", f"there is no area {named}")
        return known[named]
    return known.get(row.text("key")[:_DISTRICT_DIGITS]) if _level(row) == Area.Level.MUNICIPALITY else None


def _stand_in(row: Row, outline: MultiPolygon) -> Point:
    """Return the point that the row names, else one on the outline's surface."""
    named = row.values.get("stand_in_lon") is not None
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
