"""The pages in other languages: right to left down to icons and controls, nothing cut off, axe content."""

import pytest
from playwright.sync_api import Page, expect

from geo.languages import LANGUAGES
from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.test_accessibility import violations
from tests.browser.test_sizes import width
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PATHS = [
    "", "?where=Loga&radius_km=5", "?where=Xyzzyq", "?where=Borkum&radius_km=1", "orte/kreisverwaltung-leer/",
    "orte/familienstuetzpunkt-bunde/", "hilfe/", "hilfe/family/", "orte/nichts/",
]  # fmt: skip
RTL = [language.code for language in LANGUAGES if language.is_rtl]
OTHERS = [language.code for language in LANGUAGES if language.code != "de" and not language.is_rtl]


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details:not(.languages)').forEach(each => { each.open = true })")


@pytest.mark.parametrize("px", [320, 360, 1280])
@pytest.mark.parametrize("code", RTL)
def test_no_page_from_right_to_left_scrolls_sideways(visit: Visit, watch: Watch, code: str, px: int):
    watch.expect("status of 404")
    page = visit(viewport={"width": px, "height": 740})
    widths = {}
    for path in PATHS:
        page.goto(f"/{code}/{path}")
        open_all(page)
        widths[path] = width(page)
    assert widths == dict.fromkeys(PATHS, px)


def test_no_page_of_another_language_scrolls_sideways_at_320_px(visit: Visit):
    page = visit(viewport={"width": 320, "height": 640})
    widths = {}
    for code in OTHERS:
        for path in PATHS[:2] + PATHS[4:8]:
            page.goto(f"/{code}/{path}")
            open_all(page)
            widths[code, path] = width(page)
    assert {page: px for page, px in widths.items() if px != 320} == {}


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_in_arabic(visit: Visit, watch: Watch, device: dict):
    watch.expect("status of 404")
    page = visit(**device)
    found = {}
    for path in PATHS:
        page.goto(f"/ar/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        found[path] = violations(page)
    assert found == {path: [] for path in PATHS}


def test_arrows_point_the_other_way(visit: Visit):
    page = visit(**PHONE)
    for address, turned in (
        ("/ar/orte/kreisverwaltung-leer/", "matrix(-1, 0, 0, 1, 0, 0)"),
        ("/orte/kreisverwaltung-leer/", "none"),
    ):
        page.goto(address)
        assert page.locator(".back .flips").first.evaluate("icon => getComputedStyle(icon).transform") == turned


def test_the_controls_of_the_map_and_the_slider_are_mirrored(visit: Visit):
    page = visit(**DESKTOP)
    page.goto("/ar/?where=Loga&radius_km=5")
    page.locator(".map[data-places]").wait_for()
    plus, shown = page.locator(".leaflet-control-zoom").bounding_box(), page.locator(".map").bounding_box()
    assert plus
    assert shown
    assert plus["x"] - shown["x"] < 30
    slider = page.locator("input[type=range]")
    assert slider.evaluate("each => getComputedStyle(each).direction") == "rtl"


def test_a_mark_leads_to_the_page_in_the_language_of_the_map(visit: Visit):
    page = visit(**DESKTOP)
    page.goto("/uk/?where=Loga&radius_km=5")
    page.locator(".map[data-places]").wait_for()
    links = page.locator(".leaflet-popup a, .sheet a[href*='/orte/']")
    page.locator(".leaflet-marker-icon").first.click()
    expect(links.first).to_be_visible()
    assert str(links.first.get_attribute("href")).startswith("/uk/orte/")


def test_another_language_is_two_taps_away_without_javascript(visit: Visit):
    page = visit(java_script_enabled=False, **PHONE)
    page.goto("/?where=Loga&radius_km=5")
    page.locator(".languages summary").click()
    page.get_by_role("link", name="Українська").click()
    expect(page).to_have_url(f"{page.url.split('/uk')[0]}/uk/?where=Loga&radius_km=5")
    expect(page.locator("html")).to_have_attribute("lang", "uk")
