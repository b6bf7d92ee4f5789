"""The answer to who suggested something, in their language; and then the address is forgotten."""

import logging
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils.translation import override

from places import correspondence, moderation
from places.models import Place, Suggestion, Visibility
from places.suggesting import suggest
from tests.places.accounts import an_editor
from tests.places.making import a_place

pytestmark = pytest.mark.django_db
ADDRESS = "leyla@example.org"


@pytest.fixture(autouse=True)
def _a_server(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = "https://karte.example.org"


@pytest.fixture
def place(db) -> Place:
    return a_place("Treff")


@pytest.fixture
def anna(place):
    return an_editor(of=place.area)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def suggested(place: Place, *, language: str = "de", kind=Suggestion.Kind.EDIT, **changes) -> Suggestion:
    return suggest(kind=kind, place=place, changes=changes, email=ADDRESS, language=language)


def test_the_sender_is_told_what_was_accepted_and_what_was_not(place, anna, committed):
    suggestion = suggested(place, name="Treffpunkt", email="treff@example.org", website="https://example.org")
    with committed():
        moderation.accept(suggestion, fields=["name"], edits={"town": "Leer"}, by=anna)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([ADDRESS], f"Ihr Vorschlag {suggestion.number}")
    assert "Das steht jetzt auf der Seite: Name und Ort." in letter.body
    assert "Das haben wir nicht übernommen: E-Mail und Website." in letter.body
    assert "https://karte.example.org/orte/treff/" in letter.body


def test_the_sender_is_told_why_it_was_rejected_in_the_own_language(place, anna, committed):
    ready = str(correspondence.REASONS["known"])
    suggestion = suggested(place, language="ar", name="Treffpunkt")
    with committed():
        moderation.reject(suggestion, reason=f"{ready}\n\nSeit gestern.", by=anna)
    with override("ar"):
        translated = str(correspondence.REASONS["known"])
    (letter,) = mail.outbox
    assert translated in letter.body
    assert "Seit gestern." in letter.body
    assert "https://karte.example.org/ar/orte/treff/" in letter.body


def test_a_closed_place_is_told_to_be_closed(place, anna, committed):
    with committed():
        moderation.accept(suggested(place, kind=Suggestion.Kind.CLOSED), by=anna)
    assert "Der Ort ist jetzt als geschlossen eingetragen." in mail.outbox[0].body


def test_there_is_no_link_to_what_nobody_may_see(place, anna, committed, settings):
    Place.objects.update(visibility=Visibility.HIDDEN)
    with committed():
        moderation.reject(suggested(Place.objects.get(), name="x"), reason="nein", by=anna)
    assert "https://" not in mail.outbox[0].body


def test_nothing_is_written_before_the_decision_is_kept(place, anna, committed):
    moderation.accept(suggested(place, name="Treffpunkt"), by=anna)
    assert mail.outbox == []


def test_who_left_no_address_gets_no_letter(place, anna, committed):
    with committed():
        moderation.accept(suggest(kind=Suggestion.Kind.EDIT, place=place, changes={"name": "Neu"}), by=anna)
    assert mail.outbox == []


@pytest.mark.parametrize(
    "failure", [SMTPRecipientsRefused({ADDRESS: (550, b"no")}), ConnectionRefusedError(ADDRESS), UnicodeError(ADDRESS)]
)
def test_a_server_that_fails_loses_no_decision_and_tells_no_log_the_address(
    place, anna, committed, monkeypatch, caplog, failure
):
    def fail(*args: object) -> int:
        raise failure

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    suggestion = suggested(place, name="Treffpunkt")
    with caplog.at_level(logging.DEBUG), committed():
        moderation.accept(suggestion, by=anna)
    assert Place.objects.get().name == "Treffpunkt"
    assert "An answer to a suggestion could not be sent" in caplog.text
    assert ADDRESS not in caplog.text


def test_the_address_is_nowhere_in_the_database_afterwards(place, anna, committed):
    with committed():
        moderation.accept(suggested(place, name="Treffpunkt"), by=anna)
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'places_%'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table} AS t WHERE t::text LIKE %s", [f"%{ADDRESS}%"])
            assert cursor.fetchone() == (0,), table
