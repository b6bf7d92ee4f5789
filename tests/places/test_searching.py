"""Finding: the right places in the right order, with geopy as the oracle of distances."""

import math
from itertools import pairwise

import pytest
from django.contrib.gis.measure import D
from geopy.distance import geodesic
from hypothesis import assume, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from geo.coordinates import BBox, point
from places import understanding
from places.models import Place, Visibility
from places.searching import Search, count, find
from tests.places.making import LEER, a_place, an_area, destination, north_of

pytestmark = pytest.mark.django_db

longitudes = st.one_of(st.floats(-180, 180), st.sampled_from([-180.0, 180.0, 179.9999, -179.9999, 0.0]))
latitudes = st.one_of(st.floats(-90, 90), st.sampled_from([-90.0, 90.0, 89.9999, -89.9999, 0.0]))
positions = st.builds(lambda lon, lat: point(lon=lon, lat=lat), longitudes, latitudes)
around = st.tuples(st.floats(0, 120_000), st.floats(0, 360))
with_database = hypothesis_settings(max_examples=60)


def names(places):
    return [place.name for place in places]


def metres(start, end):
    return geodesic((start.y, start.x), (end.y, end.x)).m


def test_within_keeps_places_inside_the_radius():
    a_place("near", at=north_of(LEER, metres=900))
    a_place("far", at=north_of(LEER, metres=1_100))
    assert names(Place.objects.within(LEER, D(km=1))) == ["near"]


@with_database
@given(centre=positions, offsets=st.lists(around, min_size=1, max_size=8), radius_m=st.floats(1, 100_000))
@example(centre=point(lon=180, lat=0), offsets=[(500, 90), (500, 270), (99_000, 45)], radius_m=1000)
@example(centre=point(lon=0, lat=0), offsets=[(0, 0), (0, 0), (1e-6, 90)], radius_m=1000)
@example(centre=point(lon=0, lat=53.2), offsets=[(0, 0), (1e-7, 0), (1e-6, 90)], radius_m=1000)
@example(centre=point(lon=0, lat=90), offsets=[(500, 90), (500, 270), (99_000, 45)], radius_m=1000)
@example(centre=point(lon=0, lat=-90), offsets=[(500, 180), (99_000, 0)], radius_m=100_000)
def test_within_and_nearest_to_agree_with_geopy_everywhere(centre, offsets, radius_m):
    Place.objects.all()._raw_delete("default")
    places = [destination(centre, *offset) for offset in offsets]
    for number, at in enumerate(places):
        assume(abs(metres(centre, at) - radius_m) > 0.01)
        a_place(f"p{number}", at=at)
    expected = sorted(d for d in (metres(centre, at) for at in places) if d <= radius_m)
    page = find(Search(centre=centre, radius_m=radius_m), limit=100)
    assert page.matched == count(Search(centre=centre, radius_m=radius_m)) == len(expected)
    assert find(Search(centre=centre, radius_m=radius_m), limit=1).matched == len(expected)
    assert [hit.metres for hit in page.hits] == pytest.approx(expected, abs=0.01)
    found = [hit.metres for hit in page.hits]
    assert found == sorted(found)
    everything = [place.metres for place in Place.objects.nearest_to(centre)]
    assert everything == pytest.approx(sorted(metres(centre, at) for at in places), abs=0.01)


@with_database
@given(centre=positions, offsets=st.lists(around, min_size=2, max_size=9), limit=st.integers(1, 4))
def test_pages_neither_repeat_nor_skip(centre, offsets, limit):
    Place.objects.all()._raw_delete("default")
    for number, offset in enumerate([*offsets, offsets[0], offsets[0]]):
        a_place(f"p{number}", at=destination(centre, *offset))
    whole = [place.pk for place in Place.objects.nearest_to(centre)]
    by_name = list(Place.objects.values_list("pk", flat=True))
    for search, expected in ((Search(centre=centre), whole), (Search(), by_name)):
        paged, after = [], None
        while True:
            page = find(search, limit=limit, after=after)
            paged += [hit.id for hit in page.hits]
            assert page.matched == len(expected)
            after = page.end
            if after is None:
                break
        assert paged == expected


