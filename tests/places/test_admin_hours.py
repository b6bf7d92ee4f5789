"""Clerks tell opening hours by a table of the week, or as a string, and nothing that they typed is lost."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from places.admin import showing
from places.models import Offer, OfferTimes, Place
from tests.places.admin_forms import NOTHING, a_clerk, address_of, errors, opened, sent
from tests.places.making import a_place, an_area
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
ASK = "/admin/places/place/hours/"
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su", "ph")


@pytest.fixture
def clerk(client):
    signed_in(client, a_clerk(of=(an_area(),)))
    return client


def again(place):
    return Place.objects.get(pk=place.pk)


def a_table(prefix="opening_hours", **days):
    """Return the fields of a table where `days` have a kind, with spans: mo="open 08:00-12:00 14:00-16:00"."""
    fields = {f"{prefix}-{day}-kind": "" for day in DAYS} | {f"{prefix}-words": "nach Vereinbarung"}
    for day, said in days.items():
        kind, *spans = said.split(" ")
        fields[f"{prefix}-{day}-kind"] = kind
        for number, span in enumerate(spans, 1):
            start, end = span.split("-")
            fields |= {f"{prefix}-{day}-{number}-from": start, f"{prefix}-{day}-{number}-to": end}
    return fields


def test_a_table_writes_the_string(clerk):
    place = a_place()
    fields = opened(clerk, place) | {"opening_hours-was": ""}
    morning = dict.fromkeys(("mo", "tu", "th", "fr"), "open 08:00-12:00")
    sent(clerk, place, fields | a_table(**morning, we="open 08:00-12:00 14:00-17:00", ph="closed"))
    assert again(place).opening_hours == "Mo-Fr 08:00-12:00, We 14:00-17:00; PH off"


def test_a_table_that_nobody_touched_leaves_the_string_as_it_was_written(clerk):
    written = "Mo,Tu 08:00-12:00; Sa,Su,PH off"
    place = a_place(opening_hours=written)
    days = dict.fromkeys(("mo", "tu"), "open 08:00-12:00") | dict.fromkeys(DAYS[2:], "closed")
    fields = opened(clerk, place) | {"opening_hours-was": written} | a_table(**days)
    sent(clerk, place, fields)
    assert again(place).opening_hours == written
    sent(clerk, place, opened(clerk, place) | {"opening_hours-was": written} | a_table(**days | {"tu": "closed"}))
    assert again(place).opening_hours == "Mo 08:00-12:00; PH off"


def test_the_string_counts_where_it_alone_was_changed(clerk):
    place = a_place(opening_hours="Mo 08:00-12:00")
    days = {"mo": "open 08:00-12:00"} | dict.fromkeys(DAYS[1:7], "closed")
    fields = opened(clerk, place) | {"opening_hours-was": "Mo 08:00-12:00"} | a_table(**days)
    sent(clerk, place, fields, opening_hours="Apr-Sep Mo 08:00-12:00")
    assert again(place).opening_hours == "Apr-Sep Mo 08:00-12:00"


def test_a_string_and_a_table_that_contradict_each_other_are_refused_and_kept(clerk):
    place = a_place(opening_hours="Mo 08:00-12:00")
    fields = opened(clerk, place) | {"opening_hours-was": "Mo 08:00-12:00"} | a_table(tu="open 09:00-12:00")
    answer = sent(clerk, place, fields, opening_hours="We 08:00-12:00")
    assert "sagen Verschiedenes" in errors(answer)["opening_hours"][0]
    assert 'value="09:00"' in answer.text
    assert 'value="We 08:00-12:00"' in answer.text
    assert again(place).opening_hours == "Mo 08:00-12:00"
    for by, meant in (("table", "Tu 09:00-12:00"), ("text", "We 08:00-12:00")):
        sent(clerk, place, opened(clerk, place) | fields | {"version": opened(clerk, place)["version"]} | {
            "opening_hours": "We 08:00-12:00", "opening_hours-by": by})  # fmt: skip
        assert again(place).opening_hours == meant


@pytest.mark.parametrize(
    ("days", "complaint"),
    [
        ({"mo": "open"}, "Montag: Bitte eintragen, von wann bis wann."),
        ({"mo": "open 08:00-"}, "Montag: Bitte beides eintragen"),
        ({"tu": "closed 08:00-12:00"}, "Dienstag: Hier steht „geschlossen“"),
        ({"we": "open 08:00-08:00"}, "Mittwoch: Eine Zeit kann nicht enden, wenn sie beginnt."),
        ({"th": "open acht-12:00"}, "Donnerstag: „acht“ ist keine Uhrzeit."),
        ({"fr": "open 08:00-25:00"}, "Freitag: „25:00“ ist keine Uhrzeit."),
        ({"ph": "closed"}, "Bitte auch die Wochentage eintragen"),
    ],
)
def test_a_mistake_is_told_with_its_day_and_nothing_is_lost(clerk, days, complaint):
    place = a_place(opening_hours="Mo 10:00-11:00")
    fields = opened(clerk, place) | {"opening_hours-was": "Mo 10:00-11:00"} | a_table(**days)
    answer = sent(clerk, place, fields, description="Neu")
    assert complaint in errors(answer)["opening_hours"][0]
    for typed in (span for said in days.values() for part in said.split(" ")[1:] for span in part.split("-") if span):
        assert f'value="{typed}"' in answer.text
    assert again(place).opening_hours == "Mo 10:00-11:00"


def test_times_may_be_typed_where_a_browser_has_no_fields_for_them(clerk):
    place = a_place()
    sent(clerk, place, opened(clerk, place) | {"opening_hours-was": ""} | a_table(mo="open 8-12.30"))
    assert again(place).opening_hours == "Mo 08:00-12:30"


def test_hours_by_appointment_and_exceptions_are_written(clerk):
    place = a_place()
    fields = opened(clerk, place) | {"opening_hours-was": ""} | a_table(mo="open 22:00-02:00", sa="appointment")
    fields |= {"opening_hours-otherwise": "on", "opening_hours-exceptions": "Dec 24 off;"}
    sent(clerk, place, fields | {"opening_hours-words": 'Termin: "0491 926-0"'})
    words = "\"Termin: '0491 926-0'\""
    assert again(place).opening_hours == f"Mo 22:00-02:00, Sa {words}; Dec 24 off || {words}"


def test_what_is_too_special_for_a_table_is_said_to_be_and_stays(clerk):
    special = "Apr-Sep We[1] 14:00-16:00"
    place = a_place(opening_hours=special)
    shown = clerk.get(address_of(place)).text
    assert '<p class="hours-special" >' in shown
    sent(clerk, place, opened(clerk, place) | {"opening_hours-was": special} | a_table())
    assert again(place).opening_hours == special


def test_a_day_of_four_spans_is_too_special(clerk):
    place = a_place(opening_hours="Mo 08:00-09:00,10:00-11:00,12:00-13:00,14:00-15:00")
    assert '<p class="hours-special" >' in clerk.get(address_of(place)).text


def test_the_page_opens_with_the_table_and_the_week_without_any_script(clerk):
    place = a_place(opening_hours="Mo-Su 08:00-12:00,14:00-16:00; PH off")
    shown = clerk.get(address_of(place)).text
    assert shown.count('value="08:00"') == 7
    assert "So sehen es die Besucher" in shown
    assert "14:00–16:00" in shown


def test_offers_and_their_times_have_the_table_too(staff):
    place = a_place(offers="family")
    offer = Offer.objects.get()
    fields = opened(staff, place) | NOTHING | {
        "offers-TOTAL_FORMS": 1, "offers-INITIAL_FORMS": 1, "offers-0-id": offer.pk, "offers-0-place": place.pk,
        "offers-0-category": offer.category_id, "offers-0-title": "Café", "offers-0-mode": "on_site",
        "offers-0-opening_hours": "", "offers-0-opening_hours-was": "",
    }  # fmt: skip
    sent(staff, place, fields | a_table("offers-0-opening_hours", th="open 14:00-16:00"))
    assert Offer.objects.get().opening_hours == "Th 14:00-16:00"

    times = {
        "category": offer.category_id, "title": "Café", "mode": "on_site", "opening_hours": "Th 14:00-16:00",
        "times-TOTAL_FORMS": 1, "times-INITIAL_FORMS": 0, "times-0-offer": offer.pk, "times-0-languages": "prs",
        "times-0-opening_hours": "", "times-0-opening_hours-was": "",
    }  # fmt: skip
    page = f"/admin/places/offer/{offer.pk}/change/"
    staff.post(page, times | a_table("times-0-opening_hours", fr="open 10:00-12:00"))
    assert OfferTimes.objects.get().opening_hours == "Fr 10:00-12:00"
    assert "So sehen es die Besucher" in staff.get(page).text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "nicht bekannt"),
        ("Mo-Fr 08:00-12:00, We 22:00-02:00", "08:00–12:00, 22:00–02:00"),
        ("Mo-Fr 08:00-12:00; PH off", "08:00–12:00"),
        ("Th 08:00-12:00", "geschlossen"),
        ("24/7", "den ganzen Tag"),
        ('"nach Vereinbarung"', "nach Vereinbarung"),
        ('We 08:00-12:00 "mit Termin"', "08:00–12:00 nach Vereinbarung"),
    ],
)
def test_the_list_tells_when_a_place_is_open_today(text, told):
    place = a_place(opening_hours=text)
    assert showing.today(place, datetime(2026, 11, 25, 15, tzinfo=UTC)) == told


def test_the_list_has_a_column_for_today(clerk):
    a_place(opening_hours="24/7")
    assert "den ganzen Tag" in clerk.get("/admin/places/place/").text


# The preview


def asked(client, **fields):
    return client.post(ASK, {"timezone": "Europe/Berlin"} | fields)


def test_a_preview_tells_string_fields_and_week(clerk):
    answer = asked(
        clerk, hours="", area=an_area().pk, **a_table("hours", mo="open 08:00-12:00"), **{"hours-by": "table"}
    )
    told = answer.json()
    assert (told["text"], told["is_special"]) == ("Mo 08:00-12:00", False)
    assert told["cells"]["mo-1-from"] == "08:00"
    assert told["cells"]["tu-kind"] == "closed"
    assert "Dienstag" in told["preview"]


def test_a_preview_knows_the_holidays_of_the_state(clerk, monkeypatch):
    before = SimpleNamespace(now=lambda: datetime(2028, 10, 30, 9, tzinfo=UTC))
    monkeypatch.setattr("places.admin.hours.timezone", before)
    text = "Mo-Fr 08:00-12:00; PH off"
    told = asked(clerk, hours=text, area=an_area().pk).json()["preview"]
    assert "Reformationstag" in told
    elsewhere = asked(clerk, hours=text).json()["preview"]
    assert "Reformationstag" not in elsewhere


def test_a_preview_of_nothing_is_empty(clerk):
    assert asked(clerk, hours="").json() | {"cells": None} == {
        "text": "", "is_special": False, "preview": "", "cells": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Mo-Fr 8-12", "x" * 500, "\x00", '"' * 99, "Mo" * 250, "; " * 250, "(" * 500, "\ue000", "08:00-" * 80, "Ω"]
)
def test_a_preview_of_garbage_says_so(clerk, text):
    answer = asked(clerk, hours=text)
    assert answer.status_code == 200
    assert answer.json()["errors"][""]


def test_a_preview_names_the_rows_that_are_wrong(clerk):
    fields = a_table("hours", mo="open", tu="open 08:00-")
    assert set(asked(clerk, hours="", **fields).json()["errors"]) == {"mo", "tu"}


@pytest.mark.parametrize("wrong", [{"timezone": "Mars"}, {"timezone": ""}, {"area": "x"}, {"area": "9" * 40}])
def test_a_preview_refuses_what_is_no_form_of_ours(clerk, wrong):
    answer = asked(clerk, hours="24/7", **wrong)
    assert answer.status_code == 400
    assert answer.json()["errors"][""]


def test_only_those_who_may_write_hours_see_a_preview(client):
    assert asked(client, hours="24/7").status_code == 302
    user = a_clerk("view_place", "view_offer", "change_category")
    signed_in(client, user)
    assert asked(client, hours="24/7").status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="change_offer"))
    assert asked(client, hours="24/7").status_code == 200
    assert client.get(ASK).status_code == 405


def test_a_preview_wants_the_token_of_a_form(db):
    client = Client(enforce_csrf_checks=True)
    signed_in(client, a_clerk(of=(an_area(),)))
    assert asked(client, hours="24/7").status_code == 403


# Languages


def test_languages_are_ticked_and_unknown_codes_stay(clerk):
    place = a_place(languages=["ar", "xyz", "de"])
    shown = clerk.get(address_of(place)).text
    assert "Arabisch" in shown
    for code in ("ar", "xyz", "de"):
        assert f'value="{code}" checked' in shown
    fields = opened(clerk, place) | {"languages": ["ar", "xyz", "de", "prs"], "languages-more": "ka MN"}
    sent(clerk, place, fields)
    assert again(place).languages == ["ar", "xyz", "de", "prs", "ka", "mn"]


def test_no_language_ticked_is_not_known(clerk):
    place = a_place(languages=["ar"])
    fields = opened(clerk, place)
    del fields["languages"]
    sent(clerk, place, fields)
    assert again(place).languages == []


def test_a_wrong_code_is_kept_to_be_corrected(clerk):
    place = a_place(languages=["ar"])
    answer = sent(clerk, place, opened(clerk, place), **{"languages-more": "deutsch"})
    assert "kein Sprachkürzel" in errors(answer)["languages"][0]
    assert 'value="deutsch"' in answer.text
