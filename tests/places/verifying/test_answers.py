"""Links show by GET and act by POST: machines that open them confirm nothing, and people answer once."""

import re
from datetime import timedelta
from html import unescape
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from places.models import Assertion, Place, Question, Steward, Suggestion, Visibility
from places.verifying.answering import has_changed
from places.verifying.reminding import remind
from tests.places.making import a_place
from tests.places.verifying.stewards import NOVEMBER, a_stale_place, a_steward, form, link, links, pressed
from tests.places.web.asking import elements, text
from tests.places.web.sending import send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
TODAY = NOVEMBER.date().isoformat()


def said() -> dict[str, tuple[str, str]]:
    return {each.field: (each.said_by, each.as_of) for each in Assertion.objects.all()}


def test_still_right_confirms_what_was_due(question):
    page = pressed(link("stimmen"))
    assert page.status_code == 200
    assert "Danke" in text(page)
    assert said() == {"hours": ("operator", TODAY), "phone": ("operator", TODAY)}
    question.refresh_from_db()
    assert (question.outcome, question.answered_at) == ("right", NOVEMBER)


def test_the_steward_is_named_nowhere(question):
    Steward.objects.update(name="Anna Muster")
    pressed(link("stimmen"))
    feature = Client().get("/api/v1/places/beratung/").content.decode()
    assert "Auf Nachfrage" in feature
    assert "Muster" not in feature
    assert "wer@" not in feature
    assert {each.user for each in Assertion.objects.all()} == {None}


def test_a_fact_that_is_unticked_stays_due(question):
    pressed(link("stimmen"), fact=["phone"])
    assert set(said()) == {"phone"}


def test_a_fact_that_was_not_asked_about_is_not_confirmed(question):
    pressed(link("stimmen"), fact=["phone", "address", "access", "nonsense"])
    assert set(said()) == {"phone"}


def test_nothing_ticked_is_asked_again(question):
    page = pressed(link("stimmen"), fact=[])
    assert page.status_code == 400
    assert "Bitte kreuzen Sie an" in text(page)
    assert said() == {}


def test_what_changed_meanwhile_is_shown_again(question):
    client, path = Client(), link("stimmen")
    sent = form(client.get(path))
    Place.objects.update(opening_hours="Mo 09:00-10:00")
    page = client.post(path, sent)
    assert page.status_code == 409
    assert "inzwischen geändert" in text(page)
    assert said() == {}
    assert client.post(path, {"fact": ["hours"]}).status_code == 409


def test_the_second_press_is_told_and_changes_nothing(question):
    path = link("stimmen")
    sent = form(Client().get(path))
    first, second = (Client().post(path, sent) for _ in range(2))
    assert "Danke" in text(first)
    assert second.status_code == 200
    assert "Sie haben schon geantwortet" in text(second)
    assert "Sie haben schon geantwortet" in text(Client().get(path))
    assert "Sie haben schon geantwortet" in text(pressed(link("geschlossen")))
    assert not Suggestion.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_once_one_counts():
    a_steward(a_stale_place())
    remind(NOVEMBER)
    path = link("stimmen")
    sent, start, answers = form(Client().get(path)), Barrier(2), []

    def press() -> None:
        try:
            start.wait()
            answer: Any = Client().post(path, sent)
            answers.append(text(answer))
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted("schon geantwortet" in answer for answer in answers) == [False, True]


def test_a_scanner_that_follows_everything_confirms_nothing(question):
    """Open every link of the letter and of the pages behind it, by GET, HEAD and as browsers fetch ahead.

    Of ten languages two are opened, and nothing is printed.
    """
    other = re.compile(r"/(?!ar/)[a-z]{2}/|.*\.pdf|/static")
    waiting, seen = set(links()), set()
    ahead = {"Sec-Purpose": "prefetch;prerender", "Purpose": "prefetch"}
    while waiting:
        path = waiting.pop()
        seen.add(path)
        client = Client()
        client.head(path), client.options(path), client.get(path, headers=ahead)
        page = client.get(path, follow=True)
        found = re.findall(r'(?:href|src|action)="(/[^"]*)"', page.content.decode(errors="replace"))
        about = {unescape(each).partition("#")[0] for each in found if "angaben" in each or "/orte/" in each}
        waiting |= {each for each in about if not other.match(each)} - seen
    assert len(seen) > 20
    assert said() == {}
    assert not Suggestion.objects.exists()
    assert Steward.objects.reachable().count() == 1
    assert not Question.objects.get().is_answered


def test_closed_becomes_a_suggestion_with_date_and_successor(question):
    other = a_place("Beratung am Hafen", town="Leer")
    page = pressed(link("geschlossen"), closed_on="2026-10-31", instead="Beratung am Hafen, Leer")
    assert "Danke" in text(page)
    suggestion = Suggestion.objects.get()
    assert (suggestion.kind, suggestion.origin, suggestion.state) == ("closed", "steward", "pending")
    assert suggestion.changes == {"closed_on": "2026-10-31", "replaced_by": other.slug}
    assert Place.objects.get(slug="beratung").visibility == Visibility.PUBLIC
    assert Question.objects.get().suggestion == suggestion


