"""The gazetteer: names of our own tables, right and misspelt, without any network."""

import pytest
from django.db.models import F, Value

from geo.functions import WordDistance
from geo.geocoding import Address, AddressNotFound, InvalidAddress, geocode, suggest
from geo.models import GazetteerEntry, GeocodedAddress
from geo.precision import Precision
from tests.geo.geocoding.ground import (
    ELSEWHERE,
    JUEMME,
    LEER,
    WEENER,
    a_geocoder,
    a_region,
    an_entry,
    known_for_good,
    near,
)
from tests.places.making import an_area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _region(settings):
    settings.GEOCODER = a_geocoder()
    a_region()


def found(text):
    return geocode(Address.parse(text))


def labels(text, limit=5):
    return [answer.label for answer in suggest(text, limit=limit)]


@pytest.mark.parametrize(
    ("text", "label", "precision"),
    [
        ("26789", "26789 Leer (Ostfriesland)", Precision.MUNICIPALITY),
        ("Leer", "Leer", Precision.LOCALITY),
        ("Leer (Ostfriesland)", "Leer", Precision.LOCALITY),
        ("Jümme", "Jümme", Precision.MUNICIPALITY),
        ("Juemme", "Jümme", Precision.MUNICIPALITY),
        ("Sankt Georgiwold", "St. Georgiwold, Weener", Precision.LOCALITY),
        ("Weenner, 26826", "Weener", Precision.MUNICIPALITY),
        ("Sankt Georgiwald", "St. Georgiwold, Weener", Precision.LOCALITY),
        ("Loga, Leer", "Loga, Leer (Ostfriesland)", Precision.LOCALITY),
        ("Loga, Jümme", "Loga, Jümme", Precision.LOCALITY),
        ("26849 Loga", "Loga, Jümme", Precision.LOCALITY),
        ("Bollinghauser Weg 12, 26789 Leer", "Bollinghauser Weg, Leer (Ostfriesland)", Precision.STREET),
        ("Bollinghauser Weg, Loga, Leer", "Loga, Leer (Ostfriesland)", Precision.LOCALITY),
        ("Nirgendweg 1, 26789 Leer", "Leer", Precision.LOCALITY),
        ("Nirgendweg 1, 26826 Nirgendwo", "26826 Weener", Precision.MUNICIPALITY),
    ],
)
def test_an_address_is_found_as_precisely_as_we_know_it(text, label, precision):
    answer = found(text)
    assert (answer.label, answer.precision, answer.provider) == (label, precision, "gazetteer")
    assert answer.in_named_area is True


@pytest.mark.parametrize("text", ["Nirgendwo", "Lehr", "12345", "06108 Loga", "Nirgendweg 1", "xyzzy"])
def test_an_address_that_is_elsewhere_is_not_found(text):
    with pytest.raises(AddressNotFound):
        found(text)


def test_a_street_is_looked_for_in_its_village():
    assert found("Dorfstraße 3, Loga, 26789 Leer").label.startswith("Loga Dorfstraße")
    assert found("Dorfstraße 3, Logabirum").label.startswith("Logabirum Dorfstraße")


def test_a_street_name_that_several_villages_have_is_no_street():
    assert found("Dorfstraße 3, 26789 Leer").precision == Precision.LOCALITY


def test_a_street_inside_another_name_is_not_meant():
    leer = an_area("034570013")
    an_entry("stop", "Alte Mühlenstraße, Leer (Ostfriesland)", leer, LEER)
    assert found("Mühlenstraße 135, 26789 Leer").precision == Precision.LOCALITY


def test_a_village_may_be_called_like_a_street():
    an_entry("village", "Neudamm", an_area("034570021"), WEENER)
    assert found("Neudamm").label == "Neudamm, Weener"


