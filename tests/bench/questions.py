"""The questions that are asked: random ones, drawn from where the places are, with one seed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from places.cursors import seal
from places.searching import Position, Search
from tests.bench.synthetic import CATEGORIES

LIMIT = 50
RADIUS_M = 5000
_STRAY_DEGREES = 0.01  # how far from a place people stand who ask
_PLACES = "/api/v1/places/"


@dataclass(frozen=True)
class Spot:
    """A published place: where it is, and what it is called."""

    lon: float
    lat: float
    slug: str


@dataclass(frozen=True)
class Question:
    """One question: as a path of the service, and as the values of bare SQL."""

    path: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, query: Mapping[str, object], **values: object) -> "Question":
        return cls(f"{_PLACES}?{urlencode({'limit': LIMIT} | dict(query), safe=',')}", values)


Draw = Callable[[Random, Sequence[Spot]], Question]


def radius(random: Random, spots: Sequence[Spot]) -> Question:
    lon, lat = _somewhere(random, spots)
    return Question.of({"lat": lat, "lon": lon, "radius_m": RADIUS_M}, lon=lon, lat=lat, radius_m=RADIUS_M)


def bbox(random: Random, spots: Sequence[Spot]) -> Question:
    """Ask for what a map shows: some 6 km in each direction."""
    lon, lat = _somewhere(random, spots)
    edges = [round(edge, 6) for edge in (lon - 0.05, lat - 0.03, lon + 0.05, lat + 0.03)]
    return Question.of(
        {"bbox": ",".join(map(str, edges))}, **dict(zip(("west", "south", "east", "north"), edges, strict=True))
    )


def category(random: Random, spots: Sequence[Spot]) -> Question:
    """Ask for a page of a category, the first or one further on, be it common or rare."""
    number = random.randint(1, CATEGORIES)
    key = f"group-{number}"
    after = random.choice(["", random.choice(spots).slug])
    further = {"cursor": seal(Position(None, after), Search(category=key))} if after else {}
    return Question.of({"category": key} | further, category_id=number, after=after)


def endless(draw: Draw, spots: Sequence[Spot], seed: object) -> Iterator[Question]:
    """Yield question after question; no two alike, but by chance."""
    random = Random(str(seed))
    while True:
        yield draw(random, spots)


def _somewhere(random: Random, spots: Sequence[Spot]) -> tuple[float, float]:
    spot = random.choice(spots)
    lon, lat = random.gauss(spot.lon, _STRAY_DEGREES), random.gauss(spot.lat, _STRAY_DEGREES)
    return round(lon, 6), round(lat, 6)


CASES: Mapping[str, Draw] = {"radius": radius, "bbox": bbox, "category": category}
