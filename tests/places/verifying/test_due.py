from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from places import freshness
from places.confirming import confirm
from places.models import Assertion, Phone, Place
from places.querysets import AGEING
from places.verifying import due
from tests.places.making import a_place

TODAY = date(2026, 11, 25)
Fact, Party = Assertion.Fact, Assertion.Party


def the_place(today: date = TODAY) -> Place:
    place: Place = due.with_due(Place.objects.all(), today).get()
    return place


@pytest.mark.django_db
def test_what_is_not_known_is_unknown_and_not_due():
    a_place()
    assert due.of(the_place()) == due.Due(old=(), unknown=AGEING)


@pytest.mark.django_db
@pytest.mark.parametrize("known", [{}, {"opening_hours": "24/7"}, {"languages": ["de"]}, {"street": "Ringstraße 1"}])
def test_what_is_unknown_of_one_place_is_unknown_in_the_list(known):
    place = a_place(**known)
    assert due.unknown(place) == due.of(the_place()).unknown
    a_place("Angebot", offers="family").offers.update(opening_hours="24/7", languages=["ar"])
    offering = Place.objects.get(name="Angebot")
    assert due.unknown(offering) == due.of(due.with_due(Place.objects.called("Angebot"), TODAY).get()).unknown


@pytest.mark.django_db
def test_what_was_said_long_ago_is_due():
    a_place(opening_hours="Mo 10:00-12:00", languages=["de"], street="Ringstraße 1", as_of="2026-01")
    assert due.of(the_place()).old == ("hours",)
    assert due.of(the_place(TODAY + timedelta(days=90))).old == ("hours", "languages")


@pytest.mark.django_db
def test_what_nobody_knows_the_date_of_is_due():
    place = a_place()
    Phone.objects.create(place=place, number="+494919260", shown="0491 926-0")
    assert due.of(the_place()).old == ("phone",)


@pytest.mark.django_db
def test_the_public_does_not_answer_for_a_place():
    place = a_place(opening_hours="Mo 10:00-12:00", as_of="2014")
    confirm(place, [Fact.HOURS], said_by=Party.PUBLIC, on=TODAY)
    assert due.of(the_place()).old == ("hours",)
    confirm(place, [Fact.HOURS], said_by=Party.OPERATOR, on=TODAY)
    assert due.of(the_place()).old == ()


as_ofs = st.sampled_from(
    ["2014", "2026", "2026-05", "2026-05-25", "2026-05-26", "2025-11-25", "2023-11-25", "2024-02-29"]
)


class BothAgree(TestCase):
    @settings(max_examples=60)
    @given(
        as_of=st.one_of(st.just(""), as_ofs),
        said=st.lists(st.tuples(st.sampled_from(list(Party)), as_ofs), max_size=3),
        fact=st.sampled_from(["hours", "languages", "address"]),
        today=st.dates(date(2026, 1, 1), date(2028, 3, 1)),
    )
    def test_the_database_calls_due_what_is_old(self, as_of, said, fact, today):
        place = a_place(opening_hours="24/7", languages=["de"], street="Ringstraße 1", as_of=as_of)
        for party, day in said:
            confirm(place, [Fact(fact)], said_by=party, on=day)
        last = due.last_said(place, fact)
        is_old = freshness.age(last, fact, today).is_old if last else True
        assert (fact in due.of(the_place(today)).old) == is_old
        place.delete()