@pytest.mark.parametrize(
    ("text", "at", "inside"),
    [
        ("Am Ort 1, 26789 Leer", LEER, True),
        ("Am Ort 1, 26789 Leer", WEENER, False),
        ("Am Ort 1, Loga", LEER, True),
        ("Am Ort 1, Loga", JUEMME, True),
        ("Am Ort 1, 26849 Loga", LEER, False),
        ("Am Ort 1, 26826 Nirgendwo", WEENER, True),
        ("Am Ort 1, 26826 Nirgendwo", LEER, False),
        ("Am Ort 1, Nirgendwo", ELSEWHERE, None),
        ("Am Ort 1", ELSEWHERE, None),
    ],
)
def test_a_point_is_compared_with_the_municipality_that_the_address_names(text, at, inside):
    known_for_good(Address.parse(text), at=at)
    assert found(text).in_named_area is inside


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Leer", "Leer (Ostfriesland)"),
        ("Lehr", "Leer (Ostfriesland)"),
        ("leer ostfriesland", "Leer (Ostfriesland)"),
        ("26789 Leer", "Leer (Ostfriesland)"),
        ("26789", "26789 Leer (Ostfriesland)"),
        ("D-26789", "26789 Leer (Ostfriesland)"),
        ("2678", "26789 Leer (Ostfriesland)"),
        ("Juemme", "Jümme"),
        ("Georgiwold", "St. Georgiwold, Weener"),
        ("st georgi", "St. Georgiwold, Weener"),
        ("Sankt Georgi Wold", "St. Georgiwold, Weener"),
        ("Wener", "Weener"),
        ("Loga", "Loga, Leer (Ostfriesland)"),
        ("Loga Juemme", "Loga, Jümme"),
        ("Logab", "Logabirum, Leer (Ostfriesland)"),
        ("Bollinghauser Weg 12, 26789 Leer", "Bollinghauser Weg, Leer (Ostfriesland)"),
        ("bolinghauser weg leer deutschland", "Bollinghauser Weg, Leer (Ostfriesland)"),
        ("Bergmannstr 37 Leer", "Bergmannstraße 37, 26789 Leer"),
        ("Bergmanstrasse 37", "Bergmannstraße 37, 26789 Leer"),
        ("bergm", "Bergmannstraße 37, 26789 Leer"),
        ("Musterstraße 5, 26789 Leer", "Leer (Ostfriesland)"),
        ("Familienstützpunkt Weener", "Weener"),
    ],
)
def test_a_typed_text_finds_what_is_meant(text, first):
    known_for_good()
    assert labels(text)[:1] == [first]


@pytest.mark.parametrize(
    "text", ["", "  ", "?!", "xyzzy", "Nirgendwo", "12345", "Straße", "str.", "37", "asdf jklö", "München"]
)
def test_a_text_that_means_nothing_finds_nothing(text):
    known_for_good()
    assert labels(text) == []


def test_whole_names_come_before_beginnings_and_towns_before_stops():
    an_entry("village", "Weenerland", an_area("034570021"), WEENER, weight=900)
    an_entry("stop", "Weener, Weener", an_area("034570021"), WEENER)
    assert labels("Weener") == ["Weener", "Weener, Weener", "Weenerland, Weener"]


def test_a_place_is_suggested_once():
    known_for_good()
    known_for_good(label="Bergmannstraße 37")
    assert labels("Leer").count("Leer (Ostfriesland)") == 1
    assert "Leer" not in labels("Leer")
    assert len(labels("Bergmannstraße 37")) == 1


def test_another_house_number_is_not_suggested():
    known_for_good()
    assert labels("Bergmannstraße 73, Leer") == ["Leer (Ostfriesland)"]


def test_the_name_of_a_town_does_not_list_its_addresses():
    known_for_good()
    assert labels("Leer", limit=20) == ["Leer (Ostfriesland)"]


def test_as_many_are_suggested_as_asked_for():
    assert len(labels("Loga", limit=2)) == 2


def test_a_suggestion_remembers_nothing():
    labels("Nirgendweg 1, 26789 Leer")
    assert not GeocodedAddress.objects.exists()


@pytest.mark.parametrize("text", ["Leer\0", "x" * 201, "\x1b"])
def test_a_text_that_is_no_address_is_refused(text):
    with pytest.raises(InvalidAddress):
        suggest(text, limit=5)


def test_suggesting_takes_two_queries(django_assert_num_queries):
    known_for_good()
    with django_assert_num_queries(2):
        suggest("Bergmannstraße 37, 26789 Leer", limit=5)


@pytest.mark.parametrize(
    ("entries", "index"),
    [
        (lambda: GazetteerEntry.objects.names(), "geo_gazetteer_names"),
        (lambda: GazetteerEntry.objects.stops(), "geo_gazetteer_stops"),
        (lambda: GeocodedAddress.objects.found(), "geo_geocoded_likeness"),
    ],
)
def test_likeness_walks_its_index(entries, index, prefer_indexes):
    for number in range(60):
        an_entry("village" if number % 2 else "stop", f"Ort {number}", an_area(), near(LEER, east=number / 1000))
        known_for_good(Address(street=f"Weg {number}", town="Leer"), label="Weg")
    plan = entries().resembling("weg 7")[:5].explain()
    assert index in plan
    assert "Sort" not in plan


def test_the_order_of_likeness_is_that_of_trigrams():
    order = GazetteerEntry.objects.names().annotate(far=WordDistance(F("folded"), Value("loga"))).resembling("loga")
    distances = [entry.far for entry in order]
    assert distances == sorted(distances)
    assert distances[0] == 0


def test_what_memory_knows_is_found_without_its_postcode():
    known_for_good()
    answer = found("Bergmannstr. 37, Leer")
    assert (answer.precision, answer.in_named_area) == (Precision.ADDRESS, True)


def test_a_coarser_answer_in_memory_gives_way_to_the_gazetteer():
    known_for_good(Address.parse("Leer"), precision=Precision.MUNICIPALITY)
    assert found("Leer").precision == Precision.LOCALITY
