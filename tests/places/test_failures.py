"""What answers when a view fails: never a traceback, and 503 where the database is away."""

import json

import pytest
from django.db import OperationalError
from django.test import Client

from places.web.finding import PlaceMap

pytestmark = pytest.mark.django_db


@pytest.fixture
def fails(monkeypatch):
    """Return a function that lets the map page, or a search of the API, raise an error."""

    def let(error):
        def fail(*args, **kwargs):
            raise error

        monkeypatch.setattr(PlaceMap, "get", fail)
        monkeypatch.setattr("places.api.places.find", fail)

    return let


def ask(path):
    return Client(raise_request_exception=False).get(path)


@pytest.mark.parametrize(("error", "status"), [(OperationalError("no route to 10.1.2.3"), 503), (ValueError("x"), 500)])
def test_a_failure_is_told_in_the_form_that_was_asked_for(fails, error, status):
    fails(error)
    page, problem = ask("/"), ask("/api/v1/places/")
    assert page.status_code == problem.status_code == status
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert json.loads(problem.content)["status"] == status
    assert "10.1.2.3" not in (page.content + problem.content).decode()


def test_who_came_while_the_database_was_away_hears_when_to_come_again(fails):
    fails(OperationalError())
    assert ask("/").headers["Retry-After"] == ask("/api/v1/places/").headers["Retry-After"] == "10"
    assert "in einer Minute noch einmal" in ask("/").content.decode()


def test_a_failure_that_is_no_databases_says_no_time(fails):
    fails(ValueError())
    assert "Retry-After" not in ask("/").headers


def test_nobody_keeps_a_page_that_says_what_went_wrong(fails):
    fails(ValueError())
    assert [ask(path).headers["Cache-Control"] for path in ("/", "/orte/nirgends/", "/nichts")] == ["no-store"] * 3


def test_a_form_of_strangers_is_refused_in_our_own_words():
    client = Client(enforce_csrf_checks=True)
    page, problem = client.post("/orte/leer/"), client.post("/api/v1/docs/")
    assert page.status_code == problem.status_code == 403
    assert "Das ist nicht erlaubt" in page.content.decode()
    assert json.loads(problem.content)["status"] == 403
    assert not client.cookies
