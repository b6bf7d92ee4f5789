"""Many addresses at once: the answers of `geocode`, by as many queries as for one."""

from itertools import product

import pytest

from geo.geocoding import Address, AddressNotFound, Geocoded, geocode, geocode_all
from geo.geocoding.memory import remember
from geo.models import GeocodedAddress
from geo.precision import Precision
from tests.geo.geocoding.ground import ELSEWHERE, HOUSE, LEER, WEENER, a_geocoder, a_region, an_answer, known_for_good

pytestmark = pytest.mark.django_db

STREETS = (
    "", "Bollinghauser Weg 12", "Bollinghauser Weg", "Dorfstraße 3", "Loga Dorfstr. 12", "Bergmannstraße 37",
    "Bergmannstr. 37", "Bergmannstrasse 37 a", "Hauptstraße 1", "Loga", "Kirche", "12",
)  # fmt: skip
POSTCODES = ("", "26789", "26826", "26849", "99999", "10115")
TOWNS = (
    "", "Leer", "LEER (Ostfriesland)", "Lehr", "Loga", "Loga, Leer", "Loga (Jümme)", "Logabirum", "Logabirrum",
    "Weenner", "Sankt Georgiwald", "St. Georgiwold", "Jümme", "Juemme", "Nirgendwo", "Ortsteil Loga in Leer",
)  # fmt: skip
ADDRESSES = [Address(*parts) for parts in product(STREETS, POSTCODES, TOWNS) if any(parts)]


@pytest.fixture(autouse=True)
def _ground(settings):
    settings.GEOCODER = a_geocoder()
    a_region()


@pytest.fixture
def remembered():
    known_for_good()
    known_for_good(Address.parse("Hauptstraße 1, 26789 Leer"))
    known_for_good(Address.parse("Hauptstraße 1, 26826 Weener"), at=WEENER)
    known_for_good(Address.parse("Dorfstr. 3, 26849 Loga"), at=ELSEWHERE)
    known_for_good(Address.parse("26789 Leer"), precision=Precision.MUNICIPALITY)
    remember(Address.parse("Bergmannstr. 37a, 26789 Leer"), an_answer(), provider="nominatim")
    remember(Address.parse("Bollinghauser Weg 12, 26789 Leer"), None, provider="nominatim")


def one_by_one(address: Address, **options) -> Geocoded | str:
    try:
        return geocode(address, **options)
    except AddressNotFound as error:
        return str(error)


def at_once(addresses, **options) -> list[Geocoded | str]:
    found = [known.found for known in geocode_all(addresses, **options)]
    return [each if isinstance(each, Geocoded) else str(each) for each in found]


@pytest.mark.usefixtures("remembered")
def test_the_answers_are_those_of_one_address_at_a_time():
    assert at_once(ADDRESSES) == [one_by_one(address) for address in ADDRESSES]


@pytest.mark.usefixtures("remembered")
def test_what_a_provider_said_counts_where_it_may_be_asked(settings):
    settings.GEOCODER = a_geocoder("nominatim")
    addresses = [Address.parse("Bergmannstr. 37a, 26789 Leer"), Address.parse("Bollinghauser Weg 12, 26789 Leer")]
    assert at_once(addresses) == [one_by_one(address) for address in addresses]
    assert at_once(addresses, ask_online=False) == [one_by_one(address, ask_online=False) for address in addresses]
    assert at_once(addresses) != at_once(addresses, ask_online=False)


def test_answers_stand_in_the_order_of_the_questions():
    addresses = [Address.parse(text) for text in ("Weener", "Leer", "Nirgendwo", "Weener")]
    labels = [getattr(known.found, "label", "") for known in geocode_all(addresses)]
    assert labels == ["Weener", "Leer", "", "Weener"]


def test_no_address_is_no_question():
    assert geocode_all([]) == []


@pytest.mark.parametrize("rows", [1, 10, 1_000])
def test_the_number_of_queries_does_not_grow_with_the_rows(rows, django_assert_num_queries):
    addresses = [Address(f"Bollinghauser Weg {row}", "26789", "Leer") for row in range(rows)]
    with django_assert_num_queries(7):
        assert {known.found.precision for known in geocode_all(addresses)} == {Precision.STREET}


def test_a_misspelt_town_costs_one_query_however_often_it_stands_there(django_assert_num_queries):
    addresses = [Address(f"Nirgendweg {row}", "26826", "Weenner") for row in range(100)]
    with django_assert_num_queries(8):
        assert {known.found.label for known in geocode_all(addresses)} == {"Weener"}


def test_nobody_is_asked(use, provider):
    geocode_all([HOUSE, Address.parse("26789 Leer"), Address.parse("Nirgendwo 1, Nirgendwo")])
    assert provider.questions == []


@pytest.mark.parametrize(
    ("text", "may_ask"),
    [
        ("Bergmannstraße 37, 26789 Leer", True),
        ("Nirgendwo", True),
        ("26789 Leer", False),
        ("Bollinghauser Weg 12, 26789 Leer", False),
    ],
)
def test_a_provider_may_be_asked_where_less_than_the_street_is_known(text, may_ask, settings):
    settings.GEOCODER = a_geocoder("nominatim")
    (known,) = geocode_all([Address.parse(text)])
    assert known.may_ask is may_ask
    assert geocode_all([Address.parse(text)], ask_online=False)[0].may_ask is False


@pytest.mark.parametrize("answer", [None, an_answer(precision=Precision.LOCALITY)])
def test_a_provider_that_was_asked_is_not_asked_again(answer, settings):
    settings.GEOCODER = a_geocoder("nominatim")
    remember(HOUSE, answer, provider="nominatim")
    assert geocode_all([HOUSE])[0].may_ask is False


def test_a_point_outside_the_named_municipality_says_so():
    known_for_good(at=WEENER)
    assert geocode_all([HOUSE])[0].found.in_named_area is False


def test_of_more_houses_than_one_looks_at_the_first_count():
    for number in range(60):
        known_for_good(Address("Hauptstraße 1", "", f"Stadt{number}"), label=f"Stadt{number}")
    towns = [Address("Hauptstraße 1", "26789", f"Stadt{number}") for number in (0, 59)]
    assert at_once(towns) == [one_by_one(town) for town in towns]


def test_what_begins_with_a_house_is_looked_up_in_an_index(prefer_indexes):
    assert "geo_geocoded_prefix" in GeocodedAddress.objects.to_houses(["bergmannstr 37"]).explain()


def test_a_house_begins_with_whole_words():
    known_for_good(Address("Weg 1", "", "Leer"), at=LEER)
    assert [GeocodedAddress.objects.to_houses([house]).count() for house in ("weg 1", "weg", "we", "weg 1 leer")] == [
        1, 1, 0, 0,
    ]  # fmt: skip