@with_database
@given(west=longitudes, east=longitudes, south=latitudes, north=latitudes, places=st.lists(positions, max_size=8))
@example(west=170, east=-170, south=-10, north=10, places=[point(lon=180, lat=0), point(lon=-180, lat=0)])
@example(west=0, east=10, south=80, north=90, places=[point(lon=100, lat=90)])
def test_a_box_holds_its_edges_and_crosses_the_antimeridian(west, east, south, north, places):
    assume(south <= north)
    Place.objects.all()._raw_delete("default")
    for number, at in enumerate(places):
        a_place(f"p{number}", at=at)

    def inside(at):
        lons = {at.x, -at.x} if abs(at.x) == 180 else {at.x}
        across = any(west <= lon <= east if west <= east else lon >= west or lon <= east for lon in lons)
        return south <= at.y <= north and (across or abs(at.y) == 90)

    found = set(names(Place.objects.in_bbox(BBox(west, south, east, north))))
    assert found == {f"p{number}" for number, at in enumerate(places) if inside(at)}


def test_a_place_on_the_edge_belongs():
    edge = north_of(LEER, metres=1000)
    a_place("edge", at=edge)
    exact = Place.objects.nearest_to(LEER).get().metres
    assert names(Place.objects.within(LEER, D(m=exact))) == ["edge"]
    assert names(Place.objects.within(LEER, D(m=math.nextafter(exact, 0) - 0.001))) == []


def test_the_order_is_that_of_the_spheroid_where_the_sphere_disagrees():
    for bearing in range(0, 360, 10):
        a_place(f"p{bearing}", at=destination(LEER, 20_000 + bearing / 100, bearing))
    page = find(Search(centre=LEER), limit=10)
    assert [hit.slug for hit in page.hits] == [f"p{bearing}" for bearing in range(0, 100, 10)]
    assert all(a.metres <= b.metres for a, b in pairwise(page.hits))


def test_every_part_of_a_search_narrows_it():
    weener = an_area("034570021", "Weener", parent=an_area("03457", "Landkreis Leer", level="district"))
    a_place("Stützpunkt Weener", area=weener, offers="family", town="Weener")
    a_place("Anleger Leer", offers="meeting")
    assert [hit.slug for hit in find(Search(category="family"), limit=9).hits] == ["stutzpunkt-weener"]
    assert [hit.slug for hit in find(Search(area="03457"), limit=9).hits] == ["stutzpunkt-weener"]
    assert [hit.slug for hit in find(Search(q="stuetzpunkt WEENER"), limit=9).hits] == ["stutzpunkt-weener"]
    assert find(Search(category="family", q="Anleger"), limit=9).matched == 0


def test_hidden_places_are_not_found_and_protected_ones_only_at_their_stand_in():
    stand_in = point(lon=7.6, lat=53.3)
    hesel = an_area("034575402", "Hesel", stand_in=stand_in)
    a_place("hidden", visibility=Visibility.HIDDEN)
    a_place("shelter", at=LEER, area=hesel, visibility=Visibility.AREA_ONLY)
    assert find(Search(centre=LEER, radius_m=1000), limit=9).matched == 0
    assert find(Search(centre=stand_in, radius_m=1), limit=9).hits[0].metres == 0


def test_a_count_follows_the_data(django_assert_num_queries):
    a_place("one")
    assert count(Search(q="one")) == 1
    with django_assert_num_queries(1):
        assert count(Search(q="one")) == 1
    a_place("one more")
    assert count(Search(q="one")) == 2


def test_a_search_takes_one_query_where_all_fits_on_the_page(django_assert_num_queries):
    a_place()
    find(Search(centre=LEER, radius_m=1), limit=1)
    Place.objects.update(feature='{"properties":{}}')
    with django_assert_num_queries(1):
        find(Search(centre=LEER, radius_m=5000), limit=10)


def test_how_many_there_are_does_not_depend_on_where_one_stands(django_assert_num_queries):
    a_place("one")
    with django_assert_num_queries(1):
        assert count(Search(centre=LEER), edition=-1) == 1
        assert count(Search(centre=north_of(LEER, metres=9)), edition=-1) == 1


@pytest.mark.parametrize("rare", [True, False])
def test_a_category_is_found_alike_be_it_rare_or_common(rare, monkeypatch):
    monkeypatch.setattr(understanding, "_is_rare", lambda category, period: rare)
    for number in range(6):
        a_place(f"p{number}", north_of(LEER, metres=100 * number), offers="family" if number % 2 else "meeting")
    Place.objects.filter(slug="p5").update(visibility=Visibility.HIDDEN)
    for centre in (None, LEER):
        page = find(Search(centre, category="family"), limit=1)
        assert page.matched == 2
        assert [hit.slug for hit in page.hits] == ["p1"]
        rest = find(Search(centre, category="family"), limit=9, after=page.end)
        assert [hit.slug for hit in rest.hits] == ["p3"]
