"""Searches of one shape differ in their values alone, so they share their SQL, which is written once."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Self
from uuid import UUID

from geo.coordinates import BBox, point
from geo.statements import Statement
from places.search import Position, Search, nearby, ordered, values

_SPARE = 5  # so many more than are asked for: then, all the nearest are nearly always among them
_LONGEST_DETOUR = 1.006  # a distance along the sphere is at most 1.0057 times that along the spheroid
_ROUNDING = 1e-9  # degrees


class Shape(NamedTuple):
    """Which parts a search has, of how many words, and where its page starts: at first, or after a position."""

    centre: bool
    radius: bool
    bbox: bool
    category: bool
    rare: bool
    area: bool
    words: int
    further: bool

    @classmethod
    def of(cls, search: Search, after: Position | None = None) -> Self:
        centred = search.centre is not None
        within = centred and search.radius_m is not None
        return cls(
            centred,
            within,
            search.bbox is not None,
            bool(search.category),
            search.rare,
            bool(search.area),
            len(search.q.split()),
            after is not None,
        )

    def sample(self, number: int) -> tuple[Search, Position | None]:
        """Return a search of this shape; its values occur in no sample of another `number`, and in no other SQL.

        Its centre lies on an axis, so that the point from which the index is walked is another.
        """
        search = Search(
            centre=point(lon=0, lat=40.5 + number) if self.centre else None,
            radius_m=1111.5 + number if self.radius else None,
            bbox=BBox(11.25 + number, 21.25 + number, 31.25 + number, 41.25 + number) if self.bbox else None,
            category=f"category-{number}" if self.category else "",
            rare=self.rare,
            area=f"area-{number}" if self.area else "",
            q=" ".join(f"word-{number}-{word}" for word in range(self.words)),
        )
        position = Position(2222.5 + number, str(UUID(int=number))) if self.centre else Position(None, f"slug-{number}")
        return search, position if self.further else None


def page(search: Search, limit: int, after: Position | None) -> tuple[list[tuple[Any, ...]], int | None]:
    """Return what `search` finds first, and how many there are in all where that was told beside.

    Of each place: pk, slug, Feature (None: not rendered) and, with a centre, metres.
    """
    if not _is_plain(search):
        return Statement.of(_columns(search, limit, after)).rows(), None
    asked = list(values(search, after))
    if search.centre and not after and _starts_at_centre(search):
        walked = _walk(Shape.of(search), limit + _SPARE).rows(asked)
        if len(walked) < limit + _SPARE or _holds_all(walked, limit):
            nearest = sorted((row[:4] for row in walked), key=_by_distance)[:limit]
            return nearest, walked[0][5] if walked else 0
    return _page(Shape.of(search, after), limit).rows(asked), None


def total(search: Search) -> int:
    """Return how many places `search` finds."""
    statement = _total(Shape.of(search)) if _is_plain(search) else Statement.of(search.places.order_by(), counting=True)
    return int(statement.rows(list(values(search, None)))[0][0])


def _is_plain(search: Search) -> bool:
    """Tell whether the SQL depends on the shape alone; that of a box at the antimeridian or a pole does not."""
    return search.bbox is None or len(search.bbox.boxes) == 1


def _starts_at_centre(search: Search) -> bool:
    """Tell whether the index is walked from the centre itself, and not from beside it."""
    return bool(search.centre and search.start and search.start.equals_exact(search.centre, _ROUNDING))


def _holds_all(walked: Sequence[tuple[Any, ...]], limit: int) -> bool:
    """Tell whether the `limit` nearest are among those `walked` to, whoever comes after them in the index."""
    reach_m = max(row[3] for row in walked[:limit])
    walked_m: float = walked[-1][4]
    return walked_m > reach_m * _LONGEST_DETOUR + 1


def _by_distance(row: tuple[Any, ...]) -> tuple[float, UUID]:
    return row[3], row[0]


@lru_cache(maxsize=200)
def _walk(shape: Shape, limit: int) -> Statement:
    samples = (search for search, _ in (shape.sample(1), shape.sample(2)))
    columns = ("pk", "slug", "feature", "metres", "walked", "matched")
    return Statement(*((nearby(search, limit).values_list(*columns), list(values(search, None))) for search in samples))


@lru_cache(maxsize=200)
def _page(shape: Shape, limit: int) -> Statement:
    samples = (shape.sample(1), shape.sample(2))
    return Statement(*((_columns(search, limit, after), list(values(search, after))) for search, after in samples))


@lru_cache(maxsize=200)
def _total(shape: Shape) -> Statement:
    samples = (shape.sample(1), shape.sample(2))
    return Statement(
        *((search.places.order_by().values_list("pk"), list(values(search, None))) for search, _ in samples),
        counting=True,
    )


def _columns(search: Search, limit: int, after: Position | None) -> Any:
    metres = ("metres",) if search.centre else ()
    return ordered(search, limit, after).values_list("pk", "slug", "feature", *metres)
