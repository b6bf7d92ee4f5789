"""What is asked of the places: a question, and the order of its answers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D

from geo.coordinates import BBox, off_the_axes
from places.models import Place, Wheelchair
from places.querysets import PlaceQuerySet, Wanted
from places.slots import NO_KEYS, Keys

ENOUGH = {"yes": (Wheelchair.YES.value,), "limited": (Wheelchair.YES.value, Wheelchair.LIMITED.value)}
"""Which access will do, for whom needs it without steps and for whom manages a small one."""


class Term(NamedTuple):
    """A part of the words that are asked for: `words` that a place bears, or a `category` in which it offers something.

    At least one of both is given; `rare` says that few places are in the category.
    """

    words: tuple[str, ...] = ()
    category: str = ""
    rare: bool = False


@dataclass(frozen=True)
class Search:
    """A question to the published places; every part that is given narrows it.

    With a `centre` the answer is ordered by distance, else by how well the words fit and then by whether hours or
    phones are old, else by slug. Of `language`, `open_at` and `step_free` ("yes", "limited") it may not be known
    whether they hold: `certain` tells which places are meant, those of which all is known or the others. That few
    places are in the `category` (`rare`) and which hours are open (`keys`) is no part of the question, but tells how
    they are found; so are the `terms` as which the words of `q` are understood, each by itself where nothing else is
    said.
    """

    centre: Point | None = None
    radius_m: float | None = None
    bbox: BBox | None = None
    category: str = ""
    area: str = ""
    q: str = ""
    language: str = ""
    open_at: datetime | None = None
    step_free: str = ""
    certain: bool = True
    terms: tuple[Term, ...] = ()
    keys: Keys = field(default=NO_KEYS, compare=False)
    rare: bool = field(default=False, compare=False)

    @property
    def question(self) -> tuple[object, ...]:
        """All that tells this search from another, as plain values."""
        centre = self.centre and self.centre.coords
        wanted = self.language, self.open_at and self.open_at.astimezone(UTC), self.step_free
        return centre, self.radius_m, self.bbox, self.category, self.area, self.q, wanted

    @property
    def may_be_unknown(self) -> bool:
        """Whether something is asked of which it may not be known whether it is so."""
        return bool(self.language or self.open_at or self.step_free)

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            self.category or self._meant,
            self.language,
            self.keys.open if self.open_at else None,
            self.keys.uncertain,
            ENOUGH[self.step_free] if self.step_free else (),
        )

    @property
    def _meant(self) -> str:
        """The category that the words name, where it is one: the slot that is wanted must be of it."""
        named = {term.category for term in self.all_terms if term.category}
        return named.pop() if len(named) == 1 else ""

    @property
    def places(self) -> PlaceQuerySet:
        found: PlaceQuerySet = Place.objects.published()
        if self.centre and self.radius_m is not None:
            found = found.within(self.centre, D(m=self.radius_m))
        return self._narrowed(found)

    @property
    def countable(self) -> PlaceQuerySet:
        """The same places in no order, for who only wants to know how many there are."""
        found: PlaceQuerySet = Place.objects.published().order_by()
        if self.centre and self.radius_m is not None:
            found = found.countable_within(self.centre, D(m=self.radius_m))
        return self._narrowed(found)

    def _narrowed(self, found: PlaceQuerySet) -> PlaceQuerySet:
        if self.bbox:
            found = found.in_bbox(self.bbox)
        if self.category:
            found = found.offering_rarely(self.category) if self.rare else found.offering(self.category)
        if self.area:
            found = found.in_area(self.area)
        if self.may_be_unknown:
            found = found.surely(self.wanted) if self.certain else found.perhaps(self.wanted)
        for term in self.all_terms:
            found = found.bearing(term.words, category=term.category, rare=term.rare)
        return found

    @cached_property
    def all_terms(self) -> tuple[Term, ...]:
        return self.terms or tuple(Term((word,)) for word in self.q.split())

    @property
    def is_ranked(self) -> bool:
        """Whether the places are ordered by how well the words fit: where there are any, and no centre."""
        return self.centre is None and bool(self.ranked)

    @property
    def ranked(self) -> list[str]:
        """The words of which the order depends."""
        return [word for term in self.all_terms for word in term.words]

    @cached_property
    def around(self) -> BBox | None:
        """The box around the circle, where there is one."""
        return BBox.around(self.centre, self.radius_m) if self.centre and self.radius_m is not None else None


class Position(NamedTuple):
    """Where a page ends: the last place's distance in metres and identifier, or its rank and slug, or its slug.

    And whether the places are reached of which not all is known.
    """

    order: float | None
    key: str
    is_uncertain: bool = False


def ordered(search: Search, limit: int, after: Position | None) -> PlaceQuerySet:
    """Return the first `limit` places that `search` finds after the position `after`."""
    found = search.places
    if search.centre is None:
        return _by_name(search, found, after)[:limit]
    if after and after.order is not None:
        found = found.with_distance(search.centre).farther_than(after.order, UUID(after.key))
    return found.nearest(search.centre, limit)


def _by_name(search: Search, found: PlaceQuerySet, after: Position | None) -> PlaceQuerySet:
    if not search.is_ranked:
        return (found.filter(slug__gt=after.key) if after else found).order_by("slug")
    freshness = settings.FRESHNESS
    found = found.best_first(search.ranked, hours_months=freshness.hours_months, phone_months=freshness.phone_months)
    return found.worse_than(int(after.order), after.key) if after and after.order is not None else found


def values(search: Search, after: Position | None) -> Iterator[Any]:
    """Yield all values of the question that its SQL can hold, in the same order for every search of one shape."""
    if search.centre:
        yield from (search.centre, off_the_axes(search.centre), float(search.radius_m or 0))
    for box in (search.around, search.bbox):
        yield from map(float, (box.west, box.south, box.east, box.north)) if box else ()
    yield from (search.category, search.area, search.language)
    yield from ([*search.keys.open], [*search.keys.open, *search.keys.uncertain])
    for term in search.all_terms:
        yield from (*term.words, term.category)
    if after:
        yield from (after.order, UUID(after.key) if search.centre else after.key)
