"""Language, time and access: what is known to fit comes first, what is not known after it, and never counts as no."""

from datetime import UTC, datetime, timedelta

import orjson
import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.models import Area
from places import features, opening, searching, slots
from places.models import Offer, OfferTimes, Place, Slot
from places.opening import Hours, State
from places.searching import Search, find
from tests.places.making import LEER, a_category, a_place, north_of
from tests.places.test_opening import MOMENTS, expressions, local

pytestmark = pytest.mark.django_db

THURSDAY_15 = local("2026-11-26 15:00")
MONDAY_9 = local("2026-11-23 09:00")


def found(**asked):
    """Return the names of the places that are known to fit, and of those that may."""
    page = find(Search(**asked), limit=50)
    matches = [(orjson.loads(hit.feature)["properties"], hit.is_certain) for hit in page.hits]
    assert all((each["match"] == "yes") == is_certain for each, is_certain in matches)
    names = [[each["name"] for each, is_certain in matches if is_certain is wanted] for wanted in (True, False)]
    assert (page.matched, page.uncertain) == (len(page.hits), len(names[1]))
    return names


def times(place, hours, *languages):
    OfferTimes.objects.create(offer=place.offers.get(), opening_hours=hours, languages=list(languages))


def test_unknown_hours_are_a_group_of_their_own():
    a_place("offen", opening_hours="Th 14:00-17:00")
    a_place("zu", opening_hours="Mo 08:00-12:00")
    a_place("unbekannt")
    a_place("Termin", opening_hours='"nach Vereinbarung"')
    assert found(open_at=THURSDAY_15) == [["offen"], ["Termin", "unbekannt"]]


def test_unknown_languages_are_a_group_of_their_own():
    a_place("Dari", languages=["de", "prs"])
    a_place("Deutsch", languages=["de"])
    a_place("unbekannt")
    assert found(language="prs") == [["Dari"], ["unbekannt"]]


def test_access_is_known_limited_or_not_known():
    for wheelchair in ("yes", "limited", "no", ""):
        a_place(f"Stufen {wheelchair}", wheelchair=wheelchair)
    assert found(step_free="yes") == [["Stufen yes"], ["Stufen "]]
    assert found(step_free="limited") == [["Stufen limited", "Stufen yes"], ["Stufen "]]


def test_language_and_time_are_one_question():
    place = a_place("Treff", offers="meeting", opening_hours="Mo-Fr 08:00-12:00", languages=["de"])
    times(place, "Th 14:00-17:00", "prs")
    assert found(language="prs", open_at=THURSDAY_15) == [["Treff"], []]
    assert found(language="prs", open_at=MONDAY_9) == [[], []]


def test_an_offers_own_hours_stay_beside_its_times():
    place = a_place("Treff", offers="meeting", languages=["de"])
    place.offers.update(opening_hours="Mo 08:00-12:00")
    times(place, "Th 14:00-17:00", "prs")
    assert found(language="de", open_at=MONDAY_9) == [["Treff"], []]
    assert found(language="de", open_at=THURSDAY_15) == [[], []]


def test_time_and_category_are_of_one_offer():
    place = a_place("Haus", offers="meeting", languages=["de"], opening_hours="Mo 08:00-12:00")
    Offer.objects.create(place=place, category=a_category("food"), title="Tafel", opening_hours="Th 14:00-17:00")
    assert found(category="food", open_at=THURSDAY_15) == [["Haus"], []]
    assert found(category="meeting", open_at=THURSDAY_15) == [[], []]
    assert found(category="meeting", open_at=MONDAY_9) == [["Haus"], []]


def test_what_is_known_to_fit_comes_first_though_it_is_farther():
    a_place("nah, unbekannt", north_of(LEER, metres=10))
    a_place("fern, offen", north_of(LEER, metres=900), opening_hours="24/7")
    assert found(centre=LEER, radius_m=1000, open_at=MONDAY_9) == [["fern, offen"], ["nah, unbekannt"]]


