"""A place as a contact, read by vobject."""

from typing import Any

import pytest
import vobject

from places.exports.vcard import vcard
from places.models import Organization, Place
from tests.places.exports.properties import SECRET_POINT, SECRETS, read
from tests.places.making import LEER, a_place

pytestmark = pytest.mark.django_db
TEXTS = ["a\r\nTEL:+49", "a\nb; c, d \\ e\\n", "\x85x", "\u2028y", "🙂" * 40, "مكتب " * 30]
PAGE = "https://karte.example.org/orte/beratung/"


def written(place: Place) -> str:
    properties, location = read(place)
    return vcard(properties, location, identifier=str(place.pk), page=PAGE)


def contact(place: Place) -> Any:
    return vobject.readOne(written(place))


def an_office(**fields: Any) -> Place:
    place = a_place("Beratung", LEER, street="Bergmannstraße 37", postcode="26789", town="Leer", **fields)
    place.phones.create(number="+494919260", shown="0491 926-0", contact="Zentrale")
    return place


def test_a_contact_has_name_address_point_phones_and_the_page_it_is_from():
    organization = Organization.objects.create(slug="kreis", name="Landkreis")
    place = an_office(email="info@example.org", website="https://example.org/a", organization=organization)
    read_back = contact(place)
    assert read_back.version.value == "4.0"
    assert read_back.fn.value == "Beratung"
    assert read_back.org.value == ["Landkreis"]
    assert (read_back.adr.value.street, read_back.adr.value.city, read_back.adr.value.code) == (
        "Bergmannstraße 37",
        "Leer",
        "26789",
    )
    assert read_back.geo.value == "geo:53.233100,7.456400"
    assert read_back.tel.value == "tel:+494919260"
    assert read_back.email.value == "info@example.org"
    assert read_back.url.value == "https://example.org/a"
    assert read_back.source.value == PAGE
    assert read_back.uid.value == f"urn:uuid:{place.pk}"
    assert read_back.note.value == "0491 926-0: Zentrale"


def test_an_approximate_place_has_no_point():
    assert "geo" not in contact(a_place("Beratung", LEER, position_precision="locality")).contents


def test_a_protected_place_leaves_with_its_municipality_alone():
    place = a_place(
        "Beratung",
        SECRET_POINT,
        visibility="area_only",
        street="Geheimweg 5",
        postcode="26999",
        town="Verborgen",
        position_source="Bauakte",
        position_note="hinter dem Park",
    )
    text = written(place)
    assert [secret for secret in SECRETS if secret in text] == []
    assert "geo" not in contact(place).contents
    assert contact(place).adr.value.city == "Leer"


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_no_text_of_a_place_begins_a_line_of_its_own(text):
    place = a_place("Beratung", notice=text)
    Place.objects.update(name=text)
    read_back = contact(place)
    assert set(read_back.contents) == {"version", "kind", "uid", "fn", "org", "adr", "geo", "source", "note"}
    plain = text.replace("\r\n", "\n").replace("\x85", "").replace("\u2028", "")
    assert read_back.note.value == plain
    assert read_back.fn.value == plain


def test_lines_have_75_octets_at_most():
    lines = written(a_place("Beratung", notice="Ä" * 300)).encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]


def test_only_addresses_of_web_addresss_leave():
    assert "javascript" not in written(a_place("Beratung", website="javascript:alert(1)"))
