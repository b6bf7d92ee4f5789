"""Which place a row means: by what was imported before, by its short name, by name and address, else by likeness."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.gis.geos import Point

from geo.folding import fold
from geo.precision import Precision
from places import likeness
from places.models import Import, ImportRow, Place

_CELL = 0.003  # degrees: 330 metres to the north, 200 to the east
_MOST_NEARBY = 100
_STEP_EAST = 0.6  # how long a degree of longitude is in these latitudes, as a part of one of latitude


class Match(NamedTuple):
    """The place that a row means, or one that it is like; none where it is new."""

    place: Place | None = None
    is_sure: bool = False


@dataclass
class Known:
    """The places that rows may mean, and what earlier imports made of the same rows."""

    by_slug: dict[str, Place] = field(default_factory=dict)
    by_door: dict[tuple[str, str], list[Place]] = field(default_factory=lambda: defaultdict(list))
    by_street: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    by_cell: dict[tuple[int, int], list[Place]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    by_key: dict[str, Place] = field(default_factory=dict)
    by_identity: dict[str, Place] = field(default_factory=dict)
    weights: likeness.Weights = field(default_factory=lambda: likeness.Weights({}, 0))

    @classmethod
    def of(cls, given: Import, rows: Sequence[ImportRow], areas: Iterable[int]) -> "Known":
        """Read the places of the `areas`, and those that the `rows` name: three queries, however many rows."""
        known = cls()
        keys = {row.key for row in rows} - {""}
        for before in ImportRow.objects.remembered(given.pk, keys, {row.identity for row in rows} - {""}):
            place = before.place
            assert place  # noqa: S101  rows without a place are not on the map
            if before.key in keys:
                known.by_key.setdefault(before.key, place)
            known.by_identity.setdefault(before.identity, place)
        for place in Place.objects.candidates(list(areas), sorted(keys)).order_by("slug"):
            known._add(place)
        known.weights = likeness.weights_of(place.name for place in known.by_slug.values())
        return known

    def _add(self, place: Place) -> None:
        name = fold(place.name)
        self.by_slug[place.slug] = place
        self.by_door[name, fold(place.street)].append(place)
        self.by_name[name].append(place)
        self.by_street[fold(place.street)].append(place)
        if place.location and not Precision(place.position_precision).approximate:
            self.by_cell[_cell(place.location)].append(place)


def match(row: ImportRow, known: Known) -> Match:
    """Return the place that `row` means, whose `values`, `key`, `identity` and `point` are known."""
    if found := known.by_slug.get(row.key) or _by_key(row, known) or known.by_identity.get(row.identity):
        return Match(found, is_sure=True)
    if found := next((place for place in _behind_the_door(row, known) if _same_town(row, place)), None):
        return Match(found, is_sure=True)
    return Match(_alike(row, known))


def _by_key(row: ImportRow, known: Known) -> Place | None:
    """Return the place that had this key in an earlier list, unless name and address both are others.

    Lists of two offices may number their rows alike.
    """
    place = known.by_key.get(row.key)
    if place is None:
        return None
    said = row.values
    is_called_so = _likeness(row, place, known) >= likeness.ALIKE
    is_there = bool(said.get("street")) and fold(said["street"]) == fold(place.street)
    return place if is_called_so or is_there else None


def _likeness(row: ImportRow, place: Place, known: Known) -> float:
    return likeness.alike(_name(row), likeness.name_of(place), known.weights)


def _name(row: ImportRow) -> likeness.Name:
    return likeness.Name.of(row.values.get("name", ""), row.values.get("town", ""))


def _behind_the_door(row: ImportRow, known: Known) -> list[Place]:
    return known.by_door.get((fold(row.values.get("name", "")), fold(row.values.get("street", ""))), [])


def _same_town(row: ImportRow, place: Place) -> bool:
    """Whether nothing says that it is another town; without a street the municipality must be the same."""
    postcode, town = row.values.get("postcode", ""), fold(row.values.get("town", ""))
    if postcode and place.postcode and postcode != place.postcode:
        return False
    if not row.values.get("street") and row.area_id != place.area_id:
        return False
    return bool(postcode and place.postcode) or not town or not place.town or town in likeness.towns_of(place)


def _alike(row: ImportRow, known: Known) -> Place | None:
    """Return the place that is most like `row`.

    It has a name that is alike nearby, or the same one in its municipality, or a longer or shorter one at its address.
    """
    name = row.values.get("name", "")
    same = next((place for place in known.by_name.get(fold(name), ()) if place.area_id == row.area_id), None)
    likely = [(_likeness(row, place, known), place) for place in _nearby(row, known)]
    best = max(likely, key=lambda each: each[0], default=(0.0, None))
    return best[1] if best[0] >= likeness.ALIKE else same or _at_the_address(row, known)


def _at_the_address(row: ImportRow, known: Known) -> Place | None:
    """Return who is there under a name that says more, or less: "Kreisverwaltung", "Kreisverwaltung (Haus A)"."""
    street = fold(row.values.get("street", ""))
    there = [place for place in known.by_street.get(street, ()) if street and _same_town(row, place)]
    likely = [(likeness.contained(_name(row), likeness.name_of(place), known.weights), place) for place in there]
    best = max(likely, key=lambda each: each[0], default=(0.0, None))
    return best[1] if best[0] >= likeness.ALIKE else None


def _nearby(row: ImportRow, known: Known) -> list[Place]:
    """Return places around `row`, the nearest first; a point that stands for a village is near to nothing."""
    at = row.point
    if at is None or Precision(row.precision).approximate:
        return []
    x, y = _cell(at)
    around = [place for dx in (-1, 0, 1) for dy in (-1, 0, 1) for place in known.by_cell.get((x + dx, y + dy), ())]
    measured = sorted(((_metres(at, place), place) for place in around), key=lambda each: each[0])
    return [place for metres, place in measured[:_MOST_NEARBY] if metres <= likeness.NEAR.m]


def _cell(at: Point) -> tuple[int, int]:
    return int(at.x / _CELL), int(at.y / _CELL)


def _metres(at: Point, place: Place) -> float:
    """Return roughly the metres between two points that are near to each other."""
    assert place.location  # noqa: S101  only such places have a cell
    return math.hypot((at.x - place.location.x) * _STEP_EAST, at.y - place.location.y) * 111_195


def twins(rows: Iterable[ImportRow]) -> dict[int, int]:
    """Return by identifier which of `rows`, in their order, repeat an earlier one, with its number."""
    first: dict[str, int] = {}
    repeated: dict[int, int] = {}
    for row in rows:
        if row.identity and first.setdefault(row.identity, row.number) != row.number:
            repeated[row.pk] = first[row.identity]
    return repeated