def test_words_about_what_there_is_instead_are_kept(question):
    pressed(link("geschlossen"), instead="das Rathaus\0 hilft")
    assert Suggestion.objects.get().message == "das Rathaus hilft"


@pytest.mark.parametrize("day", ["gestern", "2026-13-01", "31.12.1066", "\0", "9" * 500])
def test_a_day_that_is_none_is_asked_again(question, day):
    page = pressed(link("geschlossen"), closed_on=day)
    assert page.status_code == 400
    assert "Das ist kein Tag" in text(page)
    assert not Suggestion.objects.exists()


def test_what_is_too_long_is_asked_again(question):
    assert pressed(link("geschlossen"), instead="x" * 2_001).status_code == 400


def test_of_a_protected_place_the_page_tells_no_street():
    a_steward(a_stale_place("Frauenhaus", visibility=Visibility.AREA_ONLY, as_of="2014"))
    remind(NOVEMBER)
    page = Client().get(link("stimmen"))
    assert "Ringstra" not in text(page)
    assert [each["value"] for each in elements(page, "input") if each["name"] == "fact"] == ["hours", "phone"]


def test_what_is_sent_by_the_form_is_known_to_come_from_a_steward(question):
    suggestion = Suggestion.objects.create(place=question.place, area=question.place.area, kind="edit", message="x")
    has_changed(question, suggestion, now=NOVEMBER)
    has_changed(question, suggestion, now=NOVEMBER)
    suggestion.refresh_from_db(), question.refresh_from_db()
    assert suggestion.origin == Suggestion.Origin.STEWARD
    assert (question.outcome, question.suggestion) == ("changed", suggestion)


def test_no_answer_waits_in_a_circle_with_who_decides(question):
    suggestion = Suggestion.objects.create(place=question.place, area=question.place.area, kind="edit", message="x")
    with CaptureQueriesContext(connection) as asked:
        has_changed(question, suggestion, now=NOVEMBER)
    locking = [query["sql"] for query in asked if "FOR " in query["sql"] or query["sql"].startswith("UPDATE")]
    assert "geo_edition" in locking[0]


def test_changing_leads_to_the_form_and_what_it_sends_answers_the_question(question, monkeypatch):
    form = Client().get(link("aendern"), follow=True)
    (path, _status), *_ = form.redirect_chain
    assert path.startswith("/orte/beratung/bearbeiten/?t=")
    monkeypatch.setattr("places.guarding.check", lambda *args: None)
    answer = send(path, form, name="Beratung am Markt")
    suggestion = Suggestion.objects.get()
    assert answer.headers["Location"] == f"/danke/{suggestion.number}/"
    assert (suggestion.origin, suggestion.changes) == ("steward", {"name": "Beratung am Markt"})
    question.refresh_from_db()
    assert (question.outcome, question.suggestion) == ("changed", suggestion)
    for page in (form, answer):
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"


def test_a_link_makes_nobody_a_steward_of_another_place(question, monkeypatch):
    a_place("Anderswo")
    monkeypatch.setattr("places.guarding.check", lambda *args: None)
    token = link("aendern").split("=")[1]
    send(f"/orte/anderswo/bearbeiten/?t={token}", name="Meins")
    assert Suggestion.objects.get().origin == "visitor"
    question.refresh_from_db()
    assert not question.is_answered


def test_one_can_end_the_letters_and_begin_them_again(question):
    path = link("nicht-mehr-fragen")
    assert "Keine Nachfragen mehr?" in text(Client().get(path))
    assert "Wir fragen Sie nicht mehr" in text(Client().post(path, {"List-Unsubscribe": "One-Click"}))
    assert Steward.objects.get().opted_out_at == NOVEMBER
    assert remind(NOVEMBER + timedelta(days=10)) == []
    Client().post(path, {"again": "1"})
    assert Steward.objects.get().opted_out_at is None


def test_who_answers_has_got_the_letter_even_where_that_was_unclear(question):
    type(question.reminder).objects.update(state="sending")
    pressed(link("stimmen"))
    question.reminder.refresh_from_db()
    assert question.reminder.state == "sent"


@pytest.mark.parametrize("language", ["ar", "ti", "en"])
def test_the_pages_are_in_every_language(language):
    a_steward(a_stale_place(), language=language)
    remind(NOVEMBER)
    for page in ("stimmen", "geschlossen", "nicht-mehr-fragen"):
        response = Client().get(link(page))
        assert response.status_code == 200
        assert response.headers["Content-Language"] == language
    assert pressed(link("stimmen")).status_code == 200


def test_a_page_asks_the_database_little(question, django_assert_max_num_queries):
    Client().get(link("stimmen"))
    with django_assert_max_num_queries(14):
        Client().get(link("stimmen"))
