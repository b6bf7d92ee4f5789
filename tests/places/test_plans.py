"""The plans of what is asked most: each walks the index that was made for it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geo.coordinates import BBox
from places import features, shapes
from places.models import KnownHours, Offer, Place
from places.search import Position, Search, ordered
from places.searching import find_one
from places.slots import Keys
from tests.places.making import LEER, a_category, a_place, an_area, destination, north_of

pytestmark = pytest.mark.usefixtures("prefer_indexes", "many_places")

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
WORDS = ("Beratung", "Anleger", "Sprachkurs", "Kleiderkammer", "Tafel", "Hafen", "Deich")


@pytest.fixture
def many_places(db):
    """Make places enough for the planner to tell a good index from any: in 20 areas, 3 of 100 in a category."""
    areas = [an_area(f"03457{number:04}", f"Gemeinde {number}") for number in range(20)]
    places = Place.objects.bulk_create(
        Place(
            name=f"{WORDS[number % 7]} {number}",
            slug=f"{WORDS[number % 7].lower()}-{number}",
            location=destination(LEER, 40 * number, number),
            area=areas[number % 20],
        )
        for number in range(1000)
    )
    kinds = [a_category("family"), a_category("other")]
    Offer.objects.bulk_create(
        Offer(place=place, category=kinds[number % 100 >= 3], title="Hilfe") for number, place in enumerate(places)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE places_place, places_offer, places_slot, places_category, geo_area")


def plan(search, after=None):
    return ordered(search, 51, after).explain()


def test_a_radius_search_walks_the_spatial_index_in_the_order_of_distance():
    walked = plan(Search(LEER, 5000))
    assert walked.count("Index Scan using places_place_shown_location") == 2
    assert "Order By: (shown_location <->" in walked
    assert "Seq Scan" not in walked


def test_the_places_in_a_radius_are_counted_in_the_index_of_the_plane():
    counted = Search(LEER, 5000).countable.values("visibility").explain()
    assert "places_place_shown_plane" in counted
    assert "places_place_shown_location" not in counted


def test_the_nearest_of_all_are_found_through_the_spatial_index_and_on_further_pages_too():
    for after in (None, Position(1000.0, str(Place.objects.all()[0].pk))):
        assert "Order By: (shown_location <->" in plan(Search(LEER), after)


def test_a_box_is_looked_up_in_the_index_of_the_plane():
    assert "places_place_shown_plane" in plan(Search(bbox=BBox(7.44, 53.22, 7.46, 53.24)))


def test_a_page_by_name_walks_the_slugs_from_where_the_last_one_ended():
    walked = plan(Search(), Position(None, "m"))
    assert "Index Scan using places_place_slug" in walked
    assert "Index Cond: ((slug)::text > 'm'::text)" in walked
    assert "Sort" not in walked


def test_a_common_category_is_looked_up_place_by_place_and_a_rare_one_at_once():
    common, rare = plan(Search(category="family")), plan(Search(category="family", rare=True))
    assert "places_offer" in common
    assert "Seq Scan" not in common + rare
    assert "places_offer_category_id" in rare
    assert "places_place_pkey" in rare


def test_what_is_wanted_of_slots_is_looked_up_place_by_place():
    keys = Keys(tuple(KnownHours.objects.values_list("pk", flat=True)), ())
    for certain in (True, False):
        search = Search(LEER, 5000, language="fa", open_at=NOON, keys=keys, certain=certain)
        for found in (ordered(search, 51, None), search.countable.values("visibility")):
            walked = found.explain()
            assert "places_slot_place_id" in walked
            assert "Hash" not in walked


def test_an_area_is_looked_up_by_its_places():
    walked = plan(Search(area="034570003"))
    assert "places_place_area_id" in walked
    assert "Seq Scan on places_place" not in walked


def test_words_are_looked_up_by_their_trigrams():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_indexscan = off")  # so few places are quicker read in the order of slugs
    assert "places_place_searchable" in Place.objects.published().matching("Kleiderkammer 12").explain()


def test_a_place_is_looked_up_by_slug_or_identifier():
    place = a_place("Anleger")
    for key in (place.slug, str(place.pk)):
        with CaptureQueriesContext(connection) as asked:
            find_one(key)
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {asked[0]['sql']}")
            walked = str(cursor.fetchall())
        assert "places_place_slug" in walked
        assert "Seq Scan" not in walked


def test_a_radius_search_is_prepared_and_its_plan_for_every_centre_walks_the_index():
    for metres in range(8):
        shapes.page(Search(north_of(LEER, metres=metres), 5000.0), 51, None)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, cardinality(parameter_types) FROM pg_prepared_statements WHERE statement LIKE %s",
            ["%<->%LIMIT 51"],
        )
        ((name, parameters),) = cursor.fetchall()
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute(f"EXPLAIN EXECUTE {name}({','.join(['NULL'] * parameters)})")
        walked = "\n".join(line for (line,) in cursor.fetchall())
    assert "Order By: (shown_location <-> $" in walked
    assert "Seq Scan" not in walked
    assert "slug" not in walked  # nor sorts what is only counted


def test_what_waits_to_be_rendered_is_found_without_a_look_at_the_rest():
    features.refresh_stale()
    Place.objects.filter(slug="tafel-4").update(name="Tafel")
    assert "places_place_stale" in Place.objects.published().filter(feature=None).order_by("pk").explain()
    assert features.refresh_stale() == 1
