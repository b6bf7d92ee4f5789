"""What the search box offers while someone types."""

import pytest
from django.test import Client

from tests.geo.geocoding.ground import LEER, a_region, known_for_good
from tests.places.making import a_category, a_place, an_area
from tests.places.web.asking import elements, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground():
    a_region()
    health = a_category("health", "Gesundheit")
    health.synonyms = ["Arzt"]
    health.save()
    a_place("Anleger Leer", LEER, offers="health")
    a_place("Frauenhaus", LEER, visibility="hidden")


def offered(q, path="/vorschlaege/"):
    return [each["data-text"] for each in elements(Client().get(path, {"q": q}), "li")]


@pytest.mark.parametrize(
    ("typed", "first", "kind"),
    [
        ("Wee", "Weener", "Gemeinde"),
        ("log", "Loga, Leer (Ostfriesland)", "Ort"),
        ("2678", "26789 Leer (Ostfriesland)", "Postleitzahl"),
        ("Bergmannstr", "Bergmannstraße 37, 26789 Leer", "Adresse"),
        ("Bollinghauser", "Bollinghauser Weg, Leer (Ostfriesland)", "Haltestelle"),
        ("anleg", "Anleger Leer", "Stelle, die hilft"),
        ("gesu", "Gesundheit", "Art der Hilfe"),
        ("Arz", "Gesundheit", "Art der Hilfe"),
        ("لير", "Leer (Ostfriesland)", "Gemeinde"),
        ("Arzt Wee", "Arzt Weener", "Gemeinde"),
    ],
)
def test_each_kind_of_position_place_and_help_is_offered_by_name_and_kind(typed, first, kind):
    known_for_good()
    page = Client().get("/vorschlaege/", {"q": typed})
    assert offered(typed)[0] == first
    assert kind in text(page)


@pytest.mark.parametrize("typed", ["", "a", "!!", "x\0y", "Xyzzyq", "a" * 5000, "ﷺ" * 200])
def test_where_nothing_is_meant_nothing_is_offered(typed):
    assert offered(typed) == []


def test_the_whole_district_is_the_last_choice(settings):
    an_area("03457", "Landkreis Leer", level="district")
    settings.REGION = type(settings.REGION)(key="03457", data=settings.REGION.data)
    assert offered("") == ["Landkreis Leer"]
    assert offered("Weener") == ["Weener", "Landkreis Leer"]


def test_a_hidden_place_is_not_offered():
    assert offered("Frauenhaus") == []


def test_it_is_small_and_may_be_kept():
    answer = Client().get("/ar/vorschlaege/", {"q": "Leer"})
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert len(answer.content) < 6_000
    assert "Set-Cookie" not in answer.headers
