"""Places, areas and positions for tests, in words."""

from typing import Any

from django.contrib.gis.geos import MultiPolygon, Point
from django.utils.text import slugify
from geopy.distance import geodesic

from geo.coordinates import BBox, point
from geo.models import Area
from geo.precision import Precision
from places.models import Category, Offer, Place

LEER = point(lon=7.4564, lat=53.2331)


def destination(start: Point, metres: float, bearing: float) -> Point:
    """Return the point `metres` from `start` towards `bearing` (degrees from north)."""
    found = geodesic(meters=metres).destination((start.y, start.x), bearing)
    return point(lon=(found.longitude + 540) % 360 - 180, lat=found.latitude)


def north_of(start: Point, *, metres: float) -> Point:
    return destination(start, metres, 0)


def an_area(key: str = "034570013", name: str = "Leer", *, parent: Area | None = None, **fields: Any) -> Area:
    """Return the area `key`; made, where there is none, with a square boundary around its stand-in."""
    stand_in: Point = fields.pop("stand_in", point(lon=7.45, lat=53.23))
    box = BBox(stand_in.x - 0.2, stand_in.y - 0.1, stand_in.x + 0.2, stand_in.y + 0.1)
    made, _ = Area.objects.get_or_create(
        key=key,
        defaults={
            "name": name,
            "level": "municipality",
            "parent": parent,
            "stand_in": stand_in,
            "boundary": MultiPolygon(box.polygon),
        }
        | fields,
    )
    return made


def a_category(key: str = "family", name: str = "Familienstützpunkt") -> Category:
    return Category.objects.get_or_create(key=key, defaults={"name": name, "icon": "users", "colour": "#0b5a60"})[0]


def a_place(name: str = "Familienstützpunkt", at: Point | None = LEER, *, offers: str = "", **fields: Any) -> Place:
    """Make a place in Leer at `at`, with an offer in the category `offers`."""
    made = Place.objects.create(
        name=name,
        slug=fields.pop("slug", slugify(name)),
        location=at,
        area=fields.pop("area", None) or an_area(),
        position_precision=fields.pop("position_precision", Precision.ADDRESS),
        **fields,
    )
    if offers:
        Offer.objects.create(place=made, category=a_category(offers, offers.title()), title=name)
    return made
