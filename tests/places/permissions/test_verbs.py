"""Whom the verbs obey, whichever door leads to them; and that a new one has to be named here."""

import inspect
from datetime import date
from typing import Any

import pytest

from places import facts, history, moderation
from places.models import Assertion, Place, Suggestion
from places.querysets import AGEING
from places.verifying.telling import all_sayings
from tests.places.permissions.ground import Ground
from tests.places.permissions.tables import Door, Knock, agree, table, verb

pytestmark = pytest.mark.django_db

PLACES = table("""
              visitor  steward  leer  district  weener  admin  nobody
    Anker     no       yes      yes   yes       no      yes    no
    Nachbarn  .        no       yes   .         .       .      .
    Hafen     .        no       no    yes       yes     .      .
""")
AREAS = table("""
              visitor  steward  leer  district  weener  admin  nobody
    Anker     no       no       yes   yes       no      yes    no
    Nachbarn  .        no       yes   .         .       .      .
    Hafen     .        no       no    yes       yes     .      .
""")


def said(act: Any) -> Knock:
    """Let the account of the guest do something about the place."""
    return lambda ground, guest, place: verb(lambda: act(place, by=guest.user))


def accepted(place: Place, *, by: Any) -> None:
    moderation.accept(place.suggestions.pending().get(), by=by)


def rejected(place: Place, *, by: Any) -> None:
    moderation.reject(place.suggestions.pending().get(), reason="nein", by=by)


def vouched(place: Place, *, by: Any) -> None:
    moderation.vouch(place, {each.fact: each.mark for each in all_sayings(place, AGEING)}, by=by)


def confirmed(place: Place, *, by: Any) -> None:
    moderation.confirm_what_differs(place, facts.read(place) | {"opening_hours": ""}, by=by)


def took_back(place: Place, *, by: Any) -> None:
    history.revert(history.changes(place)[0].id, by=by, place=place)


def took_all_back(place: Place, *, by: Any) -> None:
    history.revert(history.changes(place)[0].id, by=by)


def accepted_a_new_one(place: Place, *, by: Any) -> None:
    moderation.accept(Suggestion.objects.get(place=None, area=place.area), by=by)


VERBS: list[tuple[Any, dict[str, Door]]] = [
    (
        PLACES,
        {
            "moderation.accept": Door(said(accepted), writes=Place),
            "moderation.reject": Door(said(rejected), writes=Suggestion),
            "moderation.correct": Door(said(lambda place, by: moderation.correct(place, {"name": "x"}, by=by)), Place),
            "moderation.vouch": Door(said(vouched), writes=Assertion),
            "moderation.confirm_what_differs": Door(said(confirmed), writes=Assertion),
            "moderation.close": Door(
                said(lambda place, by: moderation.close(place, on=date(2026, 11, 1), by=by)), Place
            ),
            "history.revert": Door(said(took_back), writes=Place),
            "history.revert everywhere": Door(said(took_all_back), writes=Place),
        },
    ),
    (AREAS, {"moderation.accept new": Door(said(accepted_a_new_one), writes=Place)}),
]


def test_a_verb_obeys_whom_it_concerns():
    ground = Ground()
    for expected, doors in VERBS:
        agree(ground, expected, doors)


@pytest.mark.parametrize(("module", "prefix"), [(moderation, "moderation"), (history, "history")])
def test_each_verb_stands_in_a_table(module, prefix):
    named = {name.split()[0] for _table, doors in VERBS for name in doors}
    assert named >= {f"{prefix}.{verb}" for verb in verbs(module)} - {"history.attributed"}  # which names who acts


def verbs(module: Any) -> list[str]:
    """Return the public functions of `module` that ask who acts."""
    functions = {name: each for name, each in vars(module).items() if inspect.isfunction(each)}
    return [n for n, each in functions.items() if n[0] != "_" and "by" in inspect.signature(each).parameters]
