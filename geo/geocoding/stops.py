"""Streets, as far as the names of public-transport stops tell where they are."""

import math
import re
from collections.abc import Collection, Iterable

from django.contrib.gis.geos import Point

from geo.folding import fold
from geo.models import GazetteerEntry

_FURTHEST_M = 3000  # stops further apart than this are on two streets of one name
_NUMBER = re.compile(r"\s\d+[a-z]?(\s\d+[a-z]?)*$")


def wanted(street: str) -> str:
    """Return `street` folded and without its number, as stops are named after it; "" where that tells nothing."""
    name = _NUMBER.sub("", fold(street))
    return "" if len(name) < 4 or name.isdigit() else name


def on_street(
    street: str, stops: Iterable[GazetteerEntry], *, villages: Collection[str], village: GazetteerEntry | None = None
) -> GazetteerEntry | None:
    """Return the stop on the folded `street` that is the most central one of `stops`, or of those in `village`.

    A stop names its street alone, or one of the `villages` before it. None where no stop is named after the street,
    or where several streets have the name.
    """
    named = [(stop, place) for stop in stops for place in _villages(stop.name, street)]
    found = [(stop, place) for stop, place in named if not place or place in villages]
    if village:
        return _central([stop for stop, place in found if _belongs(stop, place, village)])
    return _central([stop for stop, place in found if not place] or [stop for stop, _ in found])


def _belongs(stop: GazetteerEntry, place: str, village: GazetteerEntry) -> bool:
    """Whether a stop that names `place` lies in `village`; one that names no village counts when it is near."""
    return place == village.folded or (not place and _metres(stop.location, village.location) < _FURTHEST_M)


def _villages(name: str, street: str) -> list[str]:
    """Return the folded words before `street` in each part of a stop's name "Village Street/Other, Town"."""
    return [part.removesuffix(street).strip() for part in _parts(name) if f" {part}".endswith(f" {street}")]


def _parts(name: str) -> list[str]:
    return [_NUMBER.sub("", fold(re.sub(r"\(.*?\)", "", part))) for part in name.split(",")[0].split("/")]


def streets(name: str) -> set[str]:
    """Return what the street in a stop's name may be called: "village street" and "street" of "Village Street"."""
    words = [part.split() for part in _parts(name)]
    return {" ".join(part[start:]) for part in words for start in range(len(part))}


def _central(stops: list[GazetteerEntry]) -> GazetteerEntry | None:
    furthest = {stop.pk: max(_metres(stop.location, other.location) for other in stops) for stop in stops}
    if not stops or max(furthest.values()) > _FURTHEST_M:
        return None
    return min(stops, key=lambda stop: (furthest[stop.pk], stop.name))


def _metres(one: Point, other: Point) -> float:
    """Return roughly the metres between two points that are near to each other."""
    east = (one.x - other.x) * math.cos(math.radians(one.y))
    return math.hypot(east, one.y - other.y) * 111_195