@pytest.mark.parametrize("where", [{}, {"centre": LEER, "radius_m": 50_000}, {"centre": LEER}])
@pytest.mark.parametrize("limit", [1, 2, 3, 4, 10])
def test_pages_lead_through_both_groups(where, limit):
    for number in range(4):
        a_place(f"offen {number}", north_of(LEER, metres=100 * number), opening_hours="24/7")
        a_place(f"unbekannt {number}", north_of(LEER, metres=100 * number))
    search = Search(open_at=MONDAY_9, **where)
    page = find(search, limit=limit)
    hits = list(page.hits)
    while page.end:
        assert (page.matched, page.uncertain) == (8, 4)
        page = find(search, limit=limit, after=page.end)
        hits += page.hits
    expected = [f"offen-{number}" for number in range(4)] + [f"unbekannt-{number}" for number in range(4)]
    assert [hit.slug for hit in hits] == expected


def test_a_place_without_offers_has_a_slot_of_its_own():
    place = a_place(opening_hours="24/7", languages=["de"])
    assert [(each.category, each.languages) for each in Slot.objects.filter(place=place)] == [(None, ["de"])]


def test_the_slots_are_what_their_rule_says_whatever_is_written():
    place = a_place("Haus", offers="meeting", opening_hours="Mo 08:00-12:00", languages=["de"])
    offer = place.offers.get()
    writes = [
        lambda: times(place, "Th 14:00-17:00", "prs"),
        lambda: Offer.objects.create(place=place, category=a_category("food"), title="Tafel", languages=["ar"]),
        lambda: Offer.objects.filter(pk=offer.pk).update(opening_hours="Tu 09:00-10:00"),
        lambda: Place.objects.filter(pk=place.pk).update(timezone="Europe/London", languages=["fa"]),
        lambda: Area.objects.update(key="090000000000"),
        lambda: OfferTimes.objects.all().delete(),
        lambda: features.refresh_stale(),
        lambda: Offer.objects.all().delete(),
    ]
    for write in writes:
        write()
        assert kept_slots() == slots_by_rule() != []
    place.delete()
    assert kept_slots() == []


def kept_slots():
    return sorted(Slot.objects.values_list("place", "category", "hours__key", "languages"), key=str)


def slots_by_rule():
    with connection.cursor() as cursor:
        cursor.execute("SELECT place_id, category_id, hours_key, languages FROM places_slot_rule")
        return sorted(cursor.fetchall(), key=str)


def test_a_changed_expression_is_asked_anew():
    place = a_place("Haus", opening_hours="Mo 08:00-12:00")
    assert found(open_at=MONDAY_9) == [["Haus"], []]
    Place.objects.filter(pk=place.pk).update(opening_hours="Th 14:00-17:00")
    assert found(open_at=MONDAY_9) == [[], []]


@settings(max_examples=40)
@given(st.lists(expressions(), min_size=1, max_size=5, unique=True), MOMENTS)
def test_badge_and_filter_agree(expressions, at):
    """Whatever the hours and the moment: the filter finds as open what the badge calls open, in the same minute."""
    minute = at.replace(second=0, microsecond=0)
    Place.objects.all().delete()
    for number, expression in enumerate(expressions):
        a_place(f"{number}", opening_hours=expression)
    states = [opening.status(Hours(each, "Europe/Berlin", "NI"), minute).state for each in expressions]
    assert found(open_at=at) == [
        [f"{number}" for number, state in enumerate(states) if state is State.OPEN],
        [f"{number}" for number, state in enumerate(states) if state in (State.UNKNOWN, State.BY_APPOINTMENT)],
    ]


def test_hours_are_evaluated_once_a_minute_and_edition(monkeypatch):
    a_place("eins", opening_hours="24/7")
    a_place("zwei", opening_hours="24/7")
    asked = []
    monkeypatch.setattr(slots.opening, "state_at", lambda hours, at: asked.append(hours.expression) or State.OPEN)
    noon = datetime(2031, 1, 1, 12, 0, 5, tzinfo=UTC)
    for seconds in (0, 10, 20):
        find(Search(open_at=noon + timedelta(seconds=seconds)), limit=5)
    assert asked == ["24/7"]


def test_counts_of_many_moments_do_not_remember_which_hours_are_open_at_each(monkeypatch):
    a_place("Eins", opening_hours="24/7")
    remembered, count = [], searching._counted

    def counted(search, edition):
        remembered.append(search)
        return count(search, edition)

    monkeypatch.setattr(searching, "_counted", counted)
    assert searching.count(Search(open_at=THURSDAY_15)) == 1
    assert [search.keys for search in remembered] == [slots.NO_KEYS]
