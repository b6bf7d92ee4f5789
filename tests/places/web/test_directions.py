"""Links that lead to a place, read as a map application reads them."""

from urllib.parse import parse_qs, unquote, urlsplit

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from geo.conf import Directions
from places.web.directions import ways_to_address, ways_to_point
from tests.places.making import LEER

NAME = 'Haus "A" (Hof) & Söhne, ö#1'


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_the_phones_own_application_gets_point_and_name():
    head, asked = ways_to_point(LEER, NAME).app.split("?q=")
    assert head == "geo:53.233100,7.456400"
    assert unquote(asked) == f"53.233100,7.456400({NAME})"
    assert not set(asked) & set(' "&#')


def test_there_is_a_way_on_foot_by_bicycle_and_by_car():
    ways = ways_to_point(LEER, NAME)
    for means, address in (("foot", ways.foot), ("bike", ways.bike), ("car", ways.car)):
        assert address.startswith("https://www.openstreetmap.org/directions?")
        assert query(address) == {"engine": f"fossgis_osrm_{means}", "to": "53.233100,7.456400"}


def test_other_map_services_get_the_same_point():
    ways = ways_to_point(LEER, NAME)
    assert query(ways.apple)["daddr"] == query(ways.google)["destination"] == "53.233100,7.456400"


def test_an_address_is_looked_for_where_the_door_is_not_known():
    ways = ways_to_address("Markt 1, 26802 Warsingsfehn")
    assert unquote(ways.app) == "geo:0,0?q=Markt 1, 26802 Warsingsfehn"
    assert query(ways.search) == {"query": "Markt 1, 26802 Warsingsfehn"}
    assert ways.foot == ways.bike == ways.car == ways.transit == ""


def test_the_way_by_bus_is_the_operators_choice(settings):
    assert ways_to_point(LEER, NAME).transit == ""
    settings.DIRECTIONS = Directions("https://bus.example.org/?to={lat},{lon}")
    assert ways_to_point(LEER, NAME).transit == "https://bus.example.org/?to=53.233100,7.456400"


@pytest.mark.parametrize(
    "url", ["http://bus.example.org/{lat}/{lon}", "https://bus.example.org/", "javascript:{lat}{lon}"]
)
def test_a_timetable_needs_an_address_with_a_place_for_the_point(url, monkeypatch):
    monkeypatch.setenv("TRANSIT_URL", url)
    with pytest.raises(ImproperlyConfigured, match="TRANSIT_URL"):
        Directions.read(environ.Env())
