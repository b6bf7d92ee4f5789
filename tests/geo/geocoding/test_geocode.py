"""The way of an address: memory, the gazetteer, then a provider; the finest answer wins."""

import pytest

from geo.geocoding import Address, AddressNotFound, GeocoderUnavailable, geocode
from geo.models import GeocodedAddress
from geo.precision import Precision
from tests.geo.geocoding.ground import HOUSE, WEENER, a_region
from tests.geo.geocoding.provider import FOUND, Answer, nominatim

pytestmark = pytest.mark.django_db


def test_an_address_is_asked_once(use, provider):
    provider.says(Answer([nominatim()]))
    assert geocode(HOUSE).precision == geocode(HOUSE).precision == Precision.ADDRESS
    assert len(provider.questions) == 1


def test_an_unknown_address_is_asked_once(use, provider):
    for _ in range(2):
        with pytest.raises(AddressNotFound):
            geocode(HOUSE)
    assert len(provider.questions) == 2  # by its parts, and as text


def test_another_provider_is_asked_anew(use, provider):
    provider.says(Answer([nominatim()]), Answer(FOUND["photon"]))
    assert geocode(HOUSE).provider == "nominatim"
    use("photon")
    assert geocode(HOUSE).provider == "photon"


def test_a_town_that_the_gazetteer_knows_is_not_asked_for(use, provider):
    a_region()
    assert geocode(Address.parse("26789 Leer")).provider == "gazetteer"
    assert provider.questions == []


def test_the_finer_answer_wins(use, provider):
    a_region()
    provider.says(Answer([nominatim(kind="town", rank=16, number="")]))
    assert geocode(Address.parse("Bollinghauser Weg 12, 26789 Leer")).provider == "gazetteer"
    provider.says(Answer([nominatim()]))
    assert geocode(HOUSE).provider == "nominatim"


@pytest.mark.parametrize("answer", [Answer([]), Answer(status=500)])
def test_the_gazetteers_answer_stays_when_the_provider_has_none(answer, use, provider):
    a_region()
    provider.says(answer)
    assert geocode(HOUSE).precision == Precision.LOCALITY


def test_a_provider_that_is_down_is_not_remembered_as_one_that_does_not_know(use, provider):
    provider.says(Answer(status=500))
    with pytest.raises(GeocoderUnavailable):
        geocode(HOUSE)
    assert not GeocodedAddress.objects.exists()
    provider.says(Answer([nominatim()]))
    assert geocode(HOUSE).precision == Precision.ADDRESS


def test_who_does_not_settle_hears_that_the_provider_is_down(use, provider):
    a_region()
    provider.says(Answer(status=500))
    with pytest.raises(GeocoderUnavailable):
        geocode(HOUSE, settle=False)


def test_an_address_that_must_stay_here_is_not_asked_for(use, provider):
    a_region()
    assert geocode(HOUSE, ask_online=False).provider == "gazetteer"
    assert provider.questions == []


def test_of_several_results_the_one_in_the_named_municipality_counts(use, provider):
    a_region()
    provider.says(Answer([nominatim(str(WEENER.x), str(WEENER.y)), nominatim()]))
    assert geocode(HOUSE).in_named_area is True


def test_a_point_outside_the_named_municipality_says_so(use, provider):
    a_region()
    provider.says(Answer([nominatim(str(WEENER.x), str(WEENER.y))]))
    assert geocode(HOUSE).in_named_area is False
