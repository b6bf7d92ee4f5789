"""An address, as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.geocoding import Address, InvalidAddress, spaced


@pytest.mark.parametrize(
    ("text", "street", "postcode", "town"),
    [
        ("Bergmannstraße 37, 26789 Leer", "Bergmannstraße 37", "26789", "Leer"),
        ("26789 Leer, Bergmannstraße 37", "Bergmannstraße 37", "26789", "Leer"),
        ("Bergmannstraße 37 26789 Leer", "Bergmannstraße 37", "26789", "Leer"),
        ("Bergmannstr. 37 Leer", "Bergmannstr. 37", "", "Leer"),
        ("Leer Bergmannstr 37", "Bergmannstr 37", "", "Leer"),
        ("D-26789 Leer, Bergmannstr. 37", "Bergmannstr. 37", "26789", "Leer"),
        ("Kreisverwaltung, Bergmannstraße 37, 26789 Leer", "Bergmannstraße 37", "26789", "Leer"),
        ("Bergmannstraße 37a, Leer, Deutschland", "Bergmannstraße 37a", "", "Leer"),
        ("Heisfelder Str. 14-16 Leer", "Heisfelder Str. 14-16", "", "Leer"),
        ("1. Südwieke 12, Rhauderfehn", "1. Südwieke 12", "", "Rhauderfehn"),
        ("Am Markt 5, 26835 Hesel", "Am Markt 5", "26835", "Hesel"),
        ("Straße des 17. Juni 135, 10623 Berlin", "Straße des 17. Juni 135", "10623", "Berlin"),
        ("Bergmannstr.37, Leer", "Bergmannstr. 37", "", "Leer"),
        ("Bergmannstraße37 a, 26789 Leer", "Bergmannstraße 37 a", "26789", "Leer"),
        ("Bergmannstraße Nr. 37, Leer", "Bergmannstraße 37", "", "Leer"),
        ("Bergmannstraße, 37, 26789 Leer", "Bergmannstraße 37", "26789", "Leer"),
        ("Bergmannstraße, 26789 Leer", "Bergmannstraße", "26789", "Leer"),
        ("Leer (Ostfriesland)", "", "", "Leer (Ostfriesland)"),
        ("Ihrhove, Westoverledingen", "", "", "Ihrhove, Westoverledingen"),
        ("26789", "", "26789", ""),
        ("  Leer\n", "", "", "Leer"),
    ],
)
def test_an_address_is_read_in_any_order(text, street, postcode, town):
    assert Address.parse(text) == Address(street=street, postcode=postcode, town=town)


def test_two_spellings_of_an_address_have_one_key():
    assert Address.parse("Bergmannstraße 37, 26789 Leer").key == Address.parse("D-26789 LEER, Bergmannstr. 37").key


@pytest.mark.parametrize(
    "street",
    [
        "Bergmannstr. 37", "Bergmannstrasse 37", "BERGMANNSTRASSE  37", "Bergmannstr 37", "Bergmannstr.37",
        "Bergmannstraße37", "Bergmannstraße, 37", "Bergmannstraße Nr. 37", "Bergmannstraße, Hausnr. 37",
    ],
)  # fmt: skip
def test_a_house_has_one_key_however_its_number_is_written(street):
    assert Address(street=street, town="Leer").key == "bergmannstr 37 leer"


@pytest.mark.parametrize("street", ["37", "Nr. 5", "Weg", "Straße 1", "Straße des 17. Juni 135", "Haus 3, Weg 5"])
def test_other_streets_stay_as_they_are_written(street):
    assert spaced(street) == street


@given(st.text(st.sampled_from("Strweg .,1a ")))
def test_a_number_is_put_apart_once(text):
    assert spaced(spaced(text)) == spaced(text)


def test_an_address_is_written_as_people_write_it():
    assert Address(street=" Bergmannstraße  37", postcode="26789", town="Leer").text == "Bergmannstraße 37, 26789 Leer"
    assert Address(town="Leer").text == "Leer"


@pytest.mark.parametrize("text", ["", "  ", "!?", "\u00ad", "Leer\0", "\x1b[3m", "\ud800", "x" * 201, "\ufdfa" * 100])
def test_what_is_no_address_is_refused(text):
    with pytest.raises(InvalidAddress):
        Address.parse(text)


def test_no_message_repeats_the_address():
    with pytest.raises(InvalidAddress) as refused:
        Address(street="Geheimweg 7\0", town="Leer")
    assert "Geheim" not in str(refused.value)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=220))
def test_any_text_is_an_address_or_refused(text):
    try:
        address = Address.parse(text)
    except InvalidAddress:
        return
    assert address.key
    assert len(address.key) <= 500
    assert Address.parse(text) == address
