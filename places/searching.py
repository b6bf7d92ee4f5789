"""The answer to a search: a page of Features, and how many there are in all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from time import monotonic
from typing import Any
from uuid import UUID

from django.contrib.gis.geos import Point
from django.db.models import Q

from geo.models import Edition
from places import features, shapes, slots
from places.models import Offer, Place
from places.search import Position, Search

__all__ = ["Hit", "Page", "Position", "Search", "count", "find", "find_one", "responsible"]

_RARE = 2_000  # offers: 5 ms to fetch; of a million places, 25,000 would be looked at for 50 of them, in 80 ms
_REMEMBERED_S = 600
_MOST_RESPONSIBLE = 20


@dataclass(frozen=True)
class Hit:
    """A place found: its Feature as JSON text, with `distance_m` where a centre was given.

    And with `match` where something was asked that may not be known: "yes", or "unknown" (not `is_certain`).
    """

    id: UUID
    slug: str
    feature: str
    metres: float | None
    is_certain: bool = True

    @property
    def position(self) -> Position:
        if self.metres is None:
            return Position(None, self.slug, not self.is_certain)
        return Position(self.metres, str(self.id), not self.is_certain)


@dataclass(frozen=True)
class Page:
    """Some of the places found, how many there are in all, and where the next page starts.

    `uncertain` is how many of all there are of which not everything is known that was asked for; they come last.
    """

    hits: Sequence[Hit]
    matched: int
    end: Position | None
    uncertain: int = 0


def find(search: Search, *, limit: int, after: Position | None = None, edition: int | None = None) -> Page:
    """Return the first `limit` places that `search` finds, or those that follow `after`.

    Who knows the data's `edition` already saves asking for it where places have to be counted.
    """
    if search.category and search.radius_m is None and search.bbox is None:
        search = replace(search, rare=_is_rare(search.category, int(monotonic() // _REMEMBERED_S)))
    if search.may_be_unknown:
        return _find_both(search, limit, after, Edition.objects.current() if edition is None else edition)
    return _find(search, limit, after, edition)


def _find(search: Search, limit: int, after: Position | None, edition: int | None) -> Page:
    rows, matched = shapes.page(search, limit + 1, after)
    hits = _hits(rows[:limit])
    more = len(rows) > limit
    if matched is None or not more:
        matched = count(search, edition) if more or after else len(hits)
    return Page(hits, matched, hits[-1].position if more else None)


def _find_both(search: Search, limit: int, after: Position | None, edition: int) -> Page:
    """Find the places of which all is known that is asked for, and then the others."""
    if search.open_at:
        search = replace(search, keys=slots.keys_at(search.open_at, edition))
    perhaps = replace(search, certain=False)
    is_further = after is not None and after.is_uncertain
    first = Page((), count(search, edition), None) if is_further else _find(search, limit, after, edition)
    room = limit - len(first.hits)
    uncertain = count(perhaps, edition)
    rest = Page((), 0, None)
    if not first.end and room and uncertain:
        rest = _find(perhaps, room, after if is_further else None, edition)
    end = first.end or rest.end or (_before_all(search) if uncertain and not room else None)
    told = [_told(hit, "yes") for hit in first.hits] + [_told(hit, "unknown") for hit in rest.hits]
    return Page(told, first.matched + uncertain, end and end._replace(is_uncertain=not first.end), uncertain)


def _before_all(search: Search) -> Position:
    """Return the position in front of all places."""
    return Position(-1.0, str(UUID(int=0))) if search.centre else Position(None, "")


def _told(hit: Hit, match: str) -> Hit:
    return replace(hit, feature=features.with_property(hit.feature, "match", match), is_certain=match == "yes")


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


def responsible(area: str, centre: Point, *, category: str = "") -> list[Hit]:
    """Return the places that serve the area with ARS key `area`, at whatever distance, the nearest first."""
    found = Place.objects.published().serving(area)
    found = found.offering(category) if category else found
    rows = found.nearest_to(centre).values_list("pk", "slug", "feature", "metres")
    return _hits(list(rows[:_MOST_RESPONSIBLE]))


def count(search: Search, edition: int | None = None) -> int:
    """Return how many places `search` finds; counted once for an edition of the data."""
    # the centre alone decides the order, not what is found
    counted = search if search.radius_m is not None else replace(search, centre=None)
    return _counted(counted, Edition.objects.current() if edition is None else edition)


@lru_cache(maxsize=10_000)
def _counted(search: Search, edition: int) -> int:
    return shapes.total(search)


@lru_cache(maxsize=1000)
def _is_rare(category: str, _period: int) -> bool:
    """Tell whether it is less work to fetch all places of `category` than to look for some of them among all.

    Looked up once in a while: a wrong answer costs time, and nothing else.
    """
    return Offer.objects.filter(category__key=category).order_by()[: _RARE + 1].count() <= _RARE


def _hits(rows: list[tuple[Any, ...]]) -> list[Hit]:
    stale = [row[0] for row in rows if row[2] is None]
    fresh = features.render(stale) if stale else {}
    return [_hit(*row, fresh=fresh) for row in rows if row[2] or row[0] in fresh]


def _hit(pk: UUID, slug: str, feature: str | None, metres: float | None = None, *, fresh: dict[UUID, str]) -> Hit:
    text = feature or fresh[pk]
    return Hit(pk, slug, text if metres is None else features.with_distance(text, metres), metres)
