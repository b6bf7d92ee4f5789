"""Streets, as far as the names of public-transport stops tell where they are."""

import math
import re
from collections.abc import Iterable

from django.contrib.gis.geos import Point

from geo.folding import fold
from geo.models import GazetteerEntry

_FURTHEST_M = 3000  # stops further apart than this are on two streets of one name
_NUMBER = re.compile(r"\s\d+[a-z]?(\s\d+[a-z]?)*$")


def on_street(street: str, areas: Iterable[int], *, village: GazetteerEntry | None = None) -> GazetteerEntry | None:
    """Return the stop on `street` that is the most central one of those in `areas`, or in `village`.

    None where no stop is named after the street, or where several streets have the name.
    """
    wanted = _NUMBER.sub("", fold(street))
    if len(wanted) < 4 or wanted.isdigit():
        return None
    entries = GazetteerEntry.objects.filter(area__in=list(areas))
    villages = {"", *entries.filter(kind="village").values_list("folded", flat=True)}
    stops = entries.stops().filter(folded__contains=wanted).with_area()
    found = [(stop, place) for stop in stops for place in _villages(stop.name, wanted) if place in villages]
    if village:
        return _central([stop for stop, place in found if _belongs(stop, place, village)])
    return _central([stop for stop, place in found if not place] or [stop for stop, _ in found])


def _belongs(stop: GazetteerEntry, place: str, village: GazetteerEntry) -> bool:
    """Whether a stop that names `place` lies in `village`; one that names no village counts when it is near."""
    return place == village.folded or (not place and _metres(stop.location, village.location) < _FURTHEST_M)


def _villages(name: str, street: str) -> list[str]:
    """Return the folded words before `street` in each part of a stop's name "Village Street/Other, Town"."""
    parts = [_NUMBER.sub("", fold(re.sub(r"\(.*?\)", "", part))) for part in name.split(",")[0].split("/")]
    return [part.removesuffix(street).strip() for part in parts if f" {part}".endswith(f" {street}")]


def _central(stops: list[GazetteerEntry]) -> GazetteerEntry | None:
    furthest = {stop.pk: max(_metres(stop.location, other.location) for other in stops) for stop in stops}
    if not stops or max(furthest.values()) > _FURTHEST_M:
        return None
    return min(stops, key=lambda stop: (furthest[stop.pk], stop.name))


def _metres(one: Point, other: Point) -> float:
    """Return roughly the metres between two points that are near to each other."""
    east = (one.x - other.x) * math.cos(math.radians(one.y))
    return math.hypot(east, one.y - other.y) * 111_195
