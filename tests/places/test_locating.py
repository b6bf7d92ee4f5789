"""Locating: an address gives a place its point, unless the place has a better one."""

from datetime import date

import pytest

from geo.geocoding import AddressNotFound, geocode
from geo.precision import Precision
from places import locating
from places.models import Place, Visibility
from tests.geo.geocoding.ground import HOUSE, LEER, WEENER, a_geocoder, a_region, known_for_good
from tests.places.making import a_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _region(settings):
    settings.GEOCODER = a_geocoder()
    a_region()
    known_for_good(at=LEER)


def a_located(at=None, precision=Precision.MUNICIPALITY, street="Bergmannstraße 37", **fields):
    address = {"street": street, "postcode": "26789", "town": "Leer"}
    return a_place(at=at, position_precision=precision, **address | fields)


def stored(place):
    place = Place.objects.get(pk=place.pk)
    return place.location and place.location.coords, place.position_precision


def test_put_saves_the_point_and_what_is_known_about_it():
    place = a_place(at=None, town="Leer")
    edited_at = place.edited_at
    Place.objects.filter(pk=place.pk).update(town="Weener")
    locating.put(place, WEENER, precision=Precision.TOWN_HALL, source="Amtsblatt", note="Eingang hinten")
    place = Place.objects.get(pk=place.pk)
    assert stored(place) == (WEENER.coords, "town_hall")
    assert (place.position_source, place.position_note) == ("Amtsblatt", "Eingang hinten")
    assert place.edited_at > edited_at
    assert place.town == "Weener"


def test_a_place_without_a_point_gets_that_of_its_address():
    place = a_located()
    answer = locating.locate(place)
    assert stored(place) == (answer.location.coords, "address") == (LEER.coords, "address")
    assert place.position_source == "Bekannte Adresse: Bergmannstraße 37, 26789 Leer"


def test_a_place_whose_house_is_unknown_gets_the_middle_of_its_town():
    place = a_located(street="Nirgendweg 1")
    locating.locate(place)
    assert stored(place)[1] == "locality"
    assert place.position_source == "Ortsverzeichnis: Leer"


@pytest.mark.parametrize(
    ("present", "street", "replaced"),
    [
        (Precision.MUNICIPALITY, "Bergmannstraße 37", True),
        (Precision.TOWN_HALL, "Bergmannstraße 37", True),
        (Precision.ADDRESS, "Bergmannstraße 37", True),
        (Precision.LOCALITY, "Nirgendweg 1", True),
        (Precision.TOWN_HALL, "Nirgendweg 1", False),
        (Precision.ADDRESS, "Nirgendweg 1", False),
    ],
)
def test_a_more_precise_point_stays(present, street, replaced):
    place = a_located(at=WEENER, precision=present, street=street)
    locating.locate(place)
    assert (stored(place)[0] == WEENER.coords) is not replaced


def test_a_point_set_by_hand_stays_unless_forced():
    place = a_located(at=WEENER, precision=Precision.LOCALITY, position_source=f"{locating.BY_HAND}, 3. Mai 2026")
    locating.locate(place)
    assert stored(place) == (WEENER.coords, "locality")
    locating.locate(place, force=True)
    assert stored(place) == (LEER.coords, "address")


def test_a_point_that_someone_set_while_the_provider_was_asked_stays():
    place = a_located()
    locating.put_by_hand(Place.objects.get(pk=place.pk), WEENER, precision=Precision.ADDRESS, on=date(2026, 5, 3))
    locating.locate(place)
    assert stored(place) == (WEENER.coords, "address")


def test_the_point_of_an_address_that_is_not_the_place_s_any_more_is_not_put():
    place = a_located()
    Place.objects.filter(pk=place.pk).update(street="Neue Straße 1", postcode="26826", town="Weener")
    locating.locate(place)
    assert stored(place)[0] is None


def test_a_point_set_by_hand_says_when_and_keeps_its_note():
    place = a_located(at=LEER, position_source="Nominatim, © OpenStreetMap-Mitwirkende (ODbL)", position_note="hinten")
    locating.put_by_hand(place, WEENER, precision=Precision.ADDRESS, on=date(2026, 5, 3))
    assert stored(place) == (WEENER.coords, "address")
    assert (place.position_source, place.position_note) == ("von Hand gesetzt, 3. Mai 2026", "hinten")
    assert locating.set_by_hand(place)


def test_a_precision_set_by_hand_keeps_the_credit_of_its_point():
    place = a_located(at=LEER, precision=Precision.ADDRESS, position_source="Nominatim, © OpenStreetMap-Mitwirkende")
    locating.put_by_hand(place, LEER, precision=Precision.STREET, on=date(2026, 5, 3))
    once = place.position_source
    locating.put_by_hand(place, LEER, precision=Precision.LOCALITY, on=date(2026, 5, 4))
    assert place.position_source == once
    assert once == "von Hand gesetzt, 3. Mai 2026: Genauigkeit. Nominatim, © OpenStreetMap-Mitwirkende"


def test_a_place_whose_point_is_taken_away_is_shown_as_its_municipality():
    place = a_located(at=LEER, precision=Precision.ADDRESS, position_source="Nominatim")
    locating.take_away(place)
    assert stored(place) == (None, "municipality")
    assert place.position_source == ""


def test_a_point_that_came_with_another_address_meanwhile_is_not_taken_away():
    place = a_located(at=LEER, precision=Precision.ADDRESS)
    Place.objects.update(street="Neue Straße 1")
    locating.take_away(place)
    assert stored(place)[0] == LEER.coords


def test_an_old_note_does_not_outlive_its_point():
    place = a_located(position_note="am Hafen")
    locating.locate(place)
    assert Place.objects.get(pk=place.pk).position_note == ""


def test_a_place_without_an_address_is_in_its_municipality():
    place = a_place(at=None)
    locating.locate(place)
    assert stored(place)[1] == "locality"


def test_an_address_that_nobody_knows_leaves_the_point_alone():
    place = a_located(at=WEENER, postcode="", town="Nirgendwo", street="")
    with pytest.raises(AddressNotFound):
        locating.locate(place)
    assert stored(place)[0] == WEENER.coords


@pytest.mark.parametrize("visibility", [Visibility.AREA_ONLY, Visibility.HIDDEN])
def test_the_address_of_a_protected_place_is_told_to_nobody(visibility, settings):
    settings.GEOCODER = a_geocoder("nominatim", "http://127.0.0.1:1", breaker_failures=1)
    place = a_located(street="Geheimweg 1", visibility=visibility)
    assert locating.find(place, settle=False).provider == "gazetteer"


def test_what_the_command_line_finds_is_what_a_place_gets():
    assert locating.find(a_located()) == geocode(HOUSE)
