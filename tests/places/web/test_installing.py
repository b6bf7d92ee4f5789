"""The service on a home screen: its manifest, its icons, and the worker's address."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.places.making import an_area
from tests.places.web.asking import elements, get

pytestmark = pytest.mark.django_db


def manifest():
    return Client().get("/manifest.webmanifest")


def size(path: str) -> tuple[int, int]:
    """Return the width and height that a PNG file names."""
    head = Path(path).read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])


def test_every_page_names_the_manifest_and_an_icon_for_apples():
    links = {link["rel"]: link["href"] for link in elements(get(), "link")}
    assert links["manifest"] == "/manifest.webmanifest"
    assert links["apple-touch-icon"] == "/static/places/icons/maskable-180.png"


def test_the_manifest_names_the_service_its_start_and_its_language():
    an_area("03457", "Landkreis Leer")
    response = manifest()
    assert response.headers["Content-Type"] == "application/manifest+json"
    assert response.headers["Cache-Control"] == "public, max-age=86400"
    said = response.json()
    assert (said["name"], said["short_name"]) == ("Hilfe vor Ort · Landkreis Leer", "Hilfe vor Ort")
    assert (said["lang"], said["dir"], said["start_url"], said["scope"]) == ("de", "ltr", "/", "/")


def test_the_manifest_works_before_the_region_is_loaded():
    assert manifest().json()["name"] == "Hilfe vor Ort"


def test_each_icon_is_there_in_the_size_that_is_named():
    for icon in manifest().json()["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        assert path, icon
        if icon["type"] == "image/png":
            assert "x".join(map(str, size(path))) == icon["sizes"]


def test_a_phone_finds_an_icon_of_each_kind():
    kinds = {(icon["sizes"], icon["purpose"]) for icon in manifest().json()["icons"][1:]}
    assert kinds == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}


def test_the_worker_comes_from_the_root_and_is_asked_for_anew():
    response = Client().get("/sw.js")
    assert response.headers["Content-Type"] == "text/javascript"
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["ETag"]
    assert b"addEventListener" in response.content


@pytest.mark.parametrize("path", ["/sw.js", "/manifest.webmanifest"])
def test_nothing_is_sent_to_them(path):
    assert Client().post(path).status_code == 405
