"""What can be asked of areas: which of them hold a point, or many."""

import pytest
from django.contrib.gis.geos import MultiPolygon
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geo.coordinates import point
from geo.models import Area
from tests.geo.geocoding.ground import ELSEWHERE, JUEMME, LEER, WEENER, a_region, near

pytestmark = pytest.mark.django_db

EDGE = near(LEER, east=0.2)


def one_by_one(places):
    return [set(Area.objects.holding(place).values_list("pk", flat=True)) for place in places]


def test_of_many_points_is_told_what_is_told_of_one():
    a_region()
    grid = [point(lon=6.7 + east / 10, lat=53.05 + north / 10) for east in range(16) for north in range(4)]
    places = [LEER, WEENER, JUEMME, ELSEWHERE, EDGE, LEER, *grid]
    assert Area.objects.holding_each(places) == one_by_one(places)


def test_only_the_areas_that_are_asked_are_told():
    a_region()
    assert Area.objects.with_key("034570021").holding_each([LEER]) == [set()]


@pytest.mark.parametrize("places", [[], [LEER], [LEER] * 1_000])
def test_many_points_are_one_question(places, django_assert_max_num_queries):
    a_region()
    with django_assert_max_num_queries(1):
        assert len(Area.objects.holding_each(places)) == len(places)


def test_many_points_walk_the_index_of_boundaries(prefer_indexes):
    a_region()
    many = (near(ELSEWHERE, east=number / 100) for number in range(1, 301))
    Area.objects.bulk_create(
        Area(
            key=f"09{number:07}",
            name="Weit",
            level="municipality",
            stand_in=at,
            boundary=MultiPolygon(at.buffer(0.001)),
        )
        for number, at in enumerate(many)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE geo_area")  # not what the tests before left behind
    with CaptureQueriesContext(connection) as asked:
        Area.objects.municipalities().holding_each([LEER, WEENER])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {asked.captured_queries[0]['sql']}")
        assert "geo_area_boundary" in "".join(line for (line,) in cursor.fetchall())


def test_no_areas_hold_nothing():
    a_region()
    assert Area.objects.none().holding_each([LEER]) == [set()]
