"""What was decided: who sees it, in which order, and that it is found again."""

import pytest
from django.test import Client

from places import moderation
from places.models import Suggestion
from places.suggesting import suggest
from tests.places.accounts import a_steward, an_administrator, an_editor
from tests.places.making import a_place, an_area
from tests.places.web.asking import elements, text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
PATH = "/redaktion/entschieden/"
WEENER = "034570021"
Kind = Suggestion.Kind


def a_decision(name: str, *, by, accepted: bool = True, **of) -> Suggestion:
    suggestion = suggest(kind=Kind.EDIT, place=a_place(name, **of), changes={"name": f"{name} neu"})
    if accepted:
        moderation.accept(suggestion, seen=suggestion.before, by=by)
    else:
        moderation.reject(suggestion, reason="Das stimmt nicht mehr.", by=by)
    return suggestion


def seen(user, **query) -> list[int]:
    response = signed_in(Client(), user).get(PATH, query_params=query)
    assert response.status_code == 200
    return [each.number for each in response.context["page"]]


def test_the_last_decision_comes_first_and_what_is_open_not_at_all():
    anna = an_administrator()
    decisions = [a_decision(name, by=anna) for name in ("Eins", "Zwei", "Drei")]
    suggest(kind=Kind.EDIT, place=a_place("Offen"), changes={"name": "Neu"})
    assert seen(anna) == [each.number for each in reversed(decisions)]


def test_who_decides_about_a_place_sees_what_was_decided_about_it():
    admin = an_administrator()
    leer = a_decision("Leer", by=admin)
    weener = a_decision("Weener", by=admin, area=an_area(WEENER, "Weener"))
    assert seen(an_editor(of=an_area())) == [leer.number]
    assert seen(a_steward(weener.place, account=True).user) == [weener.number]


def test_it_says_what_was_decided_by_whom_and_why():
    anna = an_administrator()
    a_decision("Treff", by=anna, accepted=False)
    page = signed_in(Client(), anna).get(PATH)
    said = text(page)
    for wanted in ("Über 1 Vorschlag ist entschieden.", "abgelehnt", "Das stimmt nicht mehr.", anna.get_username()):
        assert wanted in said


def test_it_leads_to_the_suggestion_and_keeps_what_was_chosen():
    anna = an_administrator()
    decision = a_decision("Treff", by=anna)
    client = signed_in(Client(), anna)
    links = {each["href"] for each in elements(client.get(PATH, {"kind": "edit"}), "a") if "href" in each}
    assert f"/redaktion/vorschlaege/{decision.number}/?kind=edit" in links
    assert f"{PATH}?kind=edit" in {
        each["href"] for each in elements(client.get("/redaktion/", {"kind": "edit"}), "a") if "href" in each
    }
    assert seen(anna, kind="closed") == []


def test_a_longer_list_costs_no_more_queries(django_assert_max_num_queries):
    anna = an_administrator()
    client = signed_in(Client(), anna)
    a_decision("Eins", by=anna)
    client.get(PATH)
    with django_assert_max_num_queries(100) as few:
        client.get(PATH)
    for name in ("Zwei", "Drei", "Vier"):
        a_decision(name, by=anna)
    with django_assert_max_num_queries(len(few)):
        client.get(PATH)
