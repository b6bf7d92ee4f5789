"""What a card says of the hours of its place, which must be what the filter finds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places import opening, slots
from places.models import Offer, OfferTimes, Place, Slot
from places.opening import State
from places.searching import Search, find, find_one
from places.web.badges import badge
from places.web.cards import cards
from tests.places.making import a_category, a_place
from tests.places.test_opening import MOMENTS, expressions, local

pytestmark = pytest.mark.django_db

LANGUAGES = st.lists(st.sampled_from(["de", "prs"]), unique=True)
OFFERS = st.lists(
    st.tuples(
        st.sampled_from(["family", "meeting"]),
        st.just("") | expressions(),
        LANGUAGES,
        st.lists(st.tuples(expressions(), LANGUAGES), max_size=2, unique_by=lambda each: each[0]),
    ),
    max_size=2,
)


def said(place, at, **asked):
    (card,) = cards([find_one(place.slug)])
    return badge(card.place, Search(**asked), local(at))


def test_open_until_noon():
    place = a_place(opening_hours="Mo-Fr 08:00-12:00")
    found = said(place, "2026-11-26 09:00")
    assert (found.state, found.until, found.ends_soon) == (State.OPEN, local("2026-11-26 12:00"), True)


def test_closed_until_thursday_with_its_reason():
    place = a_place(opening_hours="Th 15:00-17:00; PH off")
    found = said(place, "2024-10-31 09:00")
    assert (found.state, found.opens, found.reason) == (State.CLOSED, local("2024-11-07 15:00"), "Reformationstag")
    assert not found.opens_this_week


def test_the_latest_end_and_the_next_beginning_of_all_offers_count():
    place = a_place(offers="meeting")
    place.offers.update(opening_hours="Th 09:00-11:00")
    Offer.objects.create(place=place, category=a_category("food"), title="Tafel", opening_hours="Th 10:00-13:00")
    assert said(place, "2026-11-26 10:30").until == local("2026-11-26 13:00")
    assert said(place, "2026-11-26 08:00").opens == local("2026-11-26 09:00")
    assert said(place, "2026-11-26 08:00", category="food").opens == local("2026-11-26 10:00")


def test_of_a_language_only_its_times_count():
    place = a_place(offers="meeting", opening_hours="Mo 08:00-12:00", languages=["de"])
    OfferTimes.objects.create(offer=place.offers.get(), opening_hours="Th 14:00-17:00", languages=["prs"])
    assert said(place, "2026-11-23 09:00").state is State.OPEN
    assert said(place, "2026-11-23 09:00", language="prs").opens == local("2026-11-26 14:00")


def test_no_hours_are_not_known():
    assert not said(a_place(), "2026-11-26 09:00").has_hours


def made(hours, languages, offers):
    Place.objects.all().delete()
    place = a_place("Haus", opening_hours=hours, languages=languages)
    for number, (kind, own, spoken, times) in enumerate(offers):
        offer = Offer.objects.create(
            place=place, category=a_category(kind), title=f"{number}", opening_hours=own, languages=spoken
        )
        for each, theirs in times:
            OfferTimes.objects.create(offer=offer, opening_hours=each, languages=theirs)
    (card,) = cards([find_one("haus")])
    return card.place


def kept_slots():
    kept = Slot.objects.values_list("category__key", "hours__key", "languages")
    return sorted(((category or "", slots.hours_of(key), spoken) for category, key, spoken in kept), key=str)


@settings(max_examples=60)
@given(st.just("") | expressions(), LANGUAGES, OFFERS, MOMENTS, st.sampled_from(["", "family"]))
def test_badge_and_filter_agree(hours, languages, offers, at, category):
    """Whatever a place, its offers and their times say: both see the same slots, and say the same of them."""
    place = made(hours, languages, offers)
    assert kept_slots() == sorted((tuple(slot) for slot in slots.slots_of(place)), key=str)
    search = Search(category=category, open_at=at.replace(second=0, microsecond=0))
    hits = find(search, limit=1).hits
    if category and category not in place["categories"]:
        assert not hits
        return
    state = badge(place, search, search.open_at).state
    assert [hit.is_certain for hit in hits] == ([] if state is State.CLOSED else [state is State.OPEN])


@settings(max_examples=40)
@given(st.just("") | expressions(), LANGUAGES, OFFERS, MOMENTS)
def test_language_and_time_are_one_question(hours, languages, offers, at):
    """Where the filter is sure of Dari at a moment, there is one slot that is open then and in Dari."""
    place = made(hours, languages, offers)
    search = Search(language="prs", open_at=at.replace(second=0, microsecond=0))
    open_slots = [each for each in slots.slots_of(place) if opening.state_at(each.hours, search.open_at) is State.OPEN]
    hits = find(search, limit=1).hits
    assert bool(hits and hits[0].is_certain) == any("prs" in each.languages for each in open_slots)
