"""Places held in memory by their names, streets and points, so that thousands of rows can be compared with them."""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.gis.geos import Point

from geo.bearing import metres
from geo.coordinates import BBox, point
from geo.folding import fold
from places.likeness.kinds import NEAR, Described, Similar, Why, is_in_town, likeliest, name_of, towns_of
from places.likeness.names import ALIKE, Name, Weights, alike
from places.models import Place

_MOST_CANDIDATES = 300


class Crowd:
    """Many `places`, of which each is compared only with what may be like it."""

    def __init__(self, places: Iterable[Place], weights: Weights) -> None:
        self._weights = weights
        self._places = sorted(places, key=lambda place: (len(place.name), str(place.pk)))
        self._names = [name_of(place) for place in self._places]
        self._towns = [towns_of(place) for place in self._places]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_street: dict[str, list[int]] = defaultdict(list)
        self._likenesses: dict[Name, dict[int, float]] = {}
        for number, (place, name) in enumerate(zip(self._places, self._names, strict=True)):
            for word in {*name.words, *name.beside}:
                self._by_word[word].append(number)
            self._by_street[fold(place.street)].append(number)
        located = ((place.location, number) for number, place in enumerate(self._places))
        self._from_south = sorted((at.y, at.x, number) for at, number in located if at)

    def similar(self, described: Described) -> list[Similar]:
        """Return the places that may be the one described, the likeliest first."""
        name, street, town = described.called, fold(described.street), fold(described.town)
        called = self._called_like(name)
        near = dict(self._near(described.at)) if described.at else {}
        beside = self._by_street.get(street, ()) if street else ()
        addressed = {number for number in beside if is_in_town(town, self._towns[number])}
        found = []
        for number in {*called, *near, *addressed}:
            why = Why.NEAR if number in near else Why.ADDRESS if number in addressed else Why.NAME
            likeness = called.get(number) or alike(self._names[number], name, self._weights)
            found.append(Similar(self._places[number], likeness, why, near.get(number)))
        return sorted(found, key=likeliest)

    def _called_like(self, name: Name) -> dict[int, float]:
        """Return the numbers of the places whose names are like `name`, and how much."""
        if name not in self._likenesses:
            words = self._weights.sought(name)
            borne = {number for word in words for number in self._by_word.get(word, ())[:_MOST_CANDIDATES]}
            likeness = {number: alike(self._names[number], name, self._weights) for number in borne}
            self._likenesses[name] = {number: like for number, like in likeness.items() if like >= ALIKE}
        return self._likenesses[name]

    def _near(self, at: Point) -> Iterator[tuple[int, float]]:
        """Yield the places near `at` with their distances."""
        for box in BBox.around(at, NEAR.m).boxes:
            first = bisect_left(self._from_south, (box.south,))
            last = bisect_right(self._from_south, (box.north, math.inf))
            for lat, lon, number in self._from_south[first:last]:
                if box.west <= lon <= box.east and (far := metres(at, point(lon=lon, lat=lat))) <= NEAR.m:
                    yield number, far
