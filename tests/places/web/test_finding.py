"""The map page: what is asked, what is found, and what is said where nothing is."""

from typing import Any

import pytest

from places.models import Place
from places.web import answers
from tests.geo.geocoding.ground import LEER, WEENER, a_region, known_for_good
from tests.places.making import a_category, a_place, destination, north_of
from tests.places.web.asking import elements, get, names, post, raw, text

pytestmark = pytest.mark.django_db


def test_without_a_question_all_places_are_listed_by_name():
    a_place("Zwei")
    a_place("Eins")
    response = get()
    assert names(response) == ["Eins", "Zwei"]
    assert "2 Orte gefunden" in text(response)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("Loga", "Loga, Leer (Ostfriesland)"),
        ("26789", "26789 Leer (Ostfriesland)"),
        ("Bergmannstr. 37, Leer", "Bergmannstraße 37, 26789 Leer"),
        ("  leer  ", "Leer (Ostfriesland)"),
    ],
)
def test_a_village_a_postcode_and_an_address_are_understood(typed, understood):
    a_region()
    known_for_good()
    assert f"im Umkreis von 15 km um {understood}" in text(get(where=typed))


def test_the_nearest_come_first_and_only_those_within_the_radius():
    a_region()
    a_place("fern", north_of(LEER, metres=6_000))
    a_place("nah", north_of(LEER, metres=900))
    a_place("weiter", north_of(LEER, metres=2_100))
    known_for_good(at=LEER)
    response = get(where="Bergmannstraße 37, Leer", radius_km=5)
    assert names(response) == ["nah", "weiter"]
    assert "900 m" in text(response)
    assert "2,1 km" in text(response)


@pytest.mark.parametrize(
    ("metres", "bearing", "said"),
    [
        (3_200, 45, "3,2 km nordöstlich"),
        (24_000, 180, "24 km südlich"),
        (300, -90, "300 m westlich"),
        (30, 90, "30 m"),
    ],
)
def test_the_distance_says_where_to_unless_one_is_there(metres, bearing, said):
    a_region()
    known_for_good(at=LEER)
    a_place("dort", destination(LEER, metres, bearing))
    page = text(get(where="Bergmannstraße 37, Leer", radius_km=30))
    assert f"dort {said} " in page
    assert f"1 Ort im Umkreis von 30 km um Bergmannstraße 37, 26789 Leer: {said}." in page


@pytest.mark.parametrize(("metres", "said"), [(1_400, "etwa 1 km"), (3_400, "etwa 3 km nordöstlich")])
def test_what_is_only_about_there_has_a_direction_where_it_is_worth_one(metres, said):
    a_region()
    a_place("dort", destination(LEER, metres, 45))
    assert f"dort {said} " in text(get(where="Leer"))


def test_the_page_says_in_a_sentence_what_the_map_shows():
    a_region()
    known_for_good(at=LEER)
    for number in range(3):
        a_place(f"p{number}", destination(LEER, 310 * (number + 1), 45))
    sentence = "3 Orte im Umkreis von 5 km um Bergmannstraße 37, 26789 Leer; der nächste: 300 m nordöstlich."
    assert sentence in text(get(where="Bergmannstraße 37, Leer", radius_km=5))


def test_the_map_says_how_many_of_the_places_it_shows(monkeypatch):
    monkeypatch.setattr(answers, "PAGE", 2)
    for number in range(3):
        a_place(f"p{number}")
    assert "Die Karte zeigt 2 von 3 Orten, dieselben wie die Liste." in text(get())


def test_a_distance_from_the_middle_of_a_village_is_as_approximate_as_the_middle():
    a_region()
    a_place("nah", north_of(LEER, metres=900))
    a_place("weiter", north_of(LEER, metres=2_100))
    page = text(get(where="Leer", radius_km=5))
    assert "etwa 1 km" in page
    assert "etwa 2 km" in page
    assert "900 m" not in page


