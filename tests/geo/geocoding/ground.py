"""A small region for tests: three municipalities side by side, their villages, postcodes and stops."""

from dataclasses import replace
from typing import Any

from django.contrib.gis.geos import Point

from geo.conf import Geocoder
from geo.coordinates import point
from geo.geocoding import Address, Geocoded
from geo.geocoding.memory import remember
from geo.models import Area, GazetteerEntry
from geo.precision import Precision
from tests.places.making import an_area

LEER = point(lon=7.45, lat=53.23)
WEENER = point(lon=6.95, lat=53.16)
JUEMME = point(lon=7.95, lat=53.22)
ELSEWHERE = point(lon=9.0, lat=53.0)
HOUSE = Address.parse("Bergmannstraße 37, 26789 Leer")


def an_entry(kind: str, name: str, area: Area, at: Point, *, postcode: str = "", weight: int = 0) -> GazetteerEntry:
    return GazetteerEntry.objects.create(
        kind=kind, name=name, area=area, location=at, postcode=postcode, weight=weight, source="test"
    )


def near(place: Point, *, east: float = 0, north: float = 0) -> Point:
    return point(lon=place.x + east, lat=place.y + north)


def a_region() -> None:
    """Make Leer with Loga, Weener, and Jümme with a second Loga."""
    leer = an_area("034570013", "Leer (Ostfriesland)", stand_in=LEER)
    weener = an_area("034570021", "Weener", stand_in=WEENER)
    juemme = an_area("034575403", "Jümme", stand_in=JUEMME)
    an_entry("municipality", "Leer (Ostfriesland)", leer, LEER, postcode="26789", weight=35_000)
    an_entry("village", "Leer", leer, LEER, postcode="26789", weight=34_000)
    an_entry("village", "Loga", leer, near(LEER, east=0.04), postcode="26789", weight=120)
    an_entry("village", "Logabirum", leer, near(LEER, east=0.07), postcode="26789", weight=120)
    an_entry("postcode", "26789", leer, LEER, postcode="26789", weight=500)
    an_entry("stop", "Bollinghauser Weg, Leer (Ostfriesland)", leer, near(LEER, north=0.02), weight=1)
    an_entry("stop", "Loga Dorfstraße/Kirche, Leer (Ostfriesland)", leer, near(LEER, east=0.041), weight=1)
    an_entry("stop", "Loga Dorfstraße 12, Leer (Ostfriesland)", leer, near(LEER, east=0.042), weight=1)
    an_entry("stop", "Logabirum Dorfstraße, Leer (Ostfriesland)", leer, near(LEER, east=0.1), weight=1)
    an_entry("municipality", "Weener", weener, WEENER, postcode="26826", weight=15_000)
    an_entry("village", "St. Georgiwold", weener, near(WEENER, north=0.05), postcode="26826", weight=140)
    an_entry("postcode", "26826", weener, WEENER, postcode="26826", weight=500)
    an_entry("municipality", "Jümme", juemme, JUEMME, postcode="26849", weight=6_900)
    an_entry("village", "Loga", juemme, near(JUEMME, east=0.02), postcode="26849", weight=110)
    an_entry("postcode", "26849", juemme, JUEMME, postcode="26849", weight=500)


def an_answer(at: Point = LEER, precision: Precision = Precision.ADDRESS, **fields: Any) -> Geocoded:
    return replace(Geocoded(at, precision, "nominatim", "Bergmannstraße 37, 26789 Leer"), **fields)


def known_for_good(address: Address = HOUSE, **fields: Any) -> None:
    remember(address, an_answer(**{"label": address.text, **fields}), provider="region", expires=False)


def a_geocoder(provider: str = "", url: str = "", **fields: Any) -> Geocoder:
    """Return settings of a provider that is asked without pauses, once, and given up after three failures."""
    settings = Geocoder(
        provider=provider,
        url=url,
        api_key="",
        user_agent="hilfe-vor-ort tests (test@example.org)",
        timeout_s=30,
        retries=0,
        min_interval_s=0,
        keep_found_days=365,
        keep_missing_days=14,
        breaker_failures=3,
        breaker_pause_s=60,
    )
    return replace(settings, **fields)
