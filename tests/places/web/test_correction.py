"""What visitors say should be different about a place: only what they changed is sent on, and nothing typed is lost."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from places.models import Offer, Phone, Place, Suggestion, Visibility
from tests.places.making import LEER, a_category, a_place, north_of
from tests.places.web.asking import elements, get, text
from tests.places.web.sending import fields, kept, send, wrong

pytestmark = pytest.mark.django_db
CORRECT = "/orte/beratung/bearbeiten/"


@pytest.fixture(autouse=True)
def _in_no_time(settings: Any) -> None:
    settings.GUARDING = replace(settings.GUARDING, shortest_s=0)


@pytest.fixture
def place() -> Place:
    made = a_place(
        "Beratung",
        offers="family",
        street="Ringstraße 1",
        postcode="26789",
        town="Leer",
        email="alt@example.org",
        opening_hours="Mo-Fr 08:00-12:00",
        languages=["de", "ar"],
        description="Zeile eins\nZeile zwei",
    )
    Phone.objects.create(place=made, number="+494919260", shown="0491 926-0", contact="Zentrale", as_of="2014")
    return made


def test_the_form_shows_todays_values(place):
    page = get(CORRECT)
    sent = fields(page)
    assert page.status_code == 200
    assert (sent["name"], sent["street"], sent["phones-0-number"]) == (["Beratung"], ["Ringstraße 1"], ["0491 926-0"])
    assert sent["opening_hours-mo-1-from"] == ["08:00"]
    assert sent["languages"] == ["", "ar", "de"]
    assert sent["kind"] == ["edit"]


def test_a_form_of_many_offers_costs_as_many_queries_as_that_of_one(place):
    costs = []
    for title in ("Rat", "Kurs"):
        Offer.objects.create(place=place, category=a_category(), title=title)
        get(CORRECT)
        with CaptureQueriesContext(connection) as asked:
            get(CORRECT)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_who_changes_nothing_is_asked_to_say_something(place):
    answer = send(CORRECT)
    assert answer.status_code == 400
    assert "Bitte ändern Sie etwas" in wrong(answer)["angaben"]
    assert not Suggestion.objects.exists()


def test_a_phone_number_is_corrected_and_nothing_else_is_sent_on(place):
    suggestion = kept(send(CORRECT, fields={"phones-0-number": "0491 926-1"}))
    assert (suggestion.kind, suggestion.place, suggestion.origin) == ("edit", place, "visitor")
    assert suggestion.changes == {"phones": [{"number": "+494919261", "shown": "0491 926-1", "contact": "Zentrale"}]}
    assert list(suggestion.before) == ["phones"]
    place.refresh_from_db()
    assert [each.shown for each in place.phones.all()] == ["0491 926-0"]


def test_a_number_is_deleted_and_another_one_added(place):
    typed = {"phones-0-number": "", "phones-1-number": "0491 9999", "phones-1-contact": "Frau Muster"}
    assert kept(send(CORRECT, fields=typed)).changes["phones"] == [
        {"number": "+494919999", "shown": "0491 9999", "contact": "Frau Muster"}
    ]


def test_what_nobody_touched_cannot_be_wrong(place):
    place.phones.update(shown="0491 926-0, dann die 3", contact="Zentrale")
    Place.objects.update(website="https://ex ample.org")
    assert list(kept(send(CORRECT, email="neu@example.org")).changes) == ["email"]


def test_hours_languages_access_and_an_offer_are_corrected(place):
    offer = place.offers.get()
    typed = {
        "opening_hours-mo-kind": "closed",
        "languages": ["", "ar", "prs"],
        "wheelchair": "yes",
        f"offers.{offer.pk}.cost": "kostenlos",
        f"offers.{offer.pk}.opening_hours-th-1-from": "14:00",
        f"offers.{offer.pk}.opening_hours-th-1-to": "16:00",
    }
    assert kept(send(CORRECT, fields=typed)).changes == {
        "opening_hours": "Tu-Fr 08:00-12:00",
        "languages": ["ar", "prs"],
        "wheelchair": "yes",
        f"offers.{offer.pk}.cost": "kostenlos",
        f"offers.{offer.pk}.opening_hours": "Th 14:00-16:00",
    }


def test_without_a_script_one_change_is_enough_to_open_or_close_a_day(place):
    typed = {"opening_hours-mo-kind": "closed", "opening_hours-sa-1-from": "10", "opening_hours-sa-1-to": "12"}
    assert kept(send(CORRECT, fields=typed)).changes == {"opening_hours": "Tu-Fr 08:00-12:00; Sa 10:00-12:00"}


def test_exceptions_that_the_table_does_not_ask_for_stay(place):
    Place.objects.update(opening_hours='Mo 08:00-12:00; Dec 24-31 off || "nach Vereinbarung"')
    typed = {"opening_hours-tu-1-from": "08:00", "opening_hours-tu-1-to": "12:00"}
    written = kept(send(CORRECT, fields=typed)).changes["opening_hours"]
    assert written == 'Mo,Tu 08:00-12:00; Dec 24-31 off || "nach Vereinbarung"'


def test_hours_too_special_for_a_table_are_changed_in_words(place):
    Place.objects.update(opening_hours="week 1-53/2 Mo 08:00-12:00")
    answer = send(CORRECT, fields={"opening_hours-in-words": "jetzt jede Woche"}, message="Gruß")
    assert (kept(answer).message, kept(answer).changes) == ("Gruß\nÖffnungszeiten: jetzt jede Woche", {})


def test_an_old_page_takes_back_nobody_elses_change(place):
    page = get(CORRECT)
    Place.objects.update(email="andere@example.org", description="ganz anders")
    suggestion = kept(send(CORRECT, page, fields={"phones-0-number": "0491 926-1"}))
    assert list(suggestion.changes) == ["phones"]


def test_what_the_sender_saw_is_kept_beside_it(place):
    page = get(CORRECT)
    Place.objects.update(email="andere@example.org")
    suggestion = kept(send(CORRECT, page, email="neu@example.org"))
    assert (suggestion.before, suggestion.changes) == ({"email": "alt@example.org"}, {"email": "neu@example.org"})


@pytest.mark.parametrize("seen", ["", "x", "a:b:c", "\0", "ü" * 9])
def test_a_form_that_is_not_ours_is_shown_again_with_all_that_was_typed(place, seen):
    answer = send(CORRECT, seen=seen, email="neu@example.org")
    assert "angaben" in wrong(answer)
    assert fields(answer)["email"] == ["neu@example.org"]
    assert kept(send(CORRECT, answer)).changes == {"email": "neu@example.org"}


def test_what_another_place_showed_does_not_count_for_this_one(place):
    a_place("Anderer")
    seen = fields(get("/orte/anderer/bearbeiten/"))["seen"]
    assert "angaben" in wrong(send(CORRECT, seen=seen, email="neu@example.org"))


def test_errors_are_told_beside_the_fields_and_nothing_typed_is_lost(place):
    offer = place.offers.get()
    typed = {
        "phones-0-number": "ruf an",
        f"offers.{offer.pk}.title": "",
        "opening_hours-mo-1-to": "",
        "message": "Wichtig",
    }
    answer = send(CORRECT, fields=typed, email="niemand")
    assert answer.status_code == 400
    assert list(wrong(answer)) == ["phones", "opening_hours", "email", f"offers.{offer.pk}.title"]
    assert wrong(answer)["phones"] == "Telefon: „ruf an“ ist keine Telefonnummer."
    assert f'id="offers.{offer.pk}.title-fehler"' in answer.content.decode()
    assert {name: fields(answer)[name][0] for name in typed} == typed
    assert fields(answer)["email"] == ["niemand"]


def test_in_arabic_every_number_keeps_to_itself(place):
    Phone.objects.create(place=place, number="+49491999028", shown="0491 999-028", as_of="2014")
    page = f"/ar{CORRECT}"
    assert "\u20680491 926-0\u2069" in text(get(page))
    assert "\u20680491 999-028\u2069" in text(get(page))
    assert "\u20680491 12\u2069" in wrong(send(page, fields={"phones-0-number": "0491 12"}))["phones"]


def test_a_place_closed_and_another_came_in_its_stead(place):
    a_place("Neues Haus", at=north_of(LEER, metres=500), town="Leer")
    suggestion = kept(send(CORRECT, kind="closed", closed_on="2026-10-01", replaced_by="Neues Haus, Leer"))
    assert (suggestion.kind, suggestion.changes) == ("closed", {"closed_on": "2026-10-01", "replaced_by": "neues-haus"})


def test_what_there_is_instead_may_be_said_in_words(place):
    suggestion = kept(send(CORRECT, kind="closed", closed_on="1.10.2026", replaced_by="nichts mehr"))
    assert (suggestion.changes, suggestion.message) == (
        {"closed_on": "2026-10-01"},
        "Was es stattdessen gibt: nichts mehr",
    )


@pytest.mark.parametrize("day", ["gestern", "2026-13-01", "0001-01-01", "9999-12-31", "1\0", "31.12.2099"])
def test_a_day_that_is_none_or_to_come_is_refused(place, day):
    assert list(wrong(send(CORRECT, kind="closed", closed_on=day))) == ["closed_on"]


def test_a_place_moved(place):
    typed = {"moved-street": "Deichstraße 9", "moved-position-lat": "53.24", "moved-position-lon": "7.47"}
    suggestion = kept(send(CORRECT, kind="moved", fields=typed))
    assert suggestion.kind == "moved"
    assert suggestion.changes == {"street": "Deichstraße 9", "position": {"lon": 7.47, "lat": 53.24}}


def test_a_wrong_position_is_corrected_by_a_pin_or_in_words(place):
    typed = {"pin-position-lat": "53.24", "pin-position-lon": "7.47"}
    pinned = kept(send(CORRECT, kind="position", fields=typed))
    assert (pinned.kind, pinned.changes) == ("position", {"position": {"lon": 7.47, "lat": 53.24}})
    said = kept(send(CORRECT, kind="position", fields={"pin-where": "hinter der Kirche"}))
    assert (said.changes, said.message) == ({}, "Wo der Ort ist: hinter der Kirche")


def test_where_all_parts_are_open_the_one_that_was_filled_in_counts(place):
    assert kept(send(CORRECT, fields={"pin-where": "hinter der Kirche"})).kind == "position"
    assert kept(send(CORRECT, closed_on="2026-10-01")).kind == "closed"


def test_links_that_stand_there_already_are_no_advertising(place):
    links = " ".join(f"https://{number}.example/" for number in range(6))
    Place.objects.update(description=f"Mehr weis: {links}")
    assert "description" in kept(send(CORRECT, description=f"Mehr weiß: {links}")).changes
    new = f"{links} {links}".replace(".example", ".example.org")
    assert "zu viele Links" in wrong(send(CORRECT, description=new))["abschicken"]


def test_a_link_may_say_what_is_the_matter():
    a_place("Beratung")
    assert fields(get(CORRECT, kind="closed"))["kind"] == ["closed"]


def test_of_a_protected_place_nobody_is_asked_where_it_is():
    a_place("Beratung", street="Heimlichgasse 4", town="Leer", visibility=Visibility.AREA_ONLY)
    page = get(CORRECT)
    names = {str(each.get("name")) for each in elements(page, "input")}
    assert not [name for name in names if "street" in name or "position" in name or "lat" in name]
    assert "Heimlichgasse" not in page.content.decode()
    assert {each["value"] for each in elements(page, "input") if each.get("name") == "kind"} == {"edit", "closed"}
    answer = send(CORRECT, kind="moved", fields={"moved-street": "Anders 1", "street": "Anders 1"})
    assert answer.status_code == 400
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("visibility", [Visibility.HIDDEN, Visibility.CLOSED])
def test_what_is_not_public_has_no_form(visibility):
    a_place("Beratung", visibility=visibility, closed_on="2026-01-01" if visibility == Visibility.CLOSED else None)
    assert get(CORRECT).status_code == 404


def test_markup_is_text(place):
    answer = send(CORRECT, fields={"phones-0-number": "<script>alert(1)</script>"}, message="<b>fett</b>")
    assert b"<script>alert" not in answer.content
    assert b"<b>fett" not in answer.content


def test_the_sender_is_thanked_with_the_number_and_led_back(place):
    answer = send(CORRECT, email="neu@example.org")
    page = Client().get(answer.url)
    assert "no-store" in page.headers["Cache-Control"]
    assert str(kept(answer).number) in text(page)
    assert "/orte/beratung/" in [link.get("href") for link in elements(page, "a")]
    assert not answer.cookies
    assert not page.cookies


def test_a_number_tells_nobody_whether_there_is_such_a_suggestion():
    assert get("/danke/123456789/").status_code == 200
    assert get(f"/danke/{'9' * 400}/").status_code == 200


def test_a_suggestion_remembers_the_language_of_its_page(place):
    assert kept(send(f"/ar{CORRECT}", email="neu@example.org")).language == "ar"


def test_an_answer_is_offered_only_where_mail_can_be_sent(place, settings):
    assert "answer_to" not in fields(get(CORRECT))
    assert kept(send(CORRECT, email="neu@example.org", answer_to="ich@example.org")).email == ""
    settings.MAIL = SimpleNamespace(is_configured=True)
    assert "löschen dann Ihre Adresse" in text(get(CORRECT))
    assert list(wrong(send(CORRECT, wheelchair="yes", answer_to="ich"))) == ["answer_to"]
    answer = send(CORRECT, wheelchair="yes", answer_to="ich@example.org")
    assert kept(answer).email == "ich@example.org"
    assert "Sie bekommen dann eine E-Mail." in text(Client().get(answer.url))


def test_a_machine_is_thanked_and_nothing_is_kept(place):
    assert send(CORRECT, company="ACME", email="neu@example.org").status_code == 302
    assert not Suggestion.objects.exists()


def test_who_sends_too_much_is_told_so_and_loses_nothing(place, settings):
    settings.GUARDING = replace(settings.GUARDING, per_network=1)
    send(CORRECT, email="neu@example.org")
    answer = send(CORRECT, email="noch@example.org")
    assert (answer.status_code, fields(answer)["email"]) == (429, ["noch@example.org"])
    assert int(answer.headers["Retry-After"]) > 0
    assert list(wrong(answer)) == ["abschicken"]
