"""Memory: an address is asked once, and again when its answer has aged."""

from datetime import timedelta

import pytest
from django.utils import timezone

from geo.geocoding import Address, AddressNotFound
from geo.geocoding.memory import recall, remember
from geo.models import GeocodedAddress
from geo.precision import Precision
from tests.geo.geocoding.ground import ELSEWHERE, HOUSE, LEER, a_geocoder, an_answer, known_for_good

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _settings(settings):
    settings.GEOCODER = a_geocoder("nominatim")


def days_later(days):
    return timezone.now() + timedelta(days=days)


def test_an_answer_is_remembered_for_any_spelling():
    remember(HOUSE, an_answer(), provider="nominatim")
    answer = recall(Address.parse("bergmannstr. 37, D-26789 LEER"), provider="nominatim")
    assert (answer.location.coords, answer.precision) == (LEER.coords, Precision.ADDRESS)
    assert (answer.provider, answer.label) == ("nominatim", "Bergmannstraße 37, 26789 Leer")


def test_a_found_answer_is_forgotten_after_a_year():
    remember(HOUSE, an_answer(), provider="nominatim")
    assert recall(HOUSE, provider="nominatim", now=days_later(364))
    assert recall(HOUSE, provider="nominatim", now=days_later(366)) is None


def test_that_an_address_is_unknown_is_forgotten_after_two_weeks():
    remember(HOUSE, None, provider="nominatim")
    with pytest.raises(AddressNotFound):
        recall(HOUSE, provider="nominatim", now=days_later(13))
    assert recall(HOUSE, provider="nominatim", now=days_later(15)) is None


def test_a_new_answer_replaces_the_old_one():
    remember(HOUSE, None, provider="nominatim")
    remember(HOUSE, an_answer(), provider="nominatim")
    assert recall(HOUSE, provider="nominatim")
    assert GeocodedAddress.objects.count() == 1


def test_another_provider_is_another_question():
    remember(HOUSE, an_answer(), provider="nominatim")
    assert recall(HOUSE, provider="photon") is None


def test_what_is_kept_for_good_answers_for_every_provider_and_before_it():
    known_for_good(at=ELSEWHERE)
    remember(HOUSE, an_answer(), provider="nominatim")
    assert recall(HOUSE, provider="photon", now=days_later(9_999)).location.coords == ELSEWHERE.coords
    assert recall(HOUSE, provider="nominatim").location.coords == ELSEWHERE.coords


def test_an_address_without_its_postcode_is_the_remembered_one():
    known_for_good()
    assert recall(Address.parse("Bergmannstr 37 Leer"), provider="")
    assert recall(Address.parse("Bergmannstraße 37, 26789 Leer (Ostfriesland)"), provider="")


@pytest.mark.parametrize(
    "text", ["Bergmannstr 3 Leer", "Bergmannstr 37a Leer", "Bergmannstr 37 Weener", "Bergmannstr Leer", "Leer"]
)
def test_another_house_is_another_address(text):
    known_for_good()
    assert recall(Address.parse(text), provider="") is None


def test_of_two_houses_that_may_be_meant_none_is_taken():
    known_for_good()
    known_for_good(Address.parse("Bergmannstraße 37, 26826 Weener"))
    assert recall(Address(street="Bergmannstraße 37"), provider="") is None


def test_an_answer_takes_one_query(django_assert_num_queries):
    known_for_good()
    with django_assert_num_queries(1):
        recall(HOUSE, provider="nominatim")
