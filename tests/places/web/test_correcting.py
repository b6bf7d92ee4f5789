"""The second way to a correction, beside the form: a letter to the municipality, or a call."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from places.models import Place
from tests.places.making import a_place, an_area
from tests.places.web.asking import elements, get, text
from tests.places.web.test_place import PLACE

CORRECT = f"{PLACE}bearbeiten/"
pytestmark = pytest.mark.django_db


def letters() -> list[str]:
    found = [str(link["href"]) for link in elements(get(CORRECT), "a")]
    return [href for href in found if href.startswith("mailto:") and "bearbeiten" in href]


def test_the_municipality_gets_a_letter_with_the_address_of_the_page():
    a_place("Café & Rat? 100 %", slug="beratung", area=an_area(hall_email="info@example.org"))
    (letter,) = letters()
    parts = urlsplit(letter)
    asked = parse_qs(parts.query, strict_parsing=True)
    assert unquote(parts.path) == "info@example.org"
    assert asked["subject"] == ["Ort bearbeiten: Café & Rat? 100 %"]
    assert "\r\nhttp://testserver/orte/beratung/\r\n" in asked["body"][0]
    assert not set(letter) & set(' \r\n<>"+')


def test_no_name_adds_a_header_or_a_receiver():
    place = a_place("Beratung", area=an_area(hall_email="info@example.org"))
    Place.objects.filter(pk=place.pk).update(name="a\r\nBcc: x@example.org&cc=y@example.org")
    parts = urlsplit(letters()[0])
    asked = parse_qs(parts.query)
    assert set(asked) == {"subject", "body"}
    assert asked["subject"] == ["Ort bearbeiten: a Bcc: x@example.org&cc=y@example.org"]


def test_the_district_is_asked_where_nothing_is_known_of_the_municipality():
    district = an_area("03457", "Landkreis Leer", level="district", hall_email="kreis@example.org")
    a_place("Beratung", area=an_area(parent=district))
    assert letters()[0].startswith("mailto:kreis@example.org?")
    assert "Sie können es auch der Verwaltung sagen: Landkreis Leer" in text(get(CORRECT))


def test_who_has_no_mail_is_called():
    a_place("Beratung", area=an_area(hall_phone="0491 926-0"))
    assert letters() == []
    assert "Sie können es auch der Verwaltung sagen: Leer 0491 926-0" in text(get(CORRECT))


def test_without_any_contact_there_still_is_a_way():
    a_place("Beratung", area=an_area())
    assert "Sie können es auch der Verwaltung sagen: Leer" in text(get(CORRECT))


def test_the_button_on_the_place_leads_to_the_form():
    a_place("Beratung", area=an_area())
    assert CORRECT in [link.get("href") for link in elements(get(PLACE), "a")]
