"""Bad input: refused by a problem document that names the parameter and the rule, never a 500."""

import json

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from places import cursors
from places.searching import Position, Search
from tests.places.api.asking import API, document, get, nearby, raw, refused
from tests.places.making import LEER, a_place

pytestmark = pytest.mark.django_db

BAD = [
    ("lat=53", "lat"),
    ("lon=7", "lon"),
    ("radius_m=500", "radius_m"),
    ("lat=91&lon=7", "lat"),
    ("lat=53&lon=180.0001", "lon"),
    ("lat=nan&lon=7", "lat"),
    ("lat=53&lon=inf", "lon"),
    ("lat=53&lon=-Infinity", "lon"),
    ("lat=1e999&lon=7", "lat"),
    ("lat=5_3&lon=7", "lat"),
    ("lat=+53&lon=7", "lat"),
    ("lat=0x35&lon=7", "lat"),
    ("lat=５３&lon=7", "lat"),
    ("lat=٥٣&lon=7", "lat"),
    ("lat=53,2&lon=7", "lat"),
    ("lat=&lon=7", "lat"),
    (f"lat={'1' * 5000}&lon=7", "lat"),
    ("lat=53&lat=54&lon=7", "lat"),
    ("lat=53&lon=7&radius_m=0", "radius_m"),
    ("lat=53&lon=7&radius_m=100001", "radius_m"),
    ("lat=53&lon=7&radius_m=-5", "radius_m"),
    ("bbox=7,53,8", "bbox"),
    ("bbox=7,53,8,54,9,55", "bbox"),
    ("bbox=7,54,8,53", "bbox"),
    ("bbox=7,53,8,nan", "bbox"),
    ("bbox=7,53,181,54", "bbox"),
    ("bbox=a,b,c,d", "bbox"),
    ("bbox=", "bbox"),
    ("category=nothing", "category"),
    ("category=%27;drop", "category"),
    ("area=99999", "area"),
    ("area=Leer", "area"),
    ("q=", "q"),
    ("q=%20%20", "q"),
    ("q=!!!", "q"),
    (f"q={'a' * 201}", "q"),
    ("q=a%00b", "q"),
    ("q=%ff%fe", "q"),
    ("q=%ed%a0%80", "q"),
    ("limit=0", "limit"),
    ("limit=1001", "limit"),
    ("limit=10.0", "limit"),
    ("limit=1e2", "limit"),
    ("limit=-1", "limit"),
    ("limit=１０", "limit"),
    ("limit=99999999999999999999", "limit"),
    ("cursor=abc", "cursor"),
    ("cursor=", "cursor"),
    ("cursor=a%00", "cursor"),
    ("fields=", "fields"),
    ("fields=name,name", "fields"),
    ("fields=name,location", "fields"),
    ("fields=distance_m", "fields"),
    ("fields=match", "fields"),
    ("open_at=", "open_at"),
    ("open_at=today", "open_at"),
    ("open_at=2026-11-31T15:00", "open_at"),
    ("open_at=2026-11-26T25:00", "open_at"),
    ("open_at=1899-11-26T15:00", "open_at"),
    ("open_at=2026-11-26T15:00%2B99:00", "open_at"),
    ("open_at=2000-01-01T00:00%2B14:00", "open_at"),
    ("open_at=0001-01-01T00:00%2B14:00", "open_at"),
    ("open_at=9999-12-31T23:59-14:00", "open_at"),
    ("language=Dari", "language"),
    ("language=", "language"),
    ("wheelchair=no", "wheelchair"),
    ("Lat=53&lon=7", "Lat"),
    ("radius=5", "radius"),
    ("format=json", "format"),
    ("%00=1", "\x00"),
]


@pytest.mark.parametrize(("query", "parameter"), BAD)
def test_a_bad_parameter_is_named_with_its_rule(query, parameter):
    assert refused(raw(query), parameter)


def test_an_unknown_parameter_is_told_which_are_known():
    assert "radius_m" in refused(raw("radius=5"), "radius")


@pytest.mark.parametrize("path", ["categories/", "areas/", "places/x/"])
def test_every_address_refuses_what_it_does_not_know(path):
    refused(raw("lat=53", path), "lat")


def test_areas_take_geometry_as_true_or_false_only():
    for text in ("1", "yes", "True", ""):
        refused(get("areas/", geometry=text), "geometry")


TOO_LONG_WRITTEN_OUT = 12 * "\ufdfa"  # a letter that stands for eighteen


@pytest.mark.parametrize(
    "query", ["", "q=", "q=%00", f"q={'a' * 201}", f"q={TOO_LONG_WRITTEN_OUT}", "q=Leer&limit=21", "q=Leer&q=Weener"]
)
def test_geocode_needs_one_text(query):
    assert raw(query, "geocode/").status_code == 400


