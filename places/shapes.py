"""Searches of one shape differ in their values alone, so they share their SQL, which is written once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db.models import QuerySet

from geo.coordinates import BBox, point
from geo.functions import HowMany
from geo.statements import Statement
from places.models import Place
from places.search import Position, Search, Term, ordered, values
from places.slots import Keys


class Shape(NamedTuple):
    """Which parts a search has, of which terms, and where its page starts: at first, or after a position.

    Of each term: how many words it has, whether a category, and whether a rare one.
    """

    centre: bool
    radius: bool
    bbox: bool
    category: bool
    rare: bool
    area: bool
    language: bool
    timed: bool
    step_free: str
    certain: bool
    terms: tuple[tuple[int, bool, bool], ...]
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
            bool(search.language),
            search.open_at is not None,
            search.step_free,
            search.certain,
            tuple((len(term.words), bool(term.category), term.rare) for term in search.all_terms),
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
            language=f"language-{number}" if self.language else "",
            open_at=datetime(2000, 1, number, tzinfo=UTC) if self.timed else None,
            keys=Keys((7_000_000 + number,), (8_000_000 + number,)) if self.timed else Keys((), ()),
            step_free=self.step_free,
            certain=self.certain,
            terms=tuple(self._terms(number)),
        )
        return search, _position(search, number) if self.further else None

    def _terms(self, number: int) -> Iterator[Term]:
        for term, (words, category, rare) in enumerate(self.terms):
            named = tuple(f"word-{number}-{term}-{word}" for word in range(words))
            yield Term(named, f"category-{number}-{term}" if category else "", rare)


def _position(search: Search, number: int) -> Position:
    if search.centre:
        return Position(2222.5 + number, str(UUID(int=number)))
    return Position(3333 + number if search.is_ranked else None, f"slug-{number}")


def page(search: Search, limit: int, after: Position | None) -> tuple[list[tuple[Any, ...]], int | None]:
    """Return what `search` finds first, and how many there are in all where that is told beside: within a radius.

    Of each place: pk, slug, Feature (None: not rendered) and, with a centre, metres, or of ranked ones the rank.
    """
    statement = _page(Shape.of(search, after), limit) if _is_plain(search) else Statement.of(_of(search, limit, after))
    rows = statement.rows(list(values(search, after)))
    if not _tells_total(search, after):
        return rows, None
    return [row[:4] for row in rows], rows[0][4] if rows else 0


def total(search: Search) -> int:
    """Return how many places `search` finds."""
    statement = (
        _total(Shape.of(search))
        if _is_plain(search)
        else Statement.of(search.countable.values_list("visibility"), counting=True)
    )
    return int(statement.rows(list(values(search, None)))[0][0])


def _is_plain(search: Search) -> bool:
    """Tell whether the SQL depends on the shape alone; that of a box at the antimeridian or a pole does not."""
    return all(len(box.boxes) == 1 for box in (search.bbox, search.around) if box)


def _tells_total(search: Search, after: Position | None) -> bool:
    """Tell whether a page brings the total along: where it is another for each centre, and nobody knows it yet."""
    return search.centre is not None and search.radius_m is not None and after is None


@lru_cache(maxsize=200)
def _page(shape: Shape, limit: int) -> Statement:
    samples = (shape.sample(1), shape.sample(2))
    return Statement(*((_of(search, limit, after), list(values(search, after))) for search, after in samples))


@lru_cache(maxsize=200)
def _total(shape: Shape) -> Statement:
    samples = (shape.sample(1), shape.sample(2))
    return Statement(
        *((search.countable.values_list("visibility"), list(values(search, None))) for search, _ in samples),
        counting=True,
    )


def _of(search: Search, limit: int, after: Position | None) -> QuerySet[Place, Any]:
    found, columns = ordered(search, limit, after), ["pk", "slug", "feature"]
    if search.centre:
        columns.append("metres")
    elif search.is_ranked:
        columns.append("rank")
    if _tells_total(search, after):
        found = found.annotate(matched=HowMany(search.countable.values("visibility")))
        columns.append("matched")
    return found.values_list(*columns)
