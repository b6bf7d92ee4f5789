"""Caches, compression, other origins: what keeps the API quick and open."""

import gzip

import brotli
import pytest
from django.test import Client

from places.models import Place
from tests.places.api.asking import API, document, get, nearby
from tests.places.making import LEER, a_place

pytestmark = pytest.mark.django_db

PUBLIC = [
    "places/",
    "places/familienstutzpunkt/",
    "categories/",
    "areas/",
    "areas/?geometry=true",
    "places/?lat=53&lon=7",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_what_is_public_may_be_kept_and_is_not_sent_twice(path, django_assert_num_queries):
    a_place(offers="family")
    first = get(path)
    assert first.headers["Cache-Control"].startswith("public, max-age=")
    with django_assert_num_queries(1):
        again = get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Cookie" not in first.headers.get("Vary", "")
    assert not first.cookies


def test_every_change_of_public_data_makes_a_new_tag():
    place = a_place(offers="family")
    tags = [get().headers["ETag"]]
    place.phones.create(number="+494919260", shown="0491 926-0")
    tags.append(get().headers["ETag"])
    Place.objects.update(name="Neu")
    tags.append(get().headers["ETag"])
    place.delete()
    tags.append(get().headers["ETag"])
    assert len(set(tags)) == 4


def test_geocode_and_the_schema_have_a_tag_too():
    for path in ("geocode/?q=Leer", "schema/"):
        first = get(path)
        assert get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
        assert "max-age" in first.headers["Cache-Control"]


def test_answers_are_compressed_as_the_client_likes():
    for number in range(20):
        a_place(f"p{number}")
    plain = get().content
    for encoding, decompress in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        response = get(headers={"Accept-Encoding": encoding})
        assert response.headers["Content-Encoding"] == encoding
        assert decompress(response.content) == plain
        assert "Accept-Encoding" in response.headers["Vary"]
        assert get(headers={"Accept-Encoding": encoding, "If-None-Match": response.headers["ETag"]}).status_code == 304


def test_any_origin_may_read_but_not_ask_for_more():
    response = get(headers={"Origin": "https://partner.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    preflight = Client(headers={"Origin": "https://partner.example", "Access-Control-Request-Method": "DELETE"})
    assert preflight.options(f"{API}places/").headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_head_and_options_answer_without_a_body():
    a_place()
    head = Client().head(f"{API}places/")
    assert (head.status_code, head.content) == (200, b"")
    options = Client().options(f"{API}places/")
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_a_search_takes_two_queries_and_a_count_that_depends_on_no_centre_one_more(django_assert_num_queries):
    for number in range(5):
        a_place(f"p{number}")
    Place.objects.update(feature='{"properties":{"name":"x"}}')
    get(lat=LEER.y, lon=LEER.x, radius_m=100)
    for limit in (9, 2):
        with django_assert_num_queries(2):
            get(lat=LEER.y, lon=LEER.x, radius_m=100, limit=limit)
    with django_assert_num_queries(3):
        get(lat=LEER.y, lon=LEER.x, limit=2)
    with django_assert_num_queries(2):
        get(lat=LEER.y + 1, lon=LEER.x, limit=2)
    with django_assert_num_queries(1):
        nearby({"lat": LEER.y, "lon": LEER.x})
    assert document(get(limit=2))["numberMatched"] == 5
