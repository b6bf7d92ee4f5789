"""A place as the pages show it. Made from its public Feature, so that a page can tell no more than the API."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.contrib.gis.geos import Point

from geo.basemap import Pin
from geo.coordinates import point
from places.maps import PLAIN_COLOUR
from places.models import Category
from places.searching import Hit


@dataclass(frozen=True)
class Card:
    """A place's public properties, its number on the map, its categories, and its distance in metres."""

    number: int
    place: dict[str, Any]
    location: Point
    categories: Sequence[Category]
    metres: float | None

    @property
    def colour(self) -> str:
        return self.categories[0].colour if self.categories else PLAIN_COLOUR

    @property
    def pin(self) -> Pin:
        """The place on a still map, with its number."""
        return Pin(self.location, str(self.number), self.colour, self.place["approximate"])


def cards(hits: Sequence[Hit]) -> list[Card]:
    """Return a card for each hit, numbered from 1."""
    categories = {category.key: category for category in Category.objects.all()} if hits else {}
    return [_card(number, hit, categories) for number, hit in enumerate(hits, 1)]


def _card(number: int, hit: Hit, categories: dict[str, Category]) -> Card:
    feature = orjson.loads(hit.feature)
    place = feature["properties"]
    lon, lat = feature["geometry"]["coordinates"]
    known = [categories[key] for key in place["categories"] if key in categories]
    return Card(number, place, point(lon=lon, lat=lat), known, hit.metres)
