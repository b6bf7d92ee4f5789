"""`open_at`, `language`, `wheelchair`: what fits comes first, and what is not known is told from it."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.places.api.asking import document, found, get, nearby
from tests.places.making import LEER, a_place, north_of
from tests.places.test_opening import local

pytestmark = pytest.mark.django_db

AROUND_LEER = {"lat": 53.2331, "lon": 7.4564}


@pytest.fixture
def places():
    a_place("Dari am Donnerstag", opening_hours="Th 14:00-17:00", languages=["prs"], wheelchair="yes")
    a_place("Dari am Montag", opening_hours="Mo 14:00-17:00", languages=["prs"], wheelchair="no")
    a_place("nicht bekannt", north_of(LEER, metres=10))


def matches(response):
    return [each["properties"]["match"] for each in document(response)["features"]]


@pytest.mark.parametrize("moment", ["2026-11-26T15:00", "2026-11-26T14:00:00Z", "2026-11-26T16:00+02:00"])
def test_language_and_time_are_one_question(places, moment):
    response = get(language="prs", open_at=moment)
    assert found(response) == ["Dari am Donnerstag", "nicht bekannt"]
    assert matches(response) == ["yes", "unknown"]
    answer = document(response)
    assert (answer["numberMatched"], answer["numberReturned"], answer["numberUnknown"]) == (2, 2, 1)


def test_access_without_steps(places):
    assert found(get(wheelchair="yes")) == ["Dari am Donnerstag", "nicht bekannt"]


def test_nothing_is_told_of_what_was_not_asked(places):
    answer = document(get())
    assert "numberUnknown" not in answer
    assert "match" not in answer["features"][0]["properties"]


def test_near_a_position_in_the_body(places):
    response = nearby({**AROUND_LEER, "radius_m": 1000, "language": "prs", "open_at": "2026-11-26T15:00", "limit": 1})
    assert found(response) == ["Dari am Donnerstag"]
    [onwards] = document(response)["links"]
    again = nearby({**AROUND_LEER, "radius_m": 1000, "language": "prs", "limit": 1, **onwards["body"]})
    assert found(again) == ["nicht bekannt"]


def test_the_next_page_of_now_is_of_the_same_minute(places, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: local("2026-11-26 15:00"))
    first = get(open_at="now", limit=1)
    onwards = next(link["href"] for link in document(first)["links"] if link["rel"] == "next")
    monkeypatch.setattr(timezone, "now", lambda: local("2026-11-26 18:00"))
    assert found(Client().get(onwards)) == ["nicht bekannt"]


def test_an_answer_of_now_is_fresh_for_its_minute_alone(places, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: local("2026-11-26 16:59"))
    first = get(open_at="now")
    assert found(first)[0] == "Dari am Donnerstag"
    known = {"If-None-Match": first.headers["ETag"]}
    assert get(open_at="now", headers=known).status_code == 304
    monkeypatch.setattr(timezone, "now", lambda: local("2026-11-26 17:00"))
    assert found(get(open_at="now", headers=known)) == ["nicht bekannt"]
