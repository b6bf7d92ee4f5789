"""The public properties of places for tests of exports, as their Feature holds them."""

from typing import Any

import orjson
from django.contrib.gis.geos import Point

from geo.coordinates import point
from places.models import Place
from places.searching import find_one

SECRETS = ("Geheimweg", "26999", "Verborgen", "7.6123", "53.3123", "Bauakte", "hinter dem Park")
SECRET_POINT = point(lon=7.612345, lat=53.312345)


def read(place: Place) -> tuple[dict[str, Any], Point]:
    """Return the public properties and the shown point of `place`."""
    feature = orjson.loads(find_one(place.slug).feature)
    lon, lat = feature["geometry"]["coordinates"]
    return feature["properties"], point(lon=lon, lat=lat)
