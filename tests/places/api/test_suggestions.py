"""Suggestions by programs: kept and told about, or refused by what is wrong; the place never changes."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from places import moderation
from places.models import Phone, Place, Suggestion
from tests.places.accounts import an_editor
from tests.places.api.asking import API, document, get, refused
from tests.places.making import LEER, a_category, a_place

pytestmark = pytest.mark.django_db


def suggest(body: Any, *, content_type: str = "application/json", **extra: Any) -> Any:
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    client = Client(raise_request_exception=False)
    return client.post(f"{API}suggestions/", data=data, content_type=content_type, **extra)


def an_edit(**changes: Any) -> dict[str, Any]:
    return {"place": "anleger", "kind": "edit", "changes": changes}


@pytest.fixture
def place() -> Place:
    made = a_place("Anleger", opening_hours="Mo 08:00-12:00", offers="family")
    Phone.objects.create(place=made, number="+494919260", shown="0491 926-0", as_of="2014")
    return made


def test_a_change_is_kept_and_the_place_stays_as_it_is(place):
    before = get(f"places/{place.pk}/").content
    answer = suggest(an_edit(phones=[{"number": "0491 9261"}]) | {"message": "Neu.", "email": "a@example.org"})
    kept = Suggestion.objects.get()
    assert answer.status_code == 201
    assert document(answer) == {"number": kept.number, "state": "pending", "place": str(place.pk)}
    assert answer.headers["Location"] == f"http://testserver{API}suggestions/{kept.number}/"
    assert kept.changes == {"phones": [{"number": "+494919261", "shown": "0491 9261", "contact": ""}]}
    assert (kept.before["phones"][0]["number"], kept.message, kept.email) == ("+494919260", "Neu.", "a@example.org")
    assert (kept.origin, kept.area) == ("api", place.area)
    assert get(f"places/{place.pk}/").content == before


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("edit", {"name": "Anleger Leer", "languages": ["de", "ar"], "wheelchair": "limited"}),
        ("moved", {"street": "Ringstraße 1", "town": "Leer"}),
        ("position", {"position": {"lon": 7.45, "lat": 53}}),
        ("closed", {}),
        ("closed", {"closed_on": "2026-10-31", "replaced_by": "tafel"}),
    ],
)
def test_each_kind_of_suggestion_is_taken(place, kind, changes):
    a_place("Tafel")
    answer = suggest({"place": str(place.pk), "kind": kind, "changes": changes})
    assert answer.status_code == 201, answer.content
    assert (Suggestion.objects.get().kind, Suggestion.objects.get().changes) == (kind, changes)


def test_a_missing_place_is_suggested_where_its_point_is(place):
    a_category("meeting")
    changes = {"name": "Café", "position": {"lon": LEER.x, "lat": LEER.y}, "categories": ["meeting"]}
    answer = suggest({"place": None, "kind": "new", "changes": changes})
    assert (answer.status_code, document(answer)["place"]) == (201, None)
    assert Place.objects.count() == 1


def test_a_part_of_an_offer_is_suggested(place):
    name = f"offers.{place.offers.get().pk}.opening_hours"
    assert suggest(an_edit(**{name: "Tu 09:00-10:00"})).status_code == 201


def test_what_became_of_a_suggestion_is_told_and_nothing_that_was_said(place):
    number = document(suggest(an_edit(name="Neu") | {"message": "geheim", "email": "a@example.org"}))["number"]
    answer = get(f"suggestions/{number}/")
    assert answer.headers["Cache-Control"] == "no-store"
    told = document(answer)
    assert (told.pop("sent_at")[:2], told) == (
        "20",
        {"number": number, "state": "pending", "kind": "edit", "decided_at": None, "reason": ""},
    )
    moderation.reject(Suggestion.objects.get(), reason="Das stimmt noch.", by=an_editor(of=place.area))
    told = document(get(f"suggestions/{number}/"))
    assert (told["state"], told["reason"], told["decided_at"][:2]) == ("rejected", "Das stimmt noch.", "20")


@pytest.mark.parametrize("number", ["1", "99999999999999999999999", "abc", "-1"])
def test_a_number_that_was_not_given_is_not_found(number):
    answer = get(f"suggestions/{number}/")
    assert (answer.status_code, document(answer)["status"]) == (404, 404)


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        ({"place": "anleger", "changes": {"name": "Neu"}}, "kind"),
        ({"place": "anleger", "kind": "delete", "changes": {}}, "kind"),
        ({"place": "anleger", "kind": 5, "changes": {}}, "kind"),
        ({"kind": "edit", "changes": {"name": "Neu"}}, "place"),
        ({"place": "nirgends", "kind": "edit", "changes": {"name": "Neu"}}, "place"),
        ({"place": "versteckt", "kind": "edit", "changes": {"name": "Neu"}}, "place"),
        ({"place": "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "kind": "edit", "changes": {"name": "Neu"}}, "place"),
        ({"place": "a\0b", "kind": "edit", "changes": {"name": "Neu"}}, "place"),
        ({"place": "\ud800", "kind": "edit", "changes": {"name": "Neu"}}, "place"),
        ({"place": ["anleger"], "kind": "edit", "changes": {"name": "Neu"}}, "place"),
        ({"place": "anleger", "kind": "new", "changes": {"name": "Neu"}}, "place"),
        (an_edit(colour="red"), "changes.colour"),
        (an_edit(changes="red"), "changes.changes"),
        (an_edit(place="red"), "changes.place"),
        (an_edit(message="red"), "changes.message"),
        (an_edit(visibility="hidden"), "changes.visibility"),
        (an_edit(location=[1, 2]), "changes.location"),
        (an_edit(name=""), "changes.name"),
        (an_edit(name=5), "changes.name"),
        (an_edit(name="a\ud800"), "changes.name"),
        (an_edit(name="a" * 201), "changes.name"),
        (an_edit(email="nobody"), "changes.email"),
        (an_edit(phones="0491 926-0"), "changes.phones"),
        (an_edit(phones=[{"number": "12"}]), "changes.phones"),
        (an_edit(phones=[{"number": "0491 9261", "as_of": "2026"}]), "changes.phones"),
        (an_edit(opening_hours="manchmal"), "changes.opening_hours"),
        (an_edit(languages=["klingon"]), "changes.languages"),
        (an_edit(wheelchair={}), "changes.wheelchair"),
        (an_edit(position={"lon": 7}), "changes.position"),
        (an_edit(position={"lon": "7", "lat": "53"}), "changes.position"),
        (an_edit(position={"lon": 7, "lat": 91}), "changes.position"),
        (an_edit(position={"lon": 53.2331, "lat": 7.4564}), "changes.position"),
        (an_edit(phones=[[[["deep"]]]]), "changes.phones"),
        (an_edit(categories=["family"]), "changes.categories"),
        (an_edit(**{"offers.1.title": "Neu"}), "changes.offers.1.title"),
        (an_edit(), "changes"),
        (an_edit(name="Anleger"), "changes"),
        ({"place": "anleger", "kind": "edit", "changes": [1]}, "changes"),
        ({"place": "anleger", "kind": "edit", "changes": None}, "changes"),
        ({"place": "anleger", "kind": "closed", "changes": {"closed_on": "gestern"}}, "changes.closed_on"),
        ({"place": "anleger", "kind": "closed", "changes": {"closed_on": "2099-12-31"}}, "changes.closed_on"),
        ({"place": "anleger", "kind": "closed", "changes": {"replaced_by": "anleger"}}, "changes.replaced_by"),
        ({"place": "anleger", "kind": "closed", "changes": {"replaced_by": "\ud800\0"}}, "changes.replaced_by"),
        ({"place": "anleger", "kind": "closed", "changes": {"name": "Neu"}}, "changes.name"),
        ({"kind": "new", "changes": {"town": "Leer"}}, "changes.name"),
        ({"kind": "new", "changes": {"name": "Café"}}, "changes.town"),
        ({"kind": "new", "changes": {"name": "Café", "position": {"lon": 0, "lat": 0}}}, "changes.position"),
        (an_edit(name="Neu") | {"message": "a" * 2001}, "message"),
        (an_edit(name="Neu") | {"message": ["a"]}, "message"),
        (an_edit(name="Neu") | {"email": "nobody"}, "email"),
        (an_edit(name="Neu") | {"email": 5}, "email"),
        (an_edit(name="Neu") | {"state": "accepted"}, "state"),
        (an_edit(name="Neu") | {"message": "http://a http://b http://c http://d"}, "body"),
        (an_edit(description="www.a www.b", website="https://c.example") | {"message": "http://d"}, "body"),
    ],
)
def test_what_is_wrong_is_named_with_its_rule_and_nothing_is_kept(place, body, parameter):
    a_place("Versteckt", visibility="hidden")
    assert refused(suggest(body), parameter)
    assert not Suggestion.objects.exists()


def test_an_unknown_field_is_told_which_are_known(place):
    assert "phones" in refused(suggest(an_edit(colour="red")), "changes.colour")


def test_of_a_protected_place_nobody_is_asked_where_it_is():
    a_place("Anleger", visibility="area_only", street="Ringstraße 1")
    for changes in ({"street": "Ringstraße 1"}, {"position": {"lon": LEER.x, "lat": LEER.y}}):
        rule = refused(suggest(an_edit(**changes)), f"changes.{next(iter(changes))}")
        assert "cannot be suggested" in rule


def test_other_bodies_are_refused(place):
    assert suggest("kind=closed", content_type="application/x-www-form-urlencoded").status_code == 415
    assert suggest(json.dumps(an_edit(name="Neu")), content_type="text/plain").status_code == 415
    assert suggest(an_edit(name="Neu") | {"message": "a" * 64_000}).status_code == 413
    refused(suggest('{"kind": "edit", "kind": "closed"}'), "kind")
    refused(suggest("[" * 5_000), "body")
    refused(suggest(f'{{"place": "anleger", "kind": "edit", "changes": {"[" * 90}{"]" * 90}}}'), "changes")
    refused(suggest(f'{{"place": "anleger", "kind": "edit", "changes": {{"name": {"9" * 5000}}}}}'), "changes.name")


def test_links_that_stand_there_already_are_no_advertising(place):
    links = " ".join(f"https://{number}.example/" for number in range(6))
    Place.objects.update(description=links)
    assert suggest(an_edit(description=f"Mehr: {links}")).status_code == 201
    assert "links" in refused(suggest(an_edit(description=links.replace("example", "org"))), "body")


def test_markup_is_text(place):
    assert suggest(an_edit(name="<b>Neu</b>") | {"message": "<script>alert(1)</script>\0\ud800"}).status_code == 201
    kept = Suggestion.objects.get()
    assert (kept.changes["name"], kept.message) == ("<b>Neu</b>", "<script>alert(1)</script>")


def test_a_network_sends_so_much_and_is_told_when_it_may_again(place, settings):
    settings.GUARDING = replace(settings.GUARDING, per_network=2)
    refused(suggest(an_edit(colour="red")), "changes.colour")  # which does not count
    assert [suggest(an_edit(name=name)).status_code for name in "ab"] == [201, 201]
    answer = suggest(an_edit(name="c"))
    assert (answer.status_code, document(answer)["title"]) == (429, "Too many requests")
    assert 3500 < int(answer.headers["Retry-After"]) <= 3600
    assert suggest(an_edit(name="d"), REMOTE_ADDR="198.51.100.1").status_code == 201


def test_while_somebody_attacks_it_is_no_way_around_the_work_of_forms(place, settings):
    settings.GUARDING = replace(settings.GUARDING, attack_from=3)
    sent = [suggest(an_edit(name="a"), REMOTE_ADDR=f"10.0.{number}.1") for number in range(5)]
    assert [answer.status_code for answer in sent] == [201, 201, 201, 429, 429]
    assert sent[-1].headers["Retry-After"] == "600"


def test_pages_of_others_may_ask_what_became_of_it_but_not_send(place):
    foreign = {"HTTP_ORIGIN": "https://elsewhere.example"}
    asked = Client().options(
        f"{API}suggestions/",
        HTTP_ACCESS_CONTROL_REQUEST_METHOD="POST",
        HTTP_ACCESS_CONTROL_REQUEST_HEADERS="content-type",
        **foreign,
    )
    assert "POST" not in asked.headers["Access-Control-Allow-Methods"]
    assert suggest(json.dumps(an_edit(name="Neu")), content_type="text/plain", **foreign).status_code == 415


anything = st.text(max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | anything,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(anything, inner, max_size=3),
    max_leaves=6,
)
FIELDS = ("name", "phones", "email", "opening_hours", "languages", "wheelchair", "position", "closed_on", "replaced_by")
bodies = st.fixed_dictionaries(
    {"place": st.just("anleger") | json_values, "kind": st.sampled_from(Suggestion.Kind.values)},
    optional={
        "changes": st.dictionaries(st.sampled_from(FIELDS) | anything, json_values, max_size=4) | json_values,
        "message": json_values,
        "email": json_values,
    },
)


@hypothesis_settings(max_examples=300)
@given(body=bodies)
def test_no_body_gives_a_500(place, settings, body):
    settings.GUARDING = replace(settings.GUARDING, per_network=10_000, attack_from=10_000)
    assert suggest(body).status_code in (201, 400)