def test_a_cursor_is_good_for_its_own_search_only():
    search = Search(centre=LEER)
    cursor = cursors.seal(Position(5.0, "3f2504e0-4f89-11d3-9a0c-0305e82c3301"), search)
    assert get(lat=53.2331, lon=7.4564, cursor=cursor).status_code == 200
    assert "another search" in refused(get(lat=53.2332, lon=7.4564, cursor=cursor), "cursor")
    assert "another search" in refused(get(cursor=cursor), "cursor")
    for forged in (cursor[:-1], f"A{cursor[1:]}", cursor.replace(":", "."), cursor * 5):
        refused(get(lat=53.2331, lon=7.4564, cursor=forged), "cursor")


def test_a_cursor_of_other_data_is_none_of_ours():
    other = cursors._signer.sign_object({"a": 1})
    refused(get(cursor=other), "cursor")


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        (" ", "body"),
        ("[]", "body"),
        ('"lat"', "body"),
        ("{", "body"),
        ("[" * 100_000, "body"),
        (b"\xff\xfe", "body"),
        ('{"lat": 53, "lon": 7}'.encode("utf-16"), "body"),
        ('{"lat": NaN, "lon": 7}', "body"),
        ('{"lat": 53, "lat": 54, "lon": 7}', "lat"),
        ("{}", "lat"),
        ('{"lat": 53}', "lon"),
        ('{"lat": "53", "lon": 7}', "lat"),
        ('{"lat": true, "lon": 7}', "lat"),
        ('{"lat": null, "lon": 7}', "lat"),
        ('{"lat": [53], "lon": 7}', "lat"),
        ('{"lat": 1e400, "lon": 7}', "lat"),
        (f'{{"lat": {"9" * 5000}, "lon": 7}}', "lat"),
        ('{"lat": 53, "lon": 7, "q": 5}', "q"),
        ('{"lat": 53, "lon": 7, "q": "\\ud800"}', "q"),
        ('{"lat": 53, "lon": 7, "q": "a\\u0000b"}', "q"),
        ('{"lat": 53, "lon": 7, "limit": 5.5}', "limit"),
        ('{"lat": 53, "lon": 7, "limit": "5"}', "limit"),
        ('{"lat": 53, "lon": 7, "bbox": "1,2,3,4"}', "bbox"),
        ('{"lat": 53, "lon": 7, "x": {"y": 1}}', "x"),
        ('{"lat": 53, "lon": 7, "\\ud800": 1}', "?"),
        ('{"\\ud800": 1, "\\ud800": 2}', "?"),
    ],
)
def test_a_bad_body_is_named_with_its_rule(body, parameter):
    refused(nearby(body), parameter)


def test_the_wrong_type_method_size_or_address_is_a_problem_document(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 20
    client = Client()
    answers = {
        415: nearby("lat=53", content_type="application/x-www-form-urlencoded"),
        405: client.delete(f"{API}places/"),
        413: nearby({"q": "a" * 2000}),
        404: client.get("/api/v2/places/"),
        400: raw("&".join(f"a{number}=1" for number in range(30))),
    }
    for status, response in answers.items():
        assert (response.status_code, document(response)["status"]) == (status, status)
        assert response.headers["Content-Type"] == "application/problem+json"
    assert client.post(f"{API}places/").headers["Allow"] == "GET, HEAD, OPTIONS"
    assert client.put("/api/").status_code == 404


def test_what_a_client_accepts_never_matters():
    a_place()
    for accepted in ("application/geo+json", "text/html", "nonsense", "application/json;q=0"):
        response = get(headers={"Accept": accepted})
        assert (response.status_code, response.headers["Content-Type"]) == (200, "application/geo+json")


anything = st.text(max_size=60)
names = st.sampled_from(
    ["lat", "lon", "radius_m", "bbox", "category", "area", "q", "limit", "cursor", "fields", "geometry", "x"]
)
number_like = st.one_of(st.floats(), st.integers()).map(str)
values = st.one_of(anything, number_like, st.sampled_from(["53.2", "7.4", "name", "1,2,3,4", "true"]))


@hypothesis_settings(max_examples=300)
@given(path=st.sampled_from(["places/", "areas/", "categories/", "geocode/"]), query=st.dictionaries(names, values))
def test_no_query_gives_a_500(path, query):
    response = get(path, **{name: value.encode("utf-8", "replace").decode() for name, value in query.items()})
    assert response.status_code in (200, 400)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | anything,
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@hypothesis_settings(max_examples=200)
@given(body=st.dictionaries(names, json_values) | json_values)
def test_no_body_gives_a_500(body):
    assert nearby(json.dumps(body)).status_code in (200, 400)


def test_the_limits_of_the_rules_are_inside():
    for query in (
        "lat=90&lon=180&radius_m=1",
        "lat=-90&lon=-180&radius_m=100000",
        "limit=1000",
        "bbox=-180,-90,180,90",
    ):
        assert raw(query).status_code == 200
    assert raw(f"q={'ä' * 200}").status_code == 200
