"""What is past its age comes later: among places that the words fit equally well, and page by page."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from places import features, freshness
from places.confirming import Fact, Party, confirm
from places.models import Phone, Place
from places.searching import Search, find
from places.verifying import due
from tests.places.making import LEER, a_place, north_of
from tests.places.verifying.test_due import as_ofs

TODAY = timezone.localdate()  # the database's clock cannot be turned


def slugs(q: str = "Tafel", **more) -> list[str]:
    features.refresh_stale()
    return [hit.slug for hit in find(Search(q=q, **more), limit=50).hits]


def a_table(name: str, *, hours: str = "", phone: str = "", **fields) -> Place:
    """Make a place whose hours and phone are known as of these dates."""
    made = a_place(f"Tafel {name}", opening_hours="24/7" if hours else "", as_of=hours, **fields)
    if phone:
        Phone.objects.create(place=made, number="+494919260", shown="0491 926-0", as_of=phone)
    return made


def last_day(fact: str) -> date:
    return due.cutoff(fact, TODAY)


@pytest.mark.django_db
def test_of_equally_good_places_those_with_old_hours_or_phones_come_later():
    a_table("a", hours="2014")
    a_table("b", hours=TODAY.isoformat(), phone="2013")
    a_table("c", hours=TODAY.isoformat(), phone=TODAY.isoformat())
    a_table("d")
    assert slugs() == ["tafel-c", "tafel-d", "tafel-a", "tafel-b"]


@pytest.mark.django_db
def test_what_fits_better_comes_first_however_old_it_is():
    a_place("Tafel", opening_hours="24/7", as_of="2014")
    a_place("Die Tafel", opening_hours="24/7", as_of=TODAY.isoformat())
    assert slugs() == ["tafel", "die-tafel"]


@pytest.mark.django_db
def test_around_a_position_distance_alone_decides():
    a_table("a", hours="2014")
    a_table("b", hours=TODAY.isoformat(), at=north_of(LEER, metres=100))
    assert slugs(centre=LEER) == ["tafel-a", "tafel-b"]


@pytest.mark.django_db
@pytest.mark.parametrize("fact", ["hours", "phone"])
def test_a_fact_is_old_from_the_day_on_which_its_words_change(fact):
    a_table("a", **{fact: last_day(fact).isoformat()})
    a_table("b", **{fact: (last_day(fact) + timedelta(1)).isoformat()})
    assert slugs() == ["tafel-b", "tafel-a"]


@pytest.mark.django_db
def test_a_confirmation_lifts_a_place_but_not_by_the_public():
    old = a_table("b", hours="2014")
    a_table("c", hours=TODAY.isoformat())
    confirm(old, [Fact.HOURS], said_by=Party.PUBLIC, on=TODAY)
    assert slugs() == ["tafel-c", "tafel-b"]
    confirm(old, [Fact.HOURS], said_by=Party.OPERATOR, on=TODAY)
    assert slugs() == ["tafel-b", "tafel-c"]


@pytest.mark.django_db
def test_pages_neither_repeat_nor_skip_where_what_is_new_ends():
    for number in range(5):
        a_table(str(number), hours="2014" if number % 2 else TODAY.isoformat())
    features.refresh_stale()
    paged, after = [], None
    while True:
        page = find(Search(q="Tafel"), limit=2, after=after)
        paged += [hit.slug for hit in page.hits]
        after = page.end
        if after is None:
            break
    assert paged == ["tafel-0", "tafel-2", "tafel-4", "tafel-1", "tafel-3"]


@pytest.mark.django_db
def test_a_feature_is_still_believed_when_it_is_rendered():
    place = a_table("a", hours="2014", phone="2013")
    features.refresh([place.pk])
    assert Place.objects.get().feature
    assert features.refresh_stale() == 0


class BothAgree(TestCase):
    @hypothesis_settings(max_examples=60)
    @given(
        own=st.just("") | as_ofs,
        said=st.lists(st.tuples(st.sampled_from(list(Party)), as_ofs), max_size=3),
        fact=st.sampled_from(["hours", "phone"]),
    )
    def test_the_database_derives_the_day_on_which_a_fact_was_last_said(self, own, said, fact):
        place = a_place(opening_hours="24/7", as_of=own)
        Phone.objects.create(place=place, number="+494919260", shown="0491 926-0", as_of=own)
        for party, day in said:
            confirm(place, [Fact(fact)], said_by=party, on=day)
        features.refresh([place.pk])
        derived = getattr(Place.objects.get(pk=place.pk), f"{fact}_said_on")
        assert derived == freshness.last_day(due.last_said(place, fact))
        place.delete()
