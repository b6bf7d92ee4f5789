"""A place that is missing: what is known already comes first."""

from dataclasses import replace
from typing import Any

import pytest

from places.models import Phone, Suggestion, Visibility
from tests.places.making import LEER, a_category, a_place, an_area, north_of
from tests.places.web.asking import elements, get, text
from tests.places.web.sending import fields, kept, send, wrong

pytestmark = pytest.mark.django_db
ADD = "/orte/neu/"


@pytest.fixture(autouse=True)
def _in_no_time(settings: Any) -> None:
    settings.GUARDING = replace(settings.GUARDING, shortest_s=0)


def pinned(metres: float = 0) -> dict[str, str]:
    at = north_of(LEER, metres=metres)
    return {"position-lat": str(at.y), "position-lon": str(at.x)}


def links(page: Any) -> list[str]:
    return [str(link.get("href")) for link in elements(page, "a")]


def known(page: Any) -> list[str]:
    """Return where the buttons lead that say which known place is meant."""
    return [str(button["formaction"]) for button in elements(page, "button") if "formaction" in button]


def test_a_missing_place_is_kept_for_its_municipality():
    area = an_area()
    a_category("family")
    typed = pinned() | {"phones-0-number": "0491 1", "categories": ["", "family"], "languages": ["", "uk"]}
    suggestion = kept(send(ADD, name="Café Welt", fields=typed | {"phones-0-number": "0491 9261"}, message="Hallo"))
    assert (suggestion.kind, suggestion.place, suggestion.area, suggestion.message) == ("new", None, area, "Hallo")
    assert suggestion.changes["name"] == "Café Welt"
    assert suggestion.changes["categories"] == ["family"]
    assert suggestion.changes["languages"] == ["uk"]
    assert suggestion.changes["phones"][0]["shown"] == "0491 9261"


def test_what_is_near_or_bears_a_similar_name_is_shown_first_with_the_way_to_its_form():
    a_place("Familientreff am Hafen")
    a_place("Treffpunkt Weener", at=north_of(LEER, metres=9_000))
    page = send(ADD, name="Nähstube", fields=pinned(100))
    assert page.status_code == 200
    assert "Ist es einer von diesen?" in text(page)
    assert known(page) == ["/orte/familientreff-am-hafen/bearbeiten/"]
    assert not Suggestion.objects.exists()
    assert "/orte/treffpunkt-weener/bearbeiten/" in known(send(ADD, name="Trefpunkt Wener", fields=pinned(100)))


def test_who_says_that_it_is_another_one_sends_it_on_with_all_that_was_typed():
    a_place("Familientreff")
    page = send(ADD, name="Nähstube", fields=pinned(100), message="Montags")
    suggestion = kept(send(ADD, page, another="1"))
    assert (suggestion.changes["name"], suggestion.message) == ("Nähstube", "Montags")


def test_a_number_that_is_known_leads_to_its_place():
    made = a_place("Migrationsberatung", at=north_of(LEER, metres=9_000))
    Phone.objects.create(place=made, number="+494919260", shown="0491 926-0", as_of="2014")
    page = send(ADD, name="استشارة", fields=pinned() | {"phones-0-number": "0491 9260"})
    assert "/orte/migrationsberatung/bearbeiten/" in known(page)
    assert "dieselbe Telefonnummer" in text(page)


def test_who_recognises_the_place_keeps_what_was_typed_that_is_not_known():
    made = a_place("Migrationsberatung")
    Phone.objects.create(place=made, number="+494919260", shown="0491 926-0", as_of="2014")
    typed = {"phones-0-number": "0491 9260", "phones-1-number": "0491 5678"}
    page = send(ADD, name="Beratung", fields=pinned() | typed, message="Montags")
    (correct,) = known(page)
    form = send(correct, page, missed="1")
    assert (form.status_code, wrong(form)) == (200, {})
    suggestion = kept(send(correct, form))
    assert (suggestion.place, suggestion.message, suggestion.changes.keys()) == (made, "Montags", {"phones"})
    assert [each["shown"] for each in suggestion.changes["phones"]] == ["0491 926-0", "0491 5678"]


def test_a_protected_place_is_not_found_by_where_it_is():
    a_place("Frauenhaus", visibility=Visibility.AREA_ONLY, street="Heimlichgasse 4", town="Leer")
    typed = pinned() | {"street": "Heimlichgasse 4", "town": "Leer"}
    assert kept(send(ADD, name="Nähstube", fields=typed)).kind == "new"


@pytest.mark.parametrize(
    ("typed", "anchor"),
    [
        ({"name": ""}, "name"),
        ({"name": "…"}, "name"),
        ({"town": "", "position-lat": "", "position-lon": ""}, "town"),
        ({"position-lat": "-33", "position-lon": "151"}, "position"),
        ({"position-lat": "north", "position-lon": "7"}, "position"),
        ({"phones-0-number": "ruf an"}, "phones"),
        ({"categories": ["", "nothing"]}, "categories"),
        ({"languages": ["", "\0"]}, "languages"),
        ({"message": "x" * 2_001}, "message"),
        ({"opening_hours-mo-kind": "open"}, "opening_hours"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(typed, anchor):
    an_area()
    answer = send(ADD, fields={"name": "Nähstube"} | pinned() | typed)
    assert answer.status_code == 400
    assert list(wrong(answer)) == [anchor]
    assert f'id="{anchor}-fehler"' in answer.content.decode()
    assert {name: fields(answer)[name] for name in typed if name not in ("categories", "languages")} == {
        name: [value] for name, value in typed.items() if name not in ("categories", "languages")
    }


def test_the_form_comes_before_a_place_of_that_name():
    a_place("Neu", slug="neu")
    assert "Fehlt ein Ort, der hilft?" in text(get(ADD))


@pytest.mark.parametrize("address", ["/", "/?q=nichtsdavon", "/hilfe/"])
def test_the_form_is_found_from_everywhere(address):
    a_place("Eins")
    assert ADD in links(get(address))
