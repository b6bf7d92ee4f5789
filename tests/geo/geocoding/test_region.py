"""What people in the district of Leer type, against the district's own gazetteer."""

import pytest
from django.conf import settings

from geo.geocoding import explains, only_begins, suggest
from geo.geocoding.address import Address, Geocoded
from geo.geocoding.memory import remember
from geo.importing import load_areas, load_gazetteer
from geo.precision import Precision
from tests.geo.geocoding.ground import LEER

TYPED = {
    "Leer": "Leer (Ostfriesland)",
    "in Leer": "Leer (Ostfriesland)",
    "26789 Leer": "Leer (Ostfriesland)",
    "Leer Ostfriesland": "Leer (Ostfriesland)",
    "26789": "26789 Leer (Ostfriesland)",
    "2681": "26810 Westoverledingen",
    "loga": "Loga, Leer (Ostfriesland)",
    "Loga Leer": "Loga, Leer (Ostfriesland)",
    "Juemme": "Jümme",
    "JUMME": "Jümme",
    "voellen": "Völlen, Westoverledingen",
    "Warsingfehn": "Warsingsfehn, Moormerland",
    "moormeland": "Moormerland",
    "Rauderfehn": "Rhauderfehn",
    "wener": "Weener",
    "Detern 26847": "Detern, Jümme",
    "Remels": "Remels, Uplengen",
    "Neermoor Bahnhof": "Neermoor Bahnhofstraße/Bahnhof, Moormerland",
    "Leer Bahnhof": "Leer (Ostfriesland) ZOB/Bahnhof",
    "Bergmannstraße 37": "Bergmannstraße 37, 26789 Leer",
    "bergmanstr. 37, leer": "Bergmannstraße 37, 26789 Leer",
    "Mühlenstraße Leer": "Leer (Ostfriesland)",
    "Mühlenstraße Weener": "Graf-Ulrich-/Mühlenstraße, Weener",
    "Papenburg": "Papenburg",
    "26871": "26871 Papenburg",
    "26871 Papenburg": "26871 Papenburg",
    "Grossefehn": "Großefehn",
    "Weneer": "Weener",
    "لير": "Leer (Ostfriesland)",
    "Лер": "Leer (Ostfriesland)",
    "Леер": "Leer (Ostfriesland)",
    "ለር": "Leer (Ostfriesland)",
    "لوغا لير": "Loga, Leer (Ostfriesland)",
    "فينر": "Weener",
    "Хезель": "Hesel",
    "Моормерланд": "Moormerland",
    "Nor": "Nortmoor, Jümme",
}


@pytest.fixture
def district(db):
    data = settings.BASE_DIR / "fixtures" / "leer"
    load_areas(data / "areas.geojson", data / "population.csv")
    load_gazetteer(data / "gazetteer.csv")
    house = Address(street="Bergmannstraße 37", postcode="26789", town="Leer")
    remember(house, Geocoded(LEER, Precision.ADDRESS, "region", house.text), provider="region", expires=False)


def test_what_people_type_is_understood(district):
    assert {typed: suggest(typed, limit=5)[0].label for typed in TYPED} == TYPED


@pytest.mark.parametrize("typed", ["Hamburg", "xyzzy", "26803", "Straße", "37", "مترجم", "доктор"])
def test_what_is_not_in_the_region_is_not_guessed(district, typed):
    assert suggest(typed, limit=5) == []


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("Berlin", True),
        ("Bergmannstraße 3", True),
        ("Berliner Ring", False),
        ("berlinner ring", False),
        ("Bergmannstr. 37", False),
        ("Lee", False),
    ],
)
def test_the_beginning_of_a_streets_name_is_told_from_the_whole(district, typed, begins):
    assert only_begins(typed, suggest(typed, limit=1)[0]) is begins


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Deutschkurs Bunde", ["Deutschkurs"]),
        ("Bunde Deutschkurs", ["Deutschkurs"]),
        ("Deutschkurs 26831", ["Deutschkurs"]),
        ("مترجم لير", ["مترجم"]),
        ("Loga Leer", []),
    ],
)
def test_the_words_that_name_no_town_are_told_from_those_that_do(district, text, rest):
    found = suggest(text, limit=1)[0]
    assert [word for word in text.split() if not explains(word, found)] == rest
