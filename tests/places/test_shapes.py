"""Searches of one shape share their SQL, whatever their parts; it must find what the querysets find."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from typing import Any
from uuid import UUID

import pytest

from geo.coordinates import BBox
from places import shapes, slots
from places.search import Position, Search, Term, ordered
from tests.places.making import LEER, a_place, an_area, north_of

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
WANTED: list[dict[str, Any]] = [
    {"language": "fa"},
    {"language": "fa", "certain": False},
    {"open_at": NOON},
    {"open_at": NOON, "language": "fa", "step_free": "yes"},
    {"open_at": NOON, "language": "fa", "step_free": "limited", "certain": False},
]
TERMS = [
    (Term(("hof",), "meeting"), Term(("0",))),
    (Term(("hof",), "meeting", rare=True),),
    (Term((), "meeting"),),
]
SEARCHES = (
    [
        Search(centre, radius_m, bbox, category, area, q, rare=rare)
        for centre, radius_m, bbox, (category, rare), area, q in product(
            [None, LEER],
            [None, 1500],
            [None, BBox(7, 53, 8, 54), BBox(170, -90, -170, 90)],
            [("", False), ("family", False), ("family", True)],
            ["", "03457"],
            ["", "hof am Hof"],
        )
    ]
    + [
        Search(centre, radius_m, area="03457", q="hof", terms=terms, **wanted)
        for centre, radius_m, terms, wanted in product([None, LEER], [None, 1500], TERMS, [{}, *WANTED])
    ]
    + [
        Search(centre, 1500, category=category, **wanted)
        for centre, category, wanted in product([None, LEER], ["", "family"], WANTED)
    ]
)


@pytest.fixture
def places():
    leer = an_area("034570013", parent=an_area("03457", "Landkreis Leer", level="district"))
    for number in range(3):
        a_place(f"Hof am Wall {number}", north_of(LEER, metres=1000 * number), offers="family", area=leer)
    a_place("Anleger", LEER, offers="meeting", area=leer)
    a_place(
        "Hof am Tag",
        north_of(LEER, metres=2500),
        offers="family",
        area=leer,
        opening_hours="24/7",
        languages=["fa"],
        wheelchair="yes",
    )


def start(search):
    if search.centre:
        return Position(999.0, str(UUID(int=0)))
    return Position(4 if search.is_ranked else None, "b")


def test_every_shape_finds_what_its_queryset_finds(places):
    for search in SEARCHES:
        search = replace(search, keys=slots.keys_at(NOON, 0)) if search.open_at else search
        for after in (None, start(search)):
            expected = [place.pk for place in ordered(search, 3, after)]
            rows, matched = shapes.page(search, 3, after)
            assert [pk for pk, *_ in rows] == expected, search
            assert matched in (None, search.places.count()), search
        assert shapes.total(search) == search.places.count(), search


def test_the_sql_of_a_shape_is_written_once(places, monkeypatch):
    shapes.page(Search(LEER, 100.0), 3, None)
    monkeypatch.setattr(shapes, "ordered", None)
    rows, matched = shapes.page(Search(north_of(LEER, metres=10), 50.0), 3, None)
    assert len(rows) == matched == 2
