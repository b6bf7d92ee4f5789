"""A place as the pages show it. Made from its public Feature, so that a page can tell no more than the API."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from django.contrib.gis.geos import Point

from geo.basemap import Pin
from geo.bearing import Direction, direction
from geo.coordinates import point
from geo.languages import current_language
from places.maps import PLAIN_COLOUR
from places.models import Category
from places.searching import Hit
from places.slots import slots_of
from places.telling import Telling
from places.web.badges import Badge


@dataclass(frozen=True)
class Card:
    """A place's public properties, its number on the map, its categories, and how far it is and where to.

    `telling` has the texts of all the page's places in the visitor's language; `badge` says whether it is open.
    """

    number: int
    place: dict[str, Any]
    location: Point
    categories: Sequence[Category]
    metres: float | None
    telling: Telling
    direction: Direction | None = None
    badge: Badge | None = None

    @property
    def colour(self) -> str:
        return self.categories[0].colour if self.categories else PLAIN_COLOUR

    @property
    def languages(self) -> list[str]:
        """The languages that are known to be spoken there, at one time or another."""
        return list(dict.fromkeys(code for slot in slots_of(self.place) for code in slot.languages))

    @property
    def pin(self) -> Pin:
        """The place on a still map, with its number."""
        return Pin(self.location, str(self.number), self.colour, self.place["approximate"])


def cards(hits: Sequence[Hit], centre: Point | None = None) -> list[Card]:
    """Return a card for each hit, numbered from 1, with its direction from `centre`."""
    language = current_language()
    categories = {category.key: category for category in Category.objects.in_language(language)} if hits else {}
    features = [orjson.loads(hit.feature) for hit in hits]
    telling = Telling([feature["properties"] for feature in features], language, categories.values())
    made = [
        _card(number, feature, hit.metres, categories, telling)
        for number, (hit, feature) in enumerate(zip(hits, features, strict=True), 1)
    ]
    return [replace(card, direction=direction(centre, card.location)) for card in made] if centre else made


def _card(
    number: int, feature: dict[str, Any], metres: float | None, categories: dict[str, Category], telling: Telling
) -> Card:
    place = feature["properties"]
    lon, lat = feature["geometry"]["coordinates"]
    known = [categories[key] for key in place["categories"] if key in categories]
    return Card(number, place, point(lon=lon, lat=lat), known, metres, telling)
