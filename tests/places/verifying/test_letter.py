"""The letter: kind, short, in the steward's language, and readable by any program of mail."""

import re
from email import message_from_bytes, policy

import pytest
from django.core import mail

from geo.languages import LANGUAGES
from geo.models import Area
from places.models import Visibility
from places.verifying.reminding import remind
from tests.places.making import a_place, an_area
from tests.places.verifying.stewards import NOVEMBER, a_stale_place, a_steward, an_office, link, links

pytestmark = pytest.mark.django_db


def the_letter():
    """Return the only letter as a program of mail reads it."""
    remind(NOVEMBER)
    (sent,) = mail.outbox
    return message_from_bytes(sent.message().as_bytes(), policy=policy.default)


def test_it_says_what_stands_on_the_map_and_since_when():
    an_office()
    a_steward(a_stale_place("Beratung"), name="Anna Muster")
    text = the_letter().get_content()
    for said in (
        "Guten Tag Anna Muster,",
        "\nBeratung\nhttps://karte.example.org/orte/beratung/\n",
        "Öffnungszeiten (Stand Januar 2026):\n  Montag – Freitag: 09:00–12:00\n",
        "Telefon: 0491 926-0 (Stand 2024)",
        "Noch nicht bekannt: Sprachen",
        "bis zum 24. Januar 2027",
        "Telefon: 0491 9782-0",
        "E-Mail: rathaus@example.org",
    ):
        assert said in text


def test_each_place_has_three_links_and_the_letter_one_to_end_it():
    a_steward(a_stale_place("Eins"), a_stale_place("Zwei"))
    the_letter()
    assert [each.split("?")[0] for each in links() if "?" in each] == [
        *("/angaben/stimmen/", "/angaben/aendern/", "/angaben/geschlossen/") * 2,
        "/angaben/nicht-mehr-fragen/",
    ]


def test_links_stand_on_lines_of_their_own_and_are_short():
    a_steward(a_stale_place("Beratung"), language="ar")
    lines = [line for line in the_letter().get_content().splitlines() if "https://" in line]
    assert all(line.startswith("https://") and len(line) < 100 for line in lines)


def test_it_can_be_ended_by_the_program_of_mail_and_answered_to_people():
    an_office()
    a_steward(a_stale_place())
    letter = the_letter()
    assert letter["List-Unsubscribe"].strip() == f"<https://karte.example.org{link('nicht-mehr-fragen')}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Reply-To"] == "rathaus@example.org"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert not letter.is_multipart()


@pytest.mark.parametrize("language", [each.code for each in LANGUAGES])
def test_it_is_in_the_language_of_the_steward(language):
    a_steward(a_stale_place(), language=language)
    letter = the_letter()
    assert (letter.get_content_type(), letter.get_content_charset()) == ("text/plain", "utf-8")
    assert letter["Content-Language"] == language
    assert "�" not in letter.get_content()
    prefix = "" if language == "de" else f"/{language}"
    assert link("stimmen").startswith(f"{prefix}/angaben/stimmen/")


def test_german_names_and_numbers_do_not_mix_up_arabic():
    a_steward(a_stale_place("Beratung"), language="ar", name="Anna Muster")
    text = the_letter().get_content()
    assert "\n\u2068Beratung\u2069\n" in text
    assert "\u2068" + "09:00–12:00" + "\u2069" in text
    assert "الاثنين" in text
    assert text.count("\u2068") == text.count("\u2069")


@pytest.mark.parametrize("name", ["Böse\r\nBcc: alle@example.org", "Böse\nX: y", "Böse\0\u2028Bcc: alle@example.org"])
def test_a_name_adds_no_header(name):
    place = a_stale_place("Beratung")
    type(place).objects.filter(pk=place.pk).update(name=name.replace("\0", ""))
    a_steward(place, name=name.replace("\0", ""))
    letter = the_letter()
    assert letter["Bcc"] is None
    assert letter["X"] is None
    assert "\n" not in letter["Subject"]
    assert "Böse" in letter["Subject"]


def test_ten_places_with_long_names_and_many_numbers_stay_small():
    offices = [a_stale_place(f"{number} {'Beratungsstelle ' * 12}", slug=f"b{number}") for number in range(10)]
    a_steward(*offices, language="ti")
    assert len(the_letter().as_bytes()) < 30_000


def test_of_a_protected_place_no_street_leaves():
    place = a_stale_place("Frauenhaus", visibility=Visibility.AREA_ONLY, as_of="2014")
    a_steward(place)
    assert "Ringstra" not in the_letter().get_content()
    assert place.questions.get().facts == ["hours", "phone"]


def test_hours_that_only_offers_have_are_told_with_them():
    place = a_place("Treff", as_of="2020", offers="family")
    place.offers.update(opening_hours="Tu 14:00-16:00", title="Sprachcafé")
    a_steward(place)
    assert re.search(r"  Sprachcafé:\n  Montag: geschlossen\n  Dienstag: 14:00–16:00", the_letter().get_content())


def test_where_the_municipality_cannot_be_reached_the_district_is_named():
    district = an_area("03457", "Landkreis Leer", level="district", hall_phone="0491 926-0")
    place = a_stale_place()
    Area.objects.filter(pk=place.area_id).update(parent=district)
    a_steward(place)
    assert "Landkreis Leer" in the_letter().get_content()
