"""Who said when that a fact is so, in words that age by themselves: on the page, in the list, kept and on paper."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from places import confirming
from places.confirming import Fact, Party
from places.freshness import Known
from places.models import Place
from places.templatetags.ages import in_words
from tests.places.making import a_place
from tests.places.web.asking import get, text

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime.datetime(2026, 11, 25, 14, tzinfo=datetime.UTC))


@pytest.fixture
def place() -> Place:
    facts: dict[str, Any] = {
        "street": "Ringstraße 1",
        "opening_hours": "Mo 08:00-12:00",
        "languages": ["de"],
        "as_of": "2014",
    }
    made = a_place("Anleger", **facts, wheelchair="yes")
    made.phones.create(number="+494919260", shown="0491 926-0", as_of="2014")
    return made


def ago(as_of: str, by: str = "municipality", fact: str = "address") -> str:
    return in_words(Known(as_of, by), fact, TODAY).ago


def since(as_of: str, by: str = "municipality", fact: str = "address") -> str:
    return in_words(Known(as_of, by), fact, TODAY).since


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2026-11-26", "Heute von der Gemeinde bestätigt"),  # a clock that is ahead
        ("2026-11-25", "Heute von der Gemeinde bestätigt"),
        ("2026-11-24", "Bestätigt vor 1 Tag von der Gemeinde"),
        ("2026-11-13", "Bestätigt vor 12 Tagen von der Gemeinde"),
        ("2026-10-26", "Bestätigt vor 30 Tagen von der Gemeinde"),
        ("2026-10-25", "Bestätigt vor 1 Monat von der Gemeinde"),
        ("2025-11-26", "Bestätigt vor 11 Monaten von der Gemeinde"),
        ("2025-11-25", "Bestätigt vor 1 Jahr von der Gemeinde"),
        ("2024-01-01", "Bestätigt vor 2 Jahren von der Gemeinde"),
        ("2026-11", ""),
        ("2026", ""),
    ],
)
def test_how_long_ago_is_told_in_the_largest_unit_of_a_date_that_is_known_to_the_day(as_of, told):
    assert ago(as_of) == told


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("operator", "Bestätigt vor 12 Tagen vom Träger"),
        ("municipality", "Bestätigt vor 12 Tagen von der Gemeinde"),
        ("public", "Bestätigt vor 12 Tagen von Besucherinnen und Besuchern"),
        ("import", ""),
        ("", ""),
    ],
)
def test_each_party_has_a_sentence_of_its_own(by, told):
    assert ago("2026-11-13", by) == told


@pytest.mark.parametrize(
    ("as_of", "by", "told"),
    [
        ("2026", "municipality", "Von der Gemeinde bestätigt: 2026"),
        ("2026-01", "operator", "Vom Träger bestätigt: Januar 2026"),
        ("2026-11-13", "public", "Von Besucherinnen und Besuchern bestätigt: 13. November 2026"),
        ("2026-01", "import", "Aus einer Datei übernommen, Stand Januar 2026"),
        ("2026-01", "", "Stand Januar 2026"),
        ("2014", "municipality", "Seit 2014 nicht mehr bestätigt."),
        ("2014-03", "import", "Seit März 2014 nicht mehr bestätigt."),
        ("2014-03-21", "public", "Seit März 2014 nicht mehr bestätigt."),
    ],
)
def test_words_that_stay_true_tell_the_date_as_far_as_it_is_known(as_of, by, told):
    assert since(as_of, by) == told


def test_words_change_by_the_clock_alone():
    known = Known("2026-05-26", "municipality")
    assert not in_words(known, "hours", TODAY).is_old
    assert in_words(known, "hours", TODAY + datetime.timedelta(days=1)).since == "Seit Mai 2026 nicht mehr bestätigt."


def test_the_page_and_the_list_tell_the_last_word_on_each_fact(place):
    confirming.confirm(place, [Fact.HOURS], said_by=Party.MUNICIPALITY, on="2026-11-13")
    confirming.confirm(place, [Fact.PHONE], said_by=Party.PUBLIC, on="2026-11-25")
    confirming.confirm(place, [Fact.ADDRESS], said_by=Party.IMPORT, on="2014")
    confirming.confirm(place, [Fact.LANGUAGES, Fact.ACCESS], said_by=Party.OPERATOR, on="2026-11")
    page = text(get("/orte/anleger/"))
    for told in (
        "Bestätigt vor 12 Tagen von der Gemeinde Von der Gemeinde bestätigt: 13. November 2026",
        "Heute von Besucherinnen und Besuchern bestätigt",
        "Seit 2014 nicht mehr bestätigt. Fragen Sie vorher, ob die Adresse noch stimmt.",
        "Deutsch Vom Träger bestätigt: November 2026",
        "Kinderwagen hinein. Vom Träger bestätigt: November 2026",
    ):
        assert told in page
    assert "Heute von Besucherinnen und Besuchern bestätigt" in text(get("/"))


def test_what_nobody_asserted_has_the_date_of_the_place(place):
    page = text(get("/orte/anleger/"))
    assert page.count("Seit 2014 nicht mehr bestätigt.") == 5


def test_a_newer_number_is_not_called_as_old_as_what_was_said_before(place):
    confirming.confirm(place, [Fact.PHONE], said_by=Party.MUNICIPALITY, on="2016-01")
    place.phones.create(number="+4949199", shown="0491 99", as_of="2026-11-20")
    page = text(get("/orte/anleger/"))
    assert "0491 926-0 Seit Januar 2016 nicht mehr bestätigt." in page
    assert "0491 99 Stand 20. November 2026" in page


def test_of_a_protected_place_no_word_is_on_its_address(place):
    Place.objects.update(visibility="area_only")
    confirming.confirm(place, [Fact.ADDRESS, Fact.HOURS], said_by=Party.MUNICIPALITY, on="2026-11-13")
    assert text(get("/orte/anleger/")).count("Bestätigt vor 12 Tagen von der Gemeinde") == 1


def test_paper_tells_dates_that_stay_true(place, press):
    confirming.confirm(place, [Fact.HOURS, Fact.PHONE], said_by=Party.MUNICIPALITY, on="2026-11-13")
    get("/orte/anleger/blatt.pdf")
    get("/blatt.pdf")
    for sheet in press:
        assert "Von der Gemeinde bestätigt: 13. November 2026" in sheet
        assert "vor 12 Tagen" not in sheet
    assert len(press) == 2
