"""The feed of changes: what changed in words, for those who may know, and nothing twice over the network."""

import re
from datetime import date
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

from places import feeds, history
from places.models import Assertion, Phone, Place, Visibility
from tests.places.making import a_place, an_area

pytestmark = pytest.mark.django_db(transaction=True)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Forget the feeds of other tests: each begins with the same edition."""
    feeds._feed.cache_clear()


def write(place: Place, **values) -> None:
    with history.attributed(via="test"):
        Place.objects.filter(pk=place.pk).update(**values)


def feed(path: str = "/aenderungen.atom", **headers):
    answer = Client().get(path, headers=headers)
    assert answer.status_code == 200
    return fromstring(answer.content)  # noqa: S314  our own words


def entries(path: str = "/aenderungen.atom") -> list[tuple[str, str]]:
    return [
        (entry.findtext("a:title", "", ATOM), entry.findtext("a:summary", "", ATOM))
        for entry in feed(path).findall("a:entry", ATOM)
    ]


def test_it_tells_in_words_what_changed_the_newest_first():
    place = a_place("Anker")
    write(place, opening_hours="Mo 10:00-12:00", street="Kai 1", town="Leer")
    with history.attributed(via="test"):
        Phone.objects.create(place=place, number="+494919260", shown="0491 9260")
        Assertion.objects.create(place=place, field="phone", said_by="operator", as_of="2026")
    with history.attributed(via="test"):
        Assertion.objects.create(place=place, field="hours", said_by="operator", as_of="2026")
    write(place, visibility=Visibility.CLOSED, closed_on=date(2026, 11, 1))
    assert entries() == [("Geschlossen: Anker", "Diesen Ort gibt es nicht mehr. Leer.")]
    write(place, visibility=Visibility.PUBLIC, closed_on=None)
    assert [title for title, _ in entries()] == [
        "Wieder da: Anker",
        "Geschlossen: Anker",
        "Bestätigt: Anker",
        "Geändert: Anker",
        "Geändert: Anker",
        "Neu: Anker",
    ]
    assert entries()[3:5] == [
        ("Geändert: Anker", "Geändert: Telefon. Leer."),
        ("Geändert: Anker", "Geändert: Adresse, Öffnungszeiten. Leer."),
    ]


def test_an_entry_has_a_link_a_date_and_an_identifier_that_stays():
    a_place("Anker")
    found = [feed(), feed(HOST="127.0.0.1")]
    links = [each.find("a:entry/a:link", ATOM).get("href") for each in found]
    assert links == ["http://testserver/orte/anker/", "http://127.0.0.1/orte/anker/"]
    assert found[0].findtext("a:entry/a:id", "", ATOM) == found[1].findtext("a:entry/a:id", "", ATOM)
    assert re.fullmatch("urn:uuid:[0-9a-f-]{36}", found[0].findtext("a:entry/a:id", "", ATOM))
    assert found[0].findtext("a:id", "", ATOM) == found[1].findtext("a:id", "", ATOM)
    assert re.match(r"\d{4}-\d\d-\d\dT", found[0].findtext("a:entry/a:updated", "", ATOM))
    assert found[0].get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_an_area_has_a_feed_of_its_own_and_a_district_one_of_its_municipalities():
    district = an_area("03457", "Landkreis Leer", level="district")
    a_place("Anker", area=an_area("034570013", "Leer", parent=district))
    a_place("Boje", area=an_area("034520001", "Aurich"))
    assert [title for title, _ in entries("/aenderungen/034570013.atom")] == ["Neu: Anker"]
    assert [title for title, _ in entries("/aenderungen/03457.atom")] == ["Neu: Anker"]
    assert len(entries()) == 2
    assert "Landkreis Leer" in feed("/aenderungen/03457.atom").findtext("a:title", "", ATOM)
    assert feed("/aenderungen/03457.atom").findtext("a:id", "", ATOM) != feed().findtext("a:id", "", ATOM)
    assert Client().get("/aenderungen/999.atom").status_code == 404


def test_a_place_that_became_hidden_disappears_also_for_who_asks_by_date():
    place = a_place("Anker")
    first = Client().get("/aenderungen.atom")
    assert b"Anker" in first.content
    Place.objects.filter(pk=place.pk).update(visibility=Visibility.HIDDEN)
    again = Client().get("/aenderungen.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert b"Anker" not in again.content


def test_of_a_protected_place_only_that_something_changed_is_told():
    place = a_place("Schutz", visibility=Visibility.AREA_ONLY, street="Kai 1")
    write(place, street="Kai 2", email="mail@example.org")
    write(place, street="Kai 3", position_note="hinten")
    assert entries() == [
        ("Geändert: Schutz", "Angaben haben sich geändert. Leer."),
        ("Neu: Schutz", "Dieser Ort ist neu. Leer."),
    ]
    assert b"Kai" not in Client().get("/aenderungen.atom").content


def test_who_has_it_already_is_not_sent_it_again():
    a_place("Anker")
    first = Client().get("/aenderungen.atom")
    assert first.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "public" in first.headers["Cache-Control"]
    for name, value in (
        ("If-None-Match", first.headers["ETag"]),
        ("If-Modified-Since", first.headers["Last-Modified"]),
    ):
        again = Client().get("/aenderungen.atom", headers={name: value})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
    assert not first.cookies


def test_names_are_text_and_hold_nothing_that_breaks_the_feed():
    a_place("<b>Anker</b> & \x01Co", slug="anker")
    ((title, _),) = entries()
    assert title == "Neu: <b>Anker</b> & Co"


def test_an_empty_feed_is_one():
    assert entries() == []


@pytest.mark.parametrize(
    "path", ["/aenderungen/x%00.atom", "/aenderungen/'.atom", "/aenderungen/.atom", "/ar/aenderungen.atom"]
)
def test_other_addresses_are_nowhere(path):
    assert Client().get(path).status_code == 404


def test_only_reading_is_possible():
    assert Client().post("/aenderungen.atom").status_code == 405


def test_the_map_names_the_feed():
    an_area("03457", "Landkreis Leer", level="district")
    assert 'type="application/atom+xml"' in Client().get("/").content.decode()
    assert 'href="/aenderungen/03457.atom"' in Client().get("/").content.decode()
