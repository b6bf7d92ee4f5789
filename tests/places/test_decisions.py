"""In whatever order is decided: nothing that was accepted is lost, and all can be taken back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import connections
from hypothesis import given, settings
from hypothesis import strategies as st

from places import facts, history, moderation
from places.facts import BadFact
from places.models import Place, Suggestion
from places.moderation import AlreadyDecided
from places.suggesting import suggest
from tests.places.accounts import an_administrator, an_editor
from tests.places.making import a_place

PHONES = [{"number": f"+4949192600{number}", "shown": f"0491 926 00{number}", "contact": ""} for number in range(3)]
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(["Treff", "Anker", "Haus am Hafen"]),
    "email": st.sampled_from(["", "a@example.org", "b@example.org"]),
    "description": st.sampled_from(["", "Offen für alle.", "Offen\nfür alle."]),
    "opening_hours": st.sampled_from(["", "Mo-Fr 08:00-12:00", "We 15:00-17:00"]),
    "languages": st.lists(st.sampled_from(["de", "ar", "uk"]), unique=True),
    "wheelchair": st.sampled_from(["", "yes", "no"]),
    "phones": st.lists(st.sampled_from(PHONES), unique_by=lambda phone: phone["number"], max_size=2),
    "position": st.builds(lambda lon: {"lon": lon, "lat": 53.25}, st.sampled_from([7.4, 7.41, 7.42])),
}
CHANGES = st.fixed_dictionaries({}, optional=VALUES).filter(bool)
SEQUENCES = st.lists(st.tuples(CHANGES, st.sets(st.sampled_from(sorted(VALUES)))), min_size=1, max_size=6)
FEW = settings(max_examples=25)


def made() -> Place:
    return a_place("Alt", slug=f"ort-{uuid4()}")


def account() -> User:
    return User.objects.filter(username="ada").first() or an_administrator()


def sent(place: Place, sequence: list[tuple[dict[str, Any], set[str]]]) -> list[tuple[Suggestion, list[str]]]:
    """Return the suggestions, all made before the first decision, each with the fields that will be accepted."""
    made = []
    for changes, wanted in sequence:
        try:
            suggestion = suggest(kind=Suggestion.Kind.EDIT, place=place, changes=changes)
        except BadFact:  # nothing in it differs
            continue
        made.append((suggestion, [name for name in suggestion.changes if name in wanted]))
    return made


def again(place: Place) -> Place:
    return Place.objects.get(pk=place.pk)


@pytest.mark.django_db
@FEW
@given(SEQUENCES)
def test_no_accepted_field_is_lost(sequence):
    place, by = made(), account()
    expected = facts.read(place)
    for suggestion, fields in sent(place, sequence):
        moderation.accept(suggestion, fields=fields, by=by)
        expected |= {name: suggestion.changes[name] for name in fields}
    assert sorted_phones(facts.read(again(place))) == sorted_phones(expected)


@pytest.mark.django_db
@FEW
@given(SEQUENCES)
def test_all_taken_back_from_the_last_to_the_first_is_the_beginning(sequence):
    place, by = made(), account()
    before, changed = state(place), len(history.changes(place))
    for suggestion, fields in sent(place, sequence):
        moderation.accept(suggestion, fields=fields, by=by)
    done = history.changes(place)
    for change in done[: len(done) - changed]:
        assert not history.revert(change.id, by=by, place=place).kept
    assert state(place) == before


def state(place: Place) -> tuple[Any, ...]:
    said = again(place)
    asserted = sorted(said.assertions.values_list("field", "said_by", "as_of", "source"))
    return sorted_phones(facts.read(said)), asserted, said.position_precision, said.position_source, said.visibility


def sorted_phones(said: dict[str, Any]) -> dict[str, Any]:
    return said | {"phones": sorted(said["phones"], key=lambda phone: phone["number"])}


@pytest.mark.django_db(transaction=True)
def test_of_many_decisions_at_once_exactly_one_wins():
    place = a_place("Alt")
    suggestion = suggest(kind=Suggestion.Kind.EDIT, place=place, changes={"name": "Neu"})
    anna, berta = an_editor("anna", of=place.area), an_editor("berta", of=place.area)
    start = Barrier(6)
    decisions = [
        lambda: moderation.accept(suggestion, by=anna),
        lambda: moderation.reject(suggestion, reason="nein", by=berta),
    ] * 3

    with ThreadPoolExecutor(6) as threads:
        outcomes = list(threads.map(lambda decide: outcome(decide, start), decisions))
    assert sorted(outcomes) == ["decided"] + ["too late"] * 5
    suggestion.refresh_from_db()
    winner = outcomes.index("decided")
    assert suggestion.decided_by == (anna, berta)[winner % 2]
    assert again(place).name == ("Neu", "Alt")[winner % 2]
    assert len(history.changes(place)) == (2, 1)[winner % 2]


def outcome(decide: Callable[[], Any], start: Barrier) -> str:
    start.wait()
    try:
        decide()
    except AlreadyDecided:
        return "too late"
    finally:
        connections.close_all()
    return "decided"