def test_an_entry_tells_address_and_phone_and_since_when():
    place = a_place(street="Bergmannstraße 37", postcode="26789", town="Leer")
    place.phones.create(number="+494919260", shown="0491 926-0", as_of="2013")
    page = get()
    assert "Bergmannstraße 37, 26789 Leer genaue Adresse 0491 926-0 Seit 2013 nicht mehr bestätigt." in text(page)
    assert "tel:+494919260" in {link.get("href") for link in elements(page, "a")}


def test_an_approximate_place_says_so_in_words_and_offers_no_route():
    a_region()
    a_place("ungefähr", destination(LEER, 2_400, 90), position_precision="town_hall", postcode="26789", town="Leer")
    page = get(where="Leer")
    assert "Adresse nicht bekannt, ungefähre Lage: Rathaus der Gemeinde" in text(page)
    assert "etwa 2 km" in text(page)
    assert "openstreetmap" not in page.content.decode()


def test_distances_from_a_village_say_where_they_start():
    a_region()
    known_for_good()
    assert "Wir messen ab der Mitte. Alle Entfernungen sind ungefähr." in text(get(where="Loga"))
    assert "ab der Mitte" not in text(get(where="Bergmannstraße 37, Leer"))


def test_a_category_narrows_the_answer():
    a_place("Beratung", offers="family")
    a_place("Amt", offers="administration")
    page = get(category="family")
    assert names(page) == ["Beratung"]
    assert [
        each["value"] for each in elements(page, "input") if each.get("name") == "category" and "checked" in each
    ] == ["family"]


def test_a_category_without_places_is_not_offered():
    a_place("Beratung", offers="family")
    a_place("versteckt", offers="hidden", visibility="hidden")
    assert [each["value"] for each in elements(get(), "input") if each.get("name") == "category"] == ["", "family"]


def test_what_else_could_be_meant_is_offered_with_the_same_radius():
    a_region()
    others = [link["href"] for link in elements(get(where="Loga", radius_km=5), "a") if "where=" in str(link["href"])]
    assert "?where=Loga%2C%20J%C3%BCmme&radius_km=5" in others


def test_nothing_within_the_radius_names_the_nearest_outside_without_numbers():
    a_region()
    for number in range(5):
        a_place(f"fern {number}", destination(WEENER, 5_000 + number, 90))
    page = get(where="Weener", radius_km=1)
    assert "Kein Ort gefunden im Umkreis von 1 km um Weener" in text(page)
    assert names(page) == ["fern 0", "fern 1", "fern 2"]


def test_nothing_within_the_radius_offers_the_next_one_that_finds_something():
    a_region()
    a_place("fern", destination(WEENER, 16_000, 90), offers="family")
    page = get(where="Weener", radius_km=1, category="family")
    assert "Im Umkreis von 1 km um Weener kennen wir keinen Ort für „Family“." in text(page)
    assert "Umkreis auf 20 km vergrößern" in text(page)
    wider = {str(field["name"]): field["value"] for field in elements(page, "input") if field.get("type") == "hidden"}
    assert (wider["where"], wider["radius_km"], wider["category"]) == ("Weener", "20", "family")
    assert names(get(where="Weener", radius_km=20, category="family")) == ["fern"]


def test_where_no_radius_reaches_anything_only_the_whole_district_is_offered():
    a_region()
    a_place("sehr fern", destination(WEENER, 70_000, 90))
    page = text(get(where="Weener", radius_km=50))
    assert "Der nächste ist weiter weg: etwa 70 km östlich." in page
    assert "vergrößern" not in page.replace("Karte hier vergrößern", "").replace("Karte vergrößern", "")


def test_the_answer_has_an_address_that_can_be_kept_and_shared():
    a_region()
    a_place("Beratung", LEER, offers="family")
    page = raw("where=Leer&radius_km=5&category=family")
    assert [field["value"] for field in elements(page, "input") if field.get("name") == "where"] == ["Leer"]
    assert "5" in [option["value"] for option in elements(page, "option") if "selected" in option]


