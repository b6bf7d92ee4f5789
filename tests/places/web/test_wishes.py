"""When and with whom: a time, a language and access without steps, asked on the map page."""

import datetime

import pytest
from django.http import QueryDict
from django.utils import timezone

from places.models import OfferTimes
from places.web import answers
from places.web.questions import FindForm
from tests.geo.geocoding.ground import LEER, a_region
from tests.places.making import a_place, north_of
from tests.places.web.asking import described_error, elements, get, names, post, raw, text

pytestmark = pytest.mark.django_db

THURSDAY = {"when": "at", "day": "2026-11-26", "time": "15:00"}


@pytest.fixture
def places():
    """Make a meeting in Dari on Thursday, a place closed then, one by appointment, one with nothing known."""
    meeting = a_place("Treff", offers="meeting", opening_hours="Mo-Fr 08:00-12:00", languages=["de"])
    OfferTimes.objects.create(offer=meeting.offers.get(), opening_hours="Th 14:00-17:00", languages=["prs"])
    a_place("Amt", opening_hours="Mo 08:00-12:00", languages=["de"])
    a_place("Praxis", opening_hours='"nach Vereinbarung"', languages=["prs"])
    a_place("Unbekannt")


def groups(page):
    """Return the names before and after the heading of what is not known."""
    said, listed = text(page), names(page)
    middle = said.find("Nicht bekannt: bitte vorher anrufen")
    return [name for name in listed if said.find(f"{name} ") < middle], [
        name for name in listed if said.find(f"{name} ") > middle
    ]


def test_language_and_time_are_one_question_and_what_is_not_known_comes_after(places):
    page = get(language="prs", **THURSDAY)
    assert "1 Ort gefunden" in text(page)
    assert "Nicht bekannt: bitte vorher anrufen (2)" in text(page)
    assert groups(page) == (["Treff"], ["Praxis", "Unbekannt"])
    assert "Donnerstag, 15:00 geöffnet bis 17:00 Uhr Deutsch , Dari" in text(page)


def test_on_monday_nobody_is_known_to_speak_dari(places):
    page = get(language="prs", when="at", day="2026-11-23", time="09:00")
    assert "Kein Ort passt sicher" in text(page)
    assert groups(page) == ([], ["Praxis", "Unbekannt"])


def test_now_is_this_minute():
    a_place("immer", opening_hours="24/7")
    a_place("nie", opening_hours="off")
    page = get(when="now")
    assert names(page) == ["immer"]
    assert "geöffnet" in text(page)


def test_without_steps_or_nearly():
    for wheelchair in ("yes", "limited", "no", ""):
        a_place(f"Haus {wheelchair}.", wheelchair=wheelchair)
    assert groups(get(wheelchair="yes")) == (["Haus yes."], ["Haus ."])
    assert groups(get(wheelchair="limited")) == (["Haus limited.", "Haus yes."], ["Haus ."])


def test_a_time_alone_is_today():
    form = FindForm(QueryDict("when=at&time=15:00"))
    assert form.is_valid()
    assert form.moment == datetime.datetime.combine(
        timezone.localdate(), datetime.time(15), timezone.get_default_timezone()
    )


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ("when=at&day=2026-11-26", "time", "Bitte geben Sie auch eine Uhrzeit ein"),
        ("when=at&day=morgen&time=15:00", "day", "Das ist kein Tag"),
        ("when=at&day=2026-02-30&time=15:00", "day", "Das ist kein Tag"),
        ("when=at&day=0001-01-01&time=00:00", "day", "So weit reicht unser Kalender nicht"),
        ("when=at&day=9999-12-31&time=23:59", "day", "So weit reicht unser Kalender nicht"),
        ("when=at&time=25:00", "time", "Das ist keine Uhrzeit"),
        ("when=at&time=%00", "time", "Das ist keine Uhrzeit"),
        ("when=gestern", "when", "Diese Auswahl gibt es nicht"),
        ("language=Dari", "language", "Diese Sprache kennen wir nicht"),
        ("language=%00", "language", "Diese Sprache kennen wir nicht"),
        ("wheelchair=maybe", "wheelchair", "Diese Auswahl gibt es nicht"),
    ],
)
def test_what_was_wrong_is_said_beside_its_field_and_nothing_is_lost(places, asked, field, said):
    page = raw(asked)
    assert page.status_code == 400
    assert said in described_error(page, field)
    assert len(names(page)) == 4
    assert wishes(page)
    for name, value in QueryDict(asked).items():
        if name in ("day", "time"):
            assert [each["value"] for each in elements(page, "input") if each.get("name") == name] == [value]


