"""A link of a letter is a key: nobody keeps, finds or forges it, and it ends."""

import logging
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from geo.logs import JsonLine
from places.confirming import confirm
from places.guarding import token as form_token
from places.models import Assertion, Place, Visibility
from places.verifying import links as addresses
from places.verifying.reminding import remind
from tests.places.verifying.stewards import NOVEMBER, form, link
from tests.places.web.asking import elements, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
TODAY = NOVEMBER.date().isoformat()


@pytest.mark.parametrize("page", ["stimmen", "geschlossen", "aendern", "nicht-mehr-fragen"])
def test_a_page_is_kept_found_and_passed_on_by_nobody(question, page):
    response = Client().get(link(page))
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert not response.cookies
    assert [each for each in elements(response, "link") if each.get("rel") == "alternate"] == []


def test_the_token_is_in_no_log(question, caplog):
    caplog.set_level(logging.DEBUG)
    for page in ("stimmen", "geschlossen", "aendern", "nicht-mehr-fragen"):
        path = link(page)
        Client().get(path), Client().post(path)
    written = "\n".join(JsonLine().format(record) for record in caplog.records)
    assert '"path": "/angaben/stimmen/"' in written
    assert link("stimmen").split("=")[1] not in written
    assert "?" not in written


@pytest.mark.parametrize("forged", ["{0:.10}", "9{0}", "{0}x", "", "\0", "1.", ".{0}"])
def test_a_forged_link_is_refused(question, forged):
    path, token = link("stimmen").split("?t=")
    for page in (path, link("nicht-mehr-fragen").split("?")[0]):
        response = Client().get(page, query_params={"t": forged.format(token)})
        assert response.status_code == 404
        assert "gilt nicht mehr" in text(response)
        assert Client().post(page, query_params={"t": forged.format(token)}).status_code == 404


def test_what_was_signed_for_something_else_is_refused(question):
    path = link("stimmen").split("?")[0]
    stop = link("nicht-mehr-fragen").split("=")[1]
    for token in (stop, form_token(), signing.dumps(question.pk), signing.Signer().sign(str(question.pk))):
        assert Client().post(path, query_params={"t": token}).status_code == 404
    answer = link("stimmen").split("=")[1]
    assert Client().post("/angaben/nicht-mehr-fragen/", query_params={"t": answer}).status_code == 404


def test_a_link_ends_after_its_days(question, monkeypatch, settings):
    path, sent = link("stimmen"), form(Client().get(link("stimmen")))
    monkeypatch.setattr(timezone, "now", lambda: NOVEMBER + timedelta(days=settings.REMINDING.link_days))
    assert Client().get(path).status_code == 410
    assert Client().post(path, sent).status_code == 410
    assert not Assertion.objects.exists()


def test_a_newer_letter_ends_the_links_of_an_older_one(question):
    old = link("stimmen")
    remind(NOVEMBER + timedelta(days=10))
    assert Client().get(old).status_code == 410
    assert Client().get(link("stimmen")).status_code == 200


def test_who_does_not_know_the_place_any_more_does_not_answer_for_it(question):
    question.reminder.steward.places.clear()
    assert Client().get(link("stimmen")).status_code == 404


@pytest.mark.parametrize("visibility", [Visibility.HIDDEN, Visibility.CLOSED])
def test_a_place_that_left_the_map_is_told_to_nobody(question, visibility):
    closed_on = TODAY if visibility == Visibility.CLOSED else None
    Place.objects.update(visibility=visibility, closed_on=closed_on)
    response = Client().get(link("stimmen"))
    assert response.status_code == 404
    assert "Beratung" not in text(response)


def test_the_link_names_a_path_of_ours(question):
    assert addresses.address("still_right", "x") == "https://karte.example.org/angaben/stimmen/?t=x"
    confirm(question.place, ["hours"], said_by=Assertion.Party.PUBLIC, on=TODAY)
