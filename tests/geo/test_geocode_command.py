"""`manage.py geocode`: an address from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.geo.geocoding.ground import LEER, WEENER, a_geocoder, a_region, known_for_good

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _region(settings):
    settings.GEOCODER = a_geocoder()
    a_region()


def printed(address):
    out = StringIO()
    call_command("geocode", address, stdout=out)
    return dict(
        line.split(maxsplit=1) if "lon" not in line else ("lon", line[14:]) for line in out.getvalue().splitlines()
    )


def test_an_address_is_printed_with_its_point_and_where_it_comes_from():
    known_for_good(at=LEER)
    lines = printed("Bergmannstraße 37, 26789 Leer")
    assert lines["lon"] == "7.450000, 53.230000"
    assert lines["precision"] == "address (genaue Adresse)"
    assert lines["provider"] == "region"
    assert lines["municipality"].startswith("inside")


def test_a_point_outside_the_named_municipality_is_called_so():
    known_for_good(at=WEENER)
    assert printed("Bergmannstraße 37, 26789 Leer")["municipality"].startswith("OUTSIDE")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("xyzzy", "Nobody asked knows the address"),
        ("", "The text is no address"),
        ("x" * 201, "The text is no address"),
    ],
)
def test_what_is_not_found_fails_with_the_reason(address, reason):
    with pytest.raises(CommandError, match=reason) as failed:
        printed(address)
    assert failed.value.returncode == 1


def test_a_provider_that_is_not_there_fails_with_what_to_do(settings):
    settings.GEOCODER = a_geocoder("nominatim", "http://127.0.0.1:1")
    with pytest.raises(CommandError, match="Ask again"):
        printed("Nirgendweg 1, Nirgendwo")
