"""Narrow screens, great zoom, big fingers, and nothing that jumps."""

import json

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Visit
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PLACES = settings.BASE_DIR / "fixtures" / "leer" / "places.json"
PAGES = ["/", "/ohne-netz/", "/ohne-netz/orte/", "/?where=Loga&radius_km=5", "/?where=Xyzzyq", "/orte/nichts/"] + [
    f"/orte/{place['slug']}/" for place in json.loads(PLACES.read_text(encoding="utf-8"))["places"]
]


LINE_PX = 28  # of a title, which may have more than one


def width(page: Page) -> int:
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    return wide


@pytest.mark.parametrize("scale", [1, 4], ids=["320 px", "1280 px at 400 %"])
def test_no_page_scrolls_sideways_at_320_px(visit: Visit, watch: Watch, scale: int):
    watch.expect("status of 404")
    page = visit(viewport={"width": 320, "height": 200 if scale == 4 else 640}, device_scale_factor=scale)
    widths = {}
    for address in PAGES:
        page.goto(address)
        widths[address] = width(page)
    assert widths == dict.fromkeys(PAGES, 320)


def test_no_page_scrolls_sideways_from_right_to_left(visit: Visit):
    page = visit(**PHONE)
    for address in PAGES[:5] + PAGES[6:10]:
        page.goto(address)
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize(
    "address", ["/", "/?where=Loga&radius_km=15", "/?where=Weener&category=meeting", "/ar/?where=Leer"]
)
def test_the_first_result_begins_in_the_first_view(phone: Page, address: str):
    phone.goto(address)
    title = phone.locator(".card h3").first.bounding_box()
    assert title
    assert title["y"] + LINE_PX <= PHONE["viewport"]["height"]


def test_what_is_tapped_is_44_px_high(phone: Page):
    small = {}
    for address in ("/", "/?where=Loga", "/orte/kreisverwaltung-leer/"):
        phone.goto(address)
        small[address] = phone.evaluate(SMALL)
    assert small == {address: [] for address in small}


SMALL = """
[...document.querySelectorAll("button, select, input:not([type=hidden]), .brand, summary, .button, " +
  ".actions a, .back a, .links a")]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height > 0)
  .map((each) => [each.className || each.textContent.trim(), Math.round(each.getBoundingClientRect().height)])
  .filter(([, height]) => height < 44)"""
