"""Places that may be the same: near, of a name that is alike, at the same address, or with the same number."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from uuid import UUID

from django.contrib.gis.geos import Point

from geo.folding import fold
from geo.models import Edition, GazetteerEntry
from places.likeness.crowd import Crowd
from places.likeness.kinds import NEAR, Described, Similar, Why, at_the_same_address, likeliest, name_of, towns_of
from places.likeness.names import ALIKE, Name, Weights, alike, contained
from places.models import Place
from places.querysets import PlaceQuerySet

__all__ = [
    "ALIKE",
    "NEAR",
    "Crowd",
    "Described",
    "Name",
    "Similar",
    "Weights",
    "Why",
    "alike",
    "contained",
    "name_of",
    "similar",
    "similar_all",
    "towns_of",
    "weights_of",
]

_MOST_CANDIDATES = 300


def similar(
    *,
    name: str,
    at: Point | None = None,
    street: str = "",
    town: str = "",
    phones: Collection[str] = (),
    limit: int = 5,
    also_hidden: bool = False,
) -> list[Similar]:
    """Return the places that may be the one described, the likeliest first.

    To the public only published ones, and of a protected one its name and municipality alone are compared;
    `phones` are numbers such as "+494919260"; `also_hidden` is for staff.
    """
    places = Place.objects.all() if also_hidden else Place.objects.published()
    described, weights = Described(name, street, town, at, phones), _weights(Edition.objects.current())
    found: dict[UUID, Similar] = {}
    for place in _candidates(places, described, weights, also_hidden=also_hidden):
        if same := _compared(place, described, weights, exact=also_hidden):
            found[place.pk] = same
    for place in places.with_area().reached_at(described.phones) if described.phones else ():
        if also_hidden or place.is_shown_to_the_door:
            found[place.pk] = _reached(found.get(place.pk), place, described, weights)
    return sorted(found.values(), key=likeliest)[:limit]


def _reached(same: Similar | None, place: Place, described: Described, weights: Weights) -> Similar:
    """Return `place`, which has the same number, and the likeness of its name; how far it is where that is known."""
    likeness = same.likeness if same else alike(name_of(place), described.called, weights)
    return Similar(place, likeness, Why.PHONE, same.metres if same else None)


def _candidates(places: PlaceQuerySet, described: Described, weights: Weights, *, also_hidden: bool) -> Iterable[Place]:
    """Return places near by, with their `metres`, at the same address, and such as bear a word of the name."""
    seen = places.with_area()
    words = weights.sought(described.called)
    named = seen.bearing_one_of(words)[:_MOST_CANDIDATES] if words else []
    addressed = seen.at_street(fold(described.street)) if fold(described.street) else []
    around = _around(seen, described.at, also_hidden=also_hidden) if described.at else []
    return {place.pk: place for place in (*named, *addressed, *around)}.values()


def _around(places: PlaceQuerySet, at: Point, *, also_hidden: bool) -> Iterable[Place]:
    if also_hidden:
        return places.truly_within(at, NEAR)
    return places.shown_to_the_door().within(at, NEAR).with_distance(at)


def _compared(place: Place, described: Described, weights: Weights, *, exact: bool) -> Similar | None:
    is_shown = exact or place.is_shown_to_the_door
    likeness = alike(name_of(place, exact=is_shown), described.called, weights)
    metres: float | None = getattr(place, "metres", None)
    if metres is not None:
        return Similar(place, likeness, Why.NEAR, metres)
    if is_shown and at_the_same_address(place, described):
        return Similar(place, likeness, Why.ADDRESS)
    return Similar(place, likeness, Why.NAME) if likeness >= ALIKE else None


def similar_all(described: Iterable[Described], *, places: Iterable[Place], limit: int = 5) -> list[list[Similar]]:
    """Return for each of many what `similar` finds for staff among `places`, which are held in memory."""
    places = list(places)
    crowd = Crowd(places, weights_of(place.name for place in places))
    return [crowd.similar(each)[:limit] for each in described]


@lru_cache(maxsize=2)
def _weights(edition: int) -> Weights:
    return weights_of(Place.objects.values_list("name", flat=True))


def weights_of(names: Iterable[str]) -> Weights:
    """Return what the words of `names` tell; those that name a town are told from each other."""
    towns = GazetteerEntry.objects.settlements().values_list("folded", flat=True)
    words = frozenset(word for town in towns for word in town.split())
    return Weights.over(map(Name.of, names), words)
