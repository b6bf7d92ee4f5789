"""What a visitor types is understood: a position, a kind of help, words, both; else what it could mean is offered."""

import pytest
from django.test import Client

from places.models import CategoryWords
from tests.geo.geocoding.ground import LEER, WEENER, a_region
from tests.places.making import a_category, a_place, an_area, north_of
from tests.places.web.asking import described_error, elements, get, names, page_title, post, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ground():
    a_region()
    health = a_category("health", "Gesundheit")
    health.synonyms = ["Arzt", "Ärztin"]
    health.save()
    CategoryWords.objects.create(category=health, language="en", name="Health", synonyms=["doctor"])
    CategoryWords.objects.create(category=health, language="ar", name="الصحة", synonyms=["طبيب"])
    a_place("Praxis Leer", north_of(LEER, metres=300), offers="health")
    a_place("Haus der Sprachen", north_of(LEER, metres=100), description="Deutschkurs")
    a_place("Treffpunkt Weener", north_of(WEENER, metres=100))


@pytest.mark.parametrize("typed", ["Arzt", "arzte", "doctor", "طبيب", "Gesundheit", "I need a doctor"])
@pytest.mark.parametrize("field", ["where", "q"])
def test_what_a_kind_of_help_is_called_finds_who_offers_it_and_says_so(field, typed):
    page = get(**{field: typed})
    assert names(page) == ["Praxis Leer"]
    assert "Sie suchen: Gesundheit" in text(page)


def test_the_kind_of_help_is_named_in_the_language_of_the_page():
    assert "Health" in text(Client().get("/en/?q=doctor"))


@pytest.mark.parametrize("typed", ["Deutschkurs Leer", "Leer Deutschkurs", "Deutschkurs in 26789", "Deutchkurs Leer"])
def test_words_and_a_town_are_both_understood(typed):
    page = get(where=typed)
    assert names(page) == ["Haus der Sprachen"]
    assert "km um" in text(page)
    assert "Sie suchen: „Deut" in text(page)


def test_a_kind_of_help_and_a_town_in_another_script():
    page = get(where="طبيب لير")
    assert names(page) == ["Praxis Leer"]
    assert "um Leer (Ostfriesland)" in text(page)


def test_words_of_their_own_field_narrow_what_is_near():
    assert names(get(where="Leer", q="Deutschkurs")) == ["Haus der Sprachen"]
    assert names(post(lat="53.23", lon="7.45", q="Deutschkurs")) == ["Haus der Sprachen"]


def test_the_words_can_be_taken_back_and_the_town_stays():
    inputs = elements(get(where="Deutschkurs Leer"), "input")
    hidden = {each["name"]: each["value"] for each in inputs if each.get("type") == "hidden"}
    assert hidden["where"] == "Leer (Ostfriesland)"
    assert "q" not in hidden


def test_where_nobody_offers_it_the_nearest_who_do_and_the_nearest_at_all_are_named():
    page = get(where="Arzt Weener", radius_km=5)
    assert "Dafür kennen wir hier noch keinen Ort" in text(page)
    assert "Fragen Sie auch hier" in text(page)
    assert names(page)[0] == "Praxis Leer"
    assert names(page)[1] == "Treffpunkt Weener"


def test_a_street_that_is_not_known_is_no_word():
    assert names(get(where="Mühlenstraße Leer")) == ["Haus der Sprachen", "Praxis Leer"]
    assert "Sie suchen" not in text(get(where="Nirgendweg 5, Leer"))


def test_the_name_of_the_district_is_all_of_it(settings):
    an_area("03457", "Landkreis Leer", level="district")
    settings.REGION = type(settings.REGION)(key="03457", data=settings.REGION.data)
    assert "Landkreis Leer, ganzes Gebiet" in text(get(where="landkreis leer"))


@pytest.mark.parametrize("typed", ["!!!", "Xyzzyq", "\u0627\u0628\u062c\u062f\u0647"])
@pytest.mark.parametrize("field", ["where", "q"])
def test_what_means_nothing_is_no_failure(field, typed):
    page = get(**{field: typed})
    assert page.status_code == 200
    assert names(page) == ([] if field == "where" or typed != "!!!" else sorted(names(get())))


def test_words_of_a_place_find_it_where_they_are_no_position():
    a_place("Kreishaus")
    page = get(where="kreishaus")
    assert names(page) == ["Kreishaus"]
    assert "1 Ort gefunden" in text(page)
    assert "Sie suchen: „kreishaus“" in text(page)


def test_what_means_nothing_is_said_beside_the_field_and_finds_nothing():
    page = get(where="Xyzzyq")
    assert page.status_code == 200
    assert described_error(page, "where").startswith("„Xyzzyq“ haben wir nicht gefunden.")
    assert "Das haben wir nicht gefunden" in text(page)
    assert "Alle Orte ansehen" in text(page)
    assert names(page) == []


def test_who_typed_an_unknown_postcode_is_not_told_to_type_a_postcode():
    assert "Postleitzahl" not in described_error(get(where="26871"), "where")


@pytest.mark.parametrize(
    ("where", "title"),
    [
        ("Leer", "2 × Hilfe um Leer (Ostfriesland) · Hilfe vor Ort"),
        ("Deutschkurs", "1 × Hilfe mit „Deutschkurs“ · Hilfe vor Ort"),
        ("Xyzzyq", "Bitte prüfen Sie Ihre Eingabe · Hilfe vor Ort"),
    ],
)
def test_the_title_says_first_what_became_of_the_question(where, title):
    assert page_title(get(where=where)).startswith(title)
