"""The answer to a search: a page of Features, and how many there are in all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.contrib.gis.geos import Point
from django.db.models import Q
from django.utils import timezone

from geo.models import Edition
from places import features, shapes, slots
from places.freshness import age
from places.models import Place, Visibility
from places.search import Position, Search
from places.understanding import forgiven, is_rare, worded

__all__ = ["Closed", "Hit", "Page", "Position", "Search", "count", "find", "find_one", "responsible"]

_MOST_RESPONSIBLE = 20


@dataclass(frozen=True)
class Hit:
    """A place found: its Feature as JSON text, with `distance_m` where a centre was given; else its rank, if any.

    And with `match` where something was asked that may not be known: "yes", or "unknown" (not `is_certain`).
    """

    id: UUID
    slug: str
    feature: str
    metres: float | None = None
    rank: int | None = None
    is_certain: bool = True

    @property
    def position(self) -> Position:
        if self.metres is None:
            return Position(self.rank, self.slug, not self.is_certain)
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

    Where its words find nothing as they stand, slips of the finger are forgiven and compounds taken apart. Who knows
    the data's `edition` already saves asking for it where places have to be counted, or words understood.
    """
    if not search.q:
        return _find(search, limit, after, edition)
    edition = Edition.objects.current() if edition is None else edition
    page = _find(worded(search, edition), limit, after, edition)
    if page.hits or forgiven(search, edition) == worded(search, edition):
        return page
    return _find(forgiven(search, edition), limit, after, edition)


def _find(search: Search, limit: int, after: Position | None, edition: int | None) -> Page:
    if search.category and search.radius_m is None and search.bbox is None:
        search = replace(search, rare=is_rare(search.category))
    if search.may_be_unknown:
        return _find_both(search, limit, after, Edition.objects.current() if edition is None else edition)
    return _find_known(search, limit, after, edition)


def _find_known(search: Search, limit: int, after: Position | None, edition: int | None) -> Page:
    rows, matched = shapes.page(search, limit + 1, after)
    hits = _hits(rows[:limit], ranked=search.is_ranked)
    more = len(rows) > limit
    if matched is None or not more:
        matched = _count(search, edition) if more or after else len(hits)
    return Page(hits, matched, hits[-1].position if more else None)


def _find_both(search: Search, limit: int, after: Position | None, edition: int) -> Page:
    """Find the places of which all is known that is asked for, and then the others."""
    search = _timed(search, edition)
    perhaps = replace(search, certain=False)
    is_further = after is not None and after.is_uncertain
    first = Page((), _count(search, edition), None) if is_further else _find_known(search, limit, after, edition)
    room = limit - len(first.hits)
    uncertain = _count(perhaps, edition)
    rest = Page((), 0, None)
    if not first.end and room and uncertain:
        rest = _find_known(perhaps, room, after if is_further else None, edition)
    end = first.end or rest.end or (_before_all(search) if uncertain and not room else None)
    told = [_told(hit, "yes") for hit in first.hits] + [_told(hit, "unknown") for hit in rest.hits]
    return Page(told, first.matched + uncertain, end and end._replace(is_uncertain=not first.end), uncertain)


def _timed(search: Search, edition: int) -> Search:
    """Return `search` with the hours that are open at its moment."""
    return replace(search, keys=slots.keys_at(search.open_at, edition)) if search.open_at else search


def _before_all(search: Search) -> Position:
    """Return the position in front of all places."""
    if search.centre:
        return Position(-1.0, str(UUID(int=0)))
    return Position(-1 if search.is_ranked else None, "")


def _told(hit: Hit, match: str) -> Hit:
    return replace(hit, feature=features.with_property(hit.feature, "match", match), is_certain=match == "yes")


class Closed(Place.DoesNotExist):
    """The `place` has closed. Say since when, and what replaced it; nothing else of it is public any more."""

    def __init__(self, place: Place) -> None:
        super().__init__("This place has closed.")
        self.place = place

    @property
    def replaced_by(self) -> Place | None:
        """The place that replaced it, as far as that is public."""
        other = self.place.replaced_by
        return other if other and other.visibility != Visibility.HIDDEN else None


def find_one(key: str) -> Hit:
    """Return the published place whose id or slug is `key`. Raises Closed for a while, else Place.DoesNotExist."""
    try:
        named = Q(slug=key) | Q(pk=UUID(key))
    except ValueError:
        named = Q(slug=key)
    rows = Place.objects.published().filter(named).values_list("pk", "slug", "feature")
    for hit in _hits(list(rows)):
        return hit
    for place in Place.objects.closed().filter(named).with_area().select_related("replaced_by"):
        if not age(place.closed_on.isoformat(), "closed_told", timezone.localdate()).is_old:
            raise Closed(place)
    raise Place.DoesNotExist(f"There is no place {key!r}.")


def responsible(area: str, centre: Point, *, category: str = "") -> list[Hit]:
    """Return the places that serve the area with ARS key `area`, at whatever distance, the nearest first."""
    found = Place.objects.published().serving(area)
    found = found.offering(category) if category else found
    rows = found.nearest_to(centre).values_list("pk", "slug", "feature", "metres")
    return _hits(list(rows[:_MOST_RESPONSIBLE]))


def count(search: Search, edition: int | None = None) -> int:
    """Return how many places `search` finds; counted once for an edition of the data."""
    if not search.q:
        return _count(search, edition)
    edition = Edition.objects.current() if edition is None else edition
    return _count(worded(search, edition), edition) or _count(forgiven(search, edition), edition)


def _count(search: Search, edition: int | None) -> int:
    # the centre alone decides the order, not what is found; and each moment has keys of its own to remember
    counted = replace(search, centre=search.centre if search.radius_m is not None else None, keys=slots.NO_KEYS)
    return _counted(counted, Edition.objects.current() if edition is None else edition)


@lru_cache(maxsize=10_000)
def _counted(search: Search, edition: int) -> int:
    return shapes.total(_timed(search, edition))


def _hits(rows: list[tuple[Any, ...]], *, ranked: bool = False) -> list[Hit]:
    stale = [row[0] for row in rows if row[2] is None]
    fresh = features.render(stale) if stale else {}
    made = _ranked_hit if ranked else _hit
    return [made(row[0], row[1], row[2] or fresh[row[0]], *row[3:]) for row in rows if row[2] or row[0] in fresh]


def _hit(pk: UUID, slug: str, feature: str, metres: float | None = None) -> Hit:
    return Hit(pk, slug, feature if metres is None else features.with_distance(feature, metres), metres)


def _ranked_hit(pk: UUID, slug: str, feature: str, rank: int) -> Hit:
    return Hit(pk, slug, feature, rank=rank)
