"""The button that looks an address up: saves first, then tells what it found."""

import pytest

from geo.geocoding import GeocoderUnavailable
from places import locating
from places.models import Place, Visibility
from tests.geo.geocoding.ground import LEER, WEENER, a_geocoder, a_region, known_for_good
from tests.places.admin_forms import a_clerk, opened, said, sent
from tests.places.making import a_place, an_area
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
HOUSE = {"street": "Bergmannstraße 37", "postcode": "26789", "town": "Leer"}


@pytest.fixture(autouse=True)
def _region(settings):
    settings.GEOCODER = a_geocoder()
    a_region()
    known_for_good(at=LEER)


@pytest.fixture
def press(client, monkeypatch):
    """Press the button in the form of a place; return what is told. A test's transaction never commits."""
    monkeypatch.setattr("places.admin.places.transaction.on_commit", lambda work: work())
    signed_in(client, a_clerk(of=(an_area(),)))

    def pressed(place, **changes):
        return " ".join(said(sent(client, place, opened(client, place), **changes, _continue="locate")))

    return pressed


def stored(place):
    place = Place.objects.get(pk=place.pk)
    return place.location and place.location.coords, place.position_precision


def test_what_was_typed_is_saved_and_then_looked_up(press):
    place = a_place(at=None)
    told = press(place, **HOUSE)
    assert stored(place) == (LEER.coords, "address")
    assert Place.objects.get(pk=place.pk).street == "Bergmannstraße 37"
    assert "Gefunden: genaue Adresse (Bekannte Adresse: Bergmannstraße 37, 26789 Leer)." in told
    assert "in der Gemeinde, die die Adresse nennt" in told
    assert Place.objects.get(pk=place.pk).feature is not None


def test_a_point_set_by_hand_stays_unless_the_clerk_says_so(press):
    place = a_place(at=WEENER, position_source=locating.BY_HAND, **HOUSE)
    assert "weil er von Hand gesetzt ist" in press(place)
    assert stored(place)[0] == WEENER.coords
    assert "Der Punkt ist gespeichert." in press(place, force="on")
    assert stored(place)[0] == LEER.coords


def test_a_point_that_is_moved_in_the_same_form_is_set_by_hand(press):
    place = a_place(at=None, **HOUSE)
    told = press(place, point_lat="53.24", point_lon="7.46", precision="address")
    assert "weil er von Hand gesetzt ist" in told
    assert stored(place)[0] == (7.46, 53.24)


def test_a_more_precise_point_stays(press):
    place = a_place(at=WEENER, postcode="26789", town="Leer")
    assert "weil er genauer ist" in press(place)


def test_an_answer_in_another_municipality_is_doubted(press):
    known_for_good(at=WEENER)
    assert "liegt nicht in der Gemeinde" in press(a_place(at=None, **HOUSE))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ({"postcode": "", "town": "Nirgendwo"}, "nicht bekannt"),
        ({"street": "x" * 150, "town": "y" * 90}, "keine Adresse"),
    ],
)
def test_an_address_that_leads_nowhere_is_saved_all_the_same(press, address, told):
    place = a_place(at=LEER)
    assert told in press(place, **address)
    assert stored(place) == (LEER.coords, "address")
    assert Place.objects.get(pk=place.pk).town == address["town"]


def test_a_silent_provider_is_told_with_when_to_ask_again(press, monkeypatch):
    def silent(*args, **kwargs):
        raise GeocoderUnavailable("no answer", retry_after_s=90)

    monkeypatch.setattr(locating, "geocode", silent)
    assert "in 2 Minute" in press(a_place(at=LEER))


def test_a_new_address_beside_the_old_point_is_remarked(client):
    signed_in(client, a_clerk(of=(an_area(),)))
    place = a_place(street="Alter Weg 1")
    answer = sent(client, place, opened(client, place), street="Neuer Weg 2")
    assert "der Punkt ist der alte" in " ".join(said(answer))


def test_the_address_of_a_protected_place_stays_on_this_server(press, settings):
    settings.GEOCODER = a_geocoder("nominatim", "http://127.0.0.1:1")
    place = a_place(at=None, visibility=Visibility.AREA_ONLY, street="Geheimweg 1", town="Leer")
    assert "Ortsmitte" in press(place)
