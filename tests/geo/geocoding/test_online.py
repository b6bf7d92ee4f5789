"""Online providers: how they are asked, and how precise their answers are."""

import pytest

from geo.geocoding import GeocoderUnavailable, geocode, online
from geo.precision import Precision
from tests.geo.geocoding.ground import HOUSE, LEER, a_geocoder
from tests.geo.geocoding.provider import (
    FOUND,
    NAMES,
    Answer,
    nominatim,
    pelias_house,
    photon,
    photon_house,
)
from tests.places.making import an_area

pytestmark = pytest.mark.django_db
NOTHING = {"nominatim": [], "photon": photon(), "pelias": photon()}


def ask(address=HOUSE):
    return online.ask(address)


@pytest.mark.parametrize("name", NAMES)
def test_each_provider_finds_a_house(name, use, provider):
    use(name)
    provider.says(Answer(FOUND[name]))
    (answer,) = ask()
    assert (answer.location.x, answer.location.y) == (7.4564, 53.2331)
    assert (answer.precision, answer.provider) == (Precision.ADDRESS, name)
    assert "Bergmannstraße" in answer.label
    assert provider.questions[0].user_agent.startswith("hilfe-vor-ort")


@pytest.mark.parametrize("name", NAMES)
def test_each_provider_may_know_nothing(name, use, provider):
    use(name)
    provider.says(Answer(NOTHING[name]))
    assert ask() == []


def test_nominatim_is_asked_by_the_parts_and_then_as_text(use, provider):
    an_area("03457", "Landkreis Leer", level="district", stand_in=LEER)
    ask()
    parts, text = (question.fields for question in provider.questions)
    assert (parts["street"], parts["postalcode"], parts["city"]) == ("Bergmannstraße 37", "26789", "Leer")
    assert text["q"] == "Bergmannstraße 37, 26789 Leer"
    assert [float(edge) for edge in parts["viewbox"].split(",")] == pytest.approx([7.25, 53.13, 7.65, 53.33])


def test_photon_prefers_the_region(use, provider):
    an_area("03457", "Landkreis Leer", level="district", stand_in=LEER)
    use("photon")
    provider.says(Answer(photon()))
    ask()
    (question,) = provider.questions
    assert (float(question.fields["lon"]), float(question.fields["lat"])) == pytest.approx((LEER.x, LEER.y))


def test_pelias_gets_its_key_and_a_provider_may_live_in_a_folder(settings, provider):
    settings.GEOCODER = a_geocoder("pelias", f"{provider.url}/geo/", api_key="secret")
    provider.says(Answer(photon()))
    ask()
    assert provider.questions[0].path == "/geo/v1/search"
    assert provider.questions[0].fields["api_key"] == "secret"


def test_a_provider_without_an_address_is_no_provider(settings):
    settings.GEOCODER = a_geocoder("pelias")
    with pytest.raises(GeocoderUnavailable):
        ask()


@pytest.mark.parametrize(
    ("result", "precision"),
    [
        (nominatim(), Precision.ADDRESS),
        (nominatim(number="39"), Precision.STREET),
        (nominatim(kind="road", rank=26, number=""), Precision.STREET),
        (nominatim(kind="residential", rank=26, number=""), Precision.STREET),
        (nominatim(kind="village", rank=19, number=""), Precision.LOCALITY),
        (nominatim(kind="suburb", rank=19, number=""), Precision.LOCALITY),
        (nominatim(kind="town", rank=16, number=""), Precision.LOCALITY),
        (nominatim(kind="municipality", rank=14, number=""), Precision.MUNICIPALITY),
        (nominatim(kind="postcode", rank=21, number=""), Precision.MUNICIPALITY),
    ],
)
def test_nominatims_results_say_how_precise_they_are(result, precision, use, provider):
    provider.says(Answer([result]))
    assert [answer.precision for answer in ask()] == [precision]


@pytest.mark.parametrize(
    ("properties", "precision"),
    [
        ({}, Precision.ADDRESS),
        ({"housenumber": "39"}, Precision.STREET),
        ({"type": "street", "street": None, "name": "Bergmannstr."}, Precision.STREET),
        ({"type": "district"}, Precision.LOCALITY),
        ({"type": "city"}, Precision.LOCALITY),
        ({"type": "other", "osm_value": "postcode"}, Precision.MUNICIPALITY),
    ],
)
def test_photons_results_say_how_precise_they_are(properties, precision, use, provider):
    use("photon")
    provider.says(Answer(photon(photon_house(**properties))))
    assert [answer.precision for answer in ask()] == [precision]


@pytest.mark.parametrize(
    ("properties", "precision"),
    [
        ({}, Precision.ADDRESS),
        ({"housenumber": "37a"}, Precision.STREET),
        ({"layer": "street", "housenumber": ""}, Precision.STREET),
        ({"layer": "neighbourhood"}, Precision.LOCALITY),
        ({"layer": "localadmin"}, Precision.MUNICIPALITY),
        ({"layer": "postalcode"}, Precision.MUNICIPALITY),
    ],
)
def test_pelias_results_say_how_precise_they_are(properties, precision, use, provider):
    use("pelias")
    provider.says(Answer(photon(pelias_house(**properties))))
    assert [answer.precision for answer in ask()] == [precision]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("nominatim", [nominatim(kind="county", rank=10, number="")]),
        ("nominatim", [nominatim(kind="country", rank=4, number="")]),
        ("photon", photon(photon_house(type="county"))),
        ("photon", photon(photon_house(street="Ganz anderer Weg"))),
        ("pelias", photon(pelias_house(layer="region"))),
        ("pelias", photon(pelias_house(street="Ganz anderer Weg"))),
    ],
)
def test_a_county_or_another_street_is_no_answer(name, body, use, provider):
    use(name)
    provider.says(Answer(body))
    assert ask() == []


def test_the_public_nominatim_is_asked_once_a_second_whatever_the_settings_say():
    slow = online._provider(a_geocoder("nominatim", min_interval_s=0))
    assert (slow.domain, slow.interval_s) == ("nominatim.openstreetmap.org", 1)


def test_a_label_keeps_no_letters_that_the_database_refuses(use, provider):
    provider.says(Answer([nominatim(display_name="Le\0er \ud800" + "x" * 900)]))
    assert geocode(HOUSE).label.startswith("Leer x")
    assert geocode(HOUSE).label.startswith("Leer x")
