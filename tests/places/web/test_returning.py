"""The way back from a place to the search that it was found by."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.places.making import a_place
from tests.places.web.asking import text
from tests.places.web.test_place import PLACE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _place():
    a_place("Beratung")


def back(came_from: str) -> str:
    """Return where the first link of the place's page leads whose visitor came from `came_from`."""
    page: Any = Client().get(PLACE, headers={"Referer": came_from})
    assert page.headers["Vary"].split(", ").count("Referer") == 1
    found = re.search(r'class="back">\s*<a href="(.*?)"', page.content.decode())
    assert found
    return unescape(found[1])


def test_the_way_back_keeps_the_search():
    assert back("http://testserver/?where=Loga&radius_km=5&category=family") == (
        "/?where=Loga&radius_km=5&category=family"
    )


@pytest.mark.parametrize(
    "came_from",
    [
        "",
        "http://testserver/",
        "https://elsewhere.example/?where=Loga",
        "http://testserver/orte/beratung/?where=Loga",
        "http://testserver/nowhere?where=Loga",
        "http://testserver:99999/?where=Loga",
        "http://[/?where=Loga",
        "//testserver/\x00?where=Loga",
        "javascript:alert(1)//?where=x",
        f"http://testserver/?{'q=a&' * 6000}",
    ],
)
def test_who_comes_from_elsewhere_gets_all_places(came_from):
    assert back(came_from) == "/"


def test_no_position_and_nothing_unasked_is_carried_along():
    assert back("http://testserver/?lat=53.2&lon=7.4&where=Loga&x=%22%3E%3Cscript%3E") == "/?where=Loga"


def test_markup_in_a_search_stays_text():
    page = Client().get(PLACE, headers={"Referer": 'http://testserver/?where="><script>alert(1)</script>'})
    assert "alert(1)" not in text(page)
    assert b"<script>alert" not in page.content


def test_what_is_no_text_leads_back_as_well():
    assert back("http://testserver/?where=Loga\ud800&q=%00%ff") == "/?where=Loga%3F&q=%00%EF%BF%BD"