def test_all_pages_together_show_each_place_once(monkeypatch):
    monkeypatch.setattr(answers, "PAGE", 3)
    a_region()
    for number in range(7):
        a_place(f"p{number}", north_of(LEER, metres=100 * number))
    seen = []
    question = {"where": "Leer", "radius_km": "5", "category": "", "cursor": ""}
    for _ in range(3):
        page = get(**question)
        seen += names(page)
        question |= {str(field["name"]): str(field["value"]) for field in following(page)}
    assert seen == [f"p{number}" for number in range(7)]
    assert following(page) == []


def test_pages_around_a_position_are_asked_for_by_post(monkeypatch):
    monkeypatch.setattr(answers, "PAGE", 2)
    for number in range(3):
        a_place(f"p{number}", north_of(LEER, metres=100 * number))
    first = post(lat=LEER.y, lon=LEER.x)
    assert [form["method"] for form in elements(first, "form")] == ["post"] * 3
    second = post(**{str(field["name"]): str(field["value"]) for field in following(first)})
    assert names(first) + names(second) == ["p0", "p1", "p2"]


def following(page: Any) -> list[dict[str, str | None]]:
    """Return the fields of the form that asks for the next page; [] on the last."""
    hidden = [field for field in elements(page, "input") if field.get("type") == "hidden" and "disabled" not in field]
    names = [field["name"] for field in hidden]
    if "cursor" not in names:
        return []
    start = max(index for index, name in enumerate(names) if name == "where") if "where" in names else 0
    return hidden[start:]


def test_a_position_is_rounded_again_by_the_server():
    a_place("hier", LEER)
    page = post(lat="53.2312345", lon="7.4512345", radius_km=1)
    assert '"lat": 53.231,' in page.content.decode()
    assert "53.2312" not in page.content.decode()
    assert "im Umkreis von 1 km um Ihren Standort" in text(page)


def test_a_position_is_told_by_what_it_is_near_and_shared_by_its_name_alone():
    a_region()
    a_place("hier", LEER)
    page = post(lat=LEER.y + 0.001, lon=LEER.x + 0.04, radius_km=5)
    assert "im Umkreis von 5 km um Ihren Standort, bei Loga, Leer (Ostfriesland)" in text(page)
    (shared,) = [link["href"] for link in elements(page, "a") if "Loga" in str(link["href"])]
    assert shared == "?where=Loga%2C%20Leer%20%28Ostfriesland%29&radius_km=5"


def test_a_point_chosen_on_the_map_is_not_called_the_visitors_own():
    a_region()
    page = post(lat=LEER.y, lon=LEER.x, chosen="1")
    assert "um den gewählten Punkt, bei Leer" in text(page)
    fields = {field.get("name"): field for field in elements(page, "input")}
    assert "disabled" not in fields["chosen"]


def test_far_from_every_known_village_a_position_has_no_name_and_no_link():
    a_region()
    page = post(lat="48.1", lon="11.5")
    assert "um Ihren Standort" in text(page)
    assert "bei " not in text(page).split("Ihren Standort")[1][:10]
    assert "Link zum Teilen" not in text(page)


def test_on_the_equator_a_position_is_a_position():
    fields = {field.get("name"): field.get("value") for field in elements(post(lat="0", lon="0"), "input")}
    assert (fields["lat"], fields["lon"]) == ("0.0", "0.0")


def test_an_empty_database_makes_a_page_too():
    page = get()
    assert page.status_code == 200
    assert "Kein Ort gefunden" in text(page)
    assert Place.objects.count() == 0


def test_the_beginning_of_a_streets_name_is_offered_and_not_taken():
    a_region()
    page = get(where="Bolling")
    assert "„Bolling“ haben wir nicht gefunden" in text(page)
    assert "Bollinghauser Weg, Leer (Ostfriesland)" in text(page)
    (others,) = [each for each in elements(page, "details") if each["class"] == "others"]
    assert others["open"] is None  # stands open: an attribute without a value


def test_only_categories_that_the_public_finds_something_in_can_be_chosen():
    a_category("empty", "Leer")
    a_place("Beratung", offers="family")
    a_place("Geheim", offers="secret", visibility="hidden")
    assert [field["value"] for field in elements(get(), "input") if field.get("name") == "category"] == ["", "family"]
