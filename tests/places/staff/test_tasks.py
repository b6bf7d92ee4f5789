"""The list of work: what is on it, for whom, and the word that a fact still holds."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from places import history
from places.models import Assertion, Phone, Place
from tests.places.accounts import a_steward, an_administrator
from tests.places.making import a_place, an_area
from tests.places.web.asking import elements, text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
WORK = "/redaktion/aufgaben/"


@pytest.fixture
def place(db) -> Place:
    """Make a place of which all is known, and all for a long time."""
    facts: dict[str, Any] = {
        "street": "Ringstraße 1",
        "opening_hours": "Mo 08:00-12:00",
        "languages": ["de"],
        "as_of": "2014",
    }
    made = a_place("Treff", **facts, area=an_area(population=35_000))
    Phone.objects.create(place=made, number="+494919260", shown="0491 926-0", as_of="2014")
    return made


def get(user, **query):
    return signed_in(Client(), user).get(WORK, query_params=query)


def names(user, **query) -> list[str]:
    return [each.place.name for each in get(user, **query).context["tasks"]]


def boxes(response) -> dict[str, str]:
    """Return what each box to tick sends, by fact."""
    values = [each["value"] or "" for each in elements(response, "input") if each.get("name") == "fact"]
    return {value.partition(":")[0]: value for value in values}


def vouch(user, place: Place, *ticked: str, **query):
    sent = {"place": place.slug, "fact": list(ticked)}
    return signed_in(Client(), user).post(f"{WORK}?{urlencode(query)}", sent, follow=True)


def test_it_tells_what_is_due_and_what_stands_there(place, anna):
    said = text(get(anna))
    assert "lange nicht bestätigt (1)" in said
    assert "Montag: 08:00–12:00" in said
    assert "Stand 2014" in said
    assert "betrifft 35.000 Menschen" in said


def test_it_tells_what_is_missing(place, anna):
    Place.objects.update(languages=[], opening_hours="")
    assert "Nicht bekannt: Öffnungszeiten und Sprachen" in text(get(anna))


def test_one_reason_at_a_time(place, anna):
    a_place("Ohne alles", as_of="2026-11", street="")
    assert names(anna) == ["Ohne alles", "Treff"]
    assert names(anna, grund="due") == ["Treff"]
    assert names(anna, grund="quatsch", page="x") == ["Ohne alles", "Treff"]


def test_one_municipality_at_a_time(place):
    weener = an_area("034570021", "Weener")
    a_place("Treff Weener", area=weener)
    ada = an_administrator()
    assert sorted(names(ada)) == ["Treff", "Treff Weener"]
    response = get(ada, area=weener.key)
    assert [each.place.name for each in response.context["tasks"]] == ["Treff Weener"]
    assert set(response.context["counts"].values()) <= {0, 1}
    ways = [each.get("href") or "" for each in elements(response, "a")]
    assert all(f"area={weener.key}" in way for way in ways if "grund=" in way)
    assert sorted(names(ada, area="quatsch")) == ["Treff", "Treff Weener"]


def test_nobody_sees_another_municipality_by_its_key(place, anna):
    weener = an_area("034570021", "Weener")
    a_place("Treff Weener", area=weener)
    assert names(anna, area=weener.key) == ["Treff"]


def test_who_vouches_for_a_fact_speaks_for_the_municipality(place, anna):
    ticked = boxes(get(anna))["phone"]
    assert "Bestätigt: Treff" in text(vouch(anna, place, ticked, grund="due"))
    said = place.assertions.get()
    assert (said.field, said.said_by, said.user) == ("phone", Assertion.Party.MUNICIPALITY, anna)
    assert set(boxes(get(anna))) == {"hours", "languages", "address"}
    assert history.changes(place)[0].via == "worklist"
    assert '"phone"' in Place.objects.get().feature


def test_a_steward_vouches_for_who_runs_it(place):
    steward = a_steward(place, account=True).user
    vouch(steward, place, boxes(get(steward))["hours"])
    assert place.assertions.get().said_by == Assertion.Party.OPERATOR


def test_what_nobody_saw_is_not_confirmed(place, anna):
    old = boxes(get(anna))
    Phone.objects.update(shown="0491 926-99", number="+4949192699")
    assert "Inzwischen steht dort etwas anderes" in text(vouch(anna, place, old["phone"], old["hours"]))
    assert not place.assertions.exists()


@pytest.mark.parametrize("ticked", ["phone", "phone:", "nonsense:00", "position:", "\0:\0"])
def test_what_no_page_sends_confirms_nothing(place, anna, ticked):
    assert vouch(anna, place, ticked).status_code == 200
    assert not place.assertions.exists()


def test_nothing_ticked_is_told(place, anna):
    assert "Bitte kreuzen Sie an, was noch stimmt." in text(vouch(anna, place))


def test_many_places_need_no_more_queries_than_one(place, anna, django_assert_num_queries):
    client = signed_in(Client(), anna)
    client.get(WORK)
    for number in range(10):
        other = a_place(f"Ort {number}", street="Weg 1", website="https://example.org/")
        Phone.objects.create(place=other, number="+494911", shown="0491 1")
    with django_assert_num_queries(13):
        client.get(WORK)
