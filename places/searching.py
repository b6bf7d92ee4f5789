"""What is asked of the places, and the page of Features that answers it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Self
from uuid import UUID

from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.db.models import Q

from geo.coordinates import BBox
from geo.models import Edition
from places import features
from places.models import Place
from places.querysets import PlaceQuerySet


@dataclass(frozen=True)
class Search:
    """A question to the published places; every part that is given narrows it.

    With a `centre` the answer is ordered by distance, else by slug.
    """

    centre: Point | None = None
    radius_m: float | None = None
    bbox: BBox | None = None
    category: str = ""
    area: str = ""
    q: str = ""

    @property
    def question(self) -> tuple[object, ...]:
        """All that tells this search from another, as plain values."""
        centre = self.centre and self.centre.coords
        return centre, self.radius_m, self.bbox, self.category, self.area, self.q

    @property
    def places(self) -> PlaceQuerySet:
        found: PlaceQuerySet = Place.objects.published()
        if self.centre and self.radius_m is not None:
            found = found.within(self.centre, D(m=self.radius_m))
        if self.bbox:
            found = found.in_bbox(self.bbox)
        if self.category:
            found = found.offering(self.category)
        if self.area:
            found = found.in_area(self.area)
        return found.matching(self.q) if self.q else found


class Position(NamedTuple):
    """Where a page ends: the last place's distance in metres and identifier, or its slug."""

    metres: float | None
    key: str

    @classmethod
    def of(cls, hit: "Hit") -> Self:
        return cls(None, hit.slug) if hit.metres is None else cls(hit.metres, str(hit.id))


@dataclass(frozen=True)
class Hit:
    """A place found: its Feature as JSON text, with `distance_m` where a centre was given."""

    id: UUID
    slug: str
    feature: str
    metres: float | None


@dataclass(frozen=True)
class Page:
    """Some of the places found, how many there are in all, and where the next page starts."""

    hits: Sequence[Hit]
    matched: int
    end: Position | None


def find(search: Search, *, limit: int, after: Position | None = None, edition: int | None = None) -> Page:
    """Return the first `limit` places that `search` finds, or those that follow `after`.

    Who knows the data's `edition` already saves asking for it where places have to be counted.
    """
    rows = list(_ordered(search, limit + 1, after).values_list("pk", "slug", "feature", *_metres(search)))
    hits = _hits(rows[:limit])
    more = len(rows) > limit
    matched = count(search, edition) if more or after else len(hits)
    return Page(hits, matched, Position.of(hits[-1]) if more else None)


def find_one(key: str) -> Hit:
    """Return the published place whose id or slug is `key`. Raises Place.DoesNotExist."""
    try:
        named = Q(slug=key) | Q(pk=UUID(key))
    except ValueError:
        named = Q(slug=key)
    rows = Place.objects.published().filter(named).values_list("pk", "slug", "feature")
    for hit in _hits(list(rows)):
        return hit
    raise Place.DoesNotExist(f"There is no place {key!r}.")


def count(search: Search, edition: int | None = None) -> int:
    """Return how many places `search` finds; counted once for an edition of the data."""
    return _counted(search, Edition.objects.current() if edition is None else edition)


@lru_cache(maxsize=10_000)
def _counted(search: Search, edition: int) -> int:
    return search.places.count()


def _metres(search: Search) -> tuple[str, ...]:
    return ("metres",) if search.centre else ()


def _ordered(search: Search, limit: int, after: Position | None) -> PlaceQuerySet:
    found = search.places
    if search.centre is None:
        return (found.filter(slug__gt=after.key) if after else found).order_by("slug")[:limit]
    if after and after.metres is not None:
        found = found.with_distance(search.centre).farther_than(after.metres, UUID(after.key))
    return found.nearest(search.centre, limit)


def _hits(rows: list[tuple[UUID, str, str | None, float] | tuple[UUID, str, str | None]]) -> list[Hit]:
    stale = [row[0] for row in rows if row[2] is None]
    fresh = features.render(stale) if stale else {}
    return [_hit(*row, fresh=fresh) for row in rows if row[2] or row[0] in fresh]


def _hit(pk: UUID, slug: str, feature: str | None, metres: float | None = None, *, fresh: dict[UUID, str]) -> Hit:
    text = feature or fresh[pk]
    return Hit(pk, slug, text if metres is None else features.with_distance(text, metres), metres)
