"""What every page of a visitor keeps: its policy, no cookie, no cache that others share, few queries."""

import re

import pytest
from django.test import Client

from places.features import refresh_stale
from tests.geo.geocoding.ground import LEER, a_region
from tests.places.making import a_place
from tests.places.web.asking import elements, get, post

pytestmark = pytest.mark.django_db
PATHS = ["/", "/?where=Leer", "/orte/beratung/", "/hilfe/", "/orte/nichts/", "/?radius_km=7", "/api/v1/docs/"]
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy(response) -> dict[str, str]:
    parts = response.headers["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def nonce(response) -> str:
    found = re.search("'nonce-([^']+)'", response.headers["Content-Security-Policy"])
    assert found
    return found.group(1)


@pytest.mark.parametrize("path", PATHS)
def test_the_policy_lets_in_nothing_from_elsewhere(path):
    a_place("Beratung")
    found = policy(Client().get(path))
    found["script-src"] = re.sub(" 'nonce-[^']{20,}'$", "", found["script-src"])
    assert found == POLICY


def test_each_answer_has_a_nonce_of_its_own():
    first, second = get(), get()
    assert nonce(first) != nonce(second)
    assert {script.get("nonce") for script in elements(first, "script")} == {nonce(first), None}


@pytest.mark.parametrize("path", PATHS)
def test_a_visitor_gets_no_cookie(path):
    a_place("Beratung")
    response = Client().get(path)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not post(lat=LEER.y, lon=LEER.x).cookies


@pytest.mark.parametrize("path", PATHS)
def test_no_other_site_learns_where_a_visitor_comes_from_or_frames_a_page(path):
    response = Client().get(path)
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_is_kept_by_the_browser_alone_and_one_with_a_position_by_nobody():
    a_place("Beratung")
    for path in ("/", "/?where=Leer", "/orte/beratung/"):
        assert Client().get(path).headers["Cache-Control"] == "private, max-age=60"
    assert post(lat=LEER.y, lon=LEER.x).headers["Cache-Control"] == "no-store"
    assert post(lat="x").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_loaded_from_elsewhere(path):
    a_place("Beratung")
    page = Client().get(path)
    loaded = [
        str(each.get("src") or each.get("href"))
        for tag in ("script", "link", "img", "iframe")
        for each in elements(page, tag)
        if each.get("rel") != "alternate"  # tells search engines of the page in other languages
    ]
    assert [address for address in loaded if not address.startswith("/") and address != "None"] == []


@pytest.mark.parametrize("path", PATHS[:6])
def test_a_page_names_its_language_and_direction(path):
    (root,) = elements(Client().get(path), "html")
    assert (root["lang"], root["dir"]) == ("de", "ltr")


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/", 4),
        ("/?category=family", 5),
        ("/?where=Leer", 8),
        ("/?where=Weener&radius_km=1", 9),
        ("/?where=Beratung", 7),
        ("/?where=Beratung+Leer", 9),
        ("/?q=Beratung", 4),
        ("/orte/beratung/", 4),
        ("/ar/orte/beratung/", 5),
        ("/hilfe/", 2),
        ("/hilfe/family/", 2),
    ],
)
def test_a_page_takes_as_few_queries_for_one_place_as_for_many(path, queries, django_assert_num_queries):
    a_region()
    a_place("Beratung", offers="family")
    for number in range(8):
        a_place(f"Ort {number}", offers="family")
    refresh_stale()
    Client().get(path)  # the region is known from now on
    with django_assert_num_queries(queries):
        assert Client().get(path).status_code == 200