def wishes(page):
    """Return whether the part of the form that asks for them is open."""
    (found,) = [each for each in elements(page, "details") if "wishes" in (each.get("class") or "").split()]
    return "open" in found


def test_the_wishes_are_folded_in_and_told_with_the_answer():
    assert not wishes(get())
    page = get(language="prs", wheelchair="yes", **THURSDAY)
    assert not wishes(page)
    assert "Wann? Donnerstag, 26. November 2026, 15:00 Sprache Dari (دری) ganz ohne Stufen" in text(page)


@pytest.mark.parametrize(("asked", "is_marked"), [({}, False), ({"where": "Leer"}, False), ({"language": "prs"}, True)])
def test_the_box_of_wishes_is_marked_where_something_is_wished_alone(asked, is_marked):
    a_region()
    (box,) = [each for each in elements(get(**asked), "details") if "wishes" in each["class"].split()]
    assert ("chosen" in box["class"].split()) is is_marked


def test_the_languages_of_places_come_first_by_their_names():
    a_place(languages=["prs", "de"])
    a_place("versteckt", languages=["tlh"], visibility="hidden")
    titles = [group["label"] for group in elements(get(), "optgroup")]
    options = [each["value"] for each in elements(get(), "option")]
    assert titles == ["hier bekannt", "weitere Sprachen"]
    assert options[options.index("prs") - 1 : options.index("prs") + 2] == ["", "prs", "de"]
    assert "tlh" not in options


def test_all_pages_together_show_each_place_once_in_both_groups(monkeypatch):
    monkeypatch.setattr(answers, "PAGE", 3)
    for number in range(4):
        a_place(f"offen {number}", north_of(LEER, metres=number), opening_hours="24/7")
        a_place(f"unklar {number}", north_of(LEER, metres=number))
    a_region()
    for asked, ask in (({"where": "Leer"}, get), ({"lat": "53.23", "lon": "7.45"}, post)):
        page = ask(when="now", **asked)
        seen = names(page)
        while more := [each["value"] for each in elements(page, "input") if each.get("name") == "cursor"]:
            sent = {each["name"]: each["value"] for each in _more(page)}
            assert sent["cursor"] == more[0]
            page = ask(**sent)
            assert page.status_code == 200
            seen += names(page)
        assert sorted(seen) == sorted({*seen})
        assert len(seen) == 8
        assert [name.split()[0] for name in seen] == ["offen"] * 4 + ["unklar"] * 4


def _more(page):
    """Return the fields of the form that asks for the next page: the last hidden ones."""
    form = page.content.decode().split('<form class="more"')[1].split("</form>")[0]
    return elements(type("Part", (), {"content": form.encode()}), "input")


def test_the_map_asks_the_same_question():
    a_region()
    page = get(where="Leer", language="prs", wheelchair="yes", **THURSDAY).content.decode()
    assert "open_at=2026-11-26T14%3A00Z" in page
    assert "language=prs" in page
    assert "wheelchair=yes" in page


@pytest.mark.parametrize("asked", ["when=now", "when=at&day=2026-11-26&time=15%3A00", "language=prs&wheelchair=yes"])
def test_every_link_and_form_keeps_the_wishes(asked):
    a_region()
    page = raw(f"{asked}&where=Leer").content.decode()
    everywhere = page.split('class="wide" href="?')[1].split('"')[0].replace("&amp;", "&")
    assert everywhere == asked
