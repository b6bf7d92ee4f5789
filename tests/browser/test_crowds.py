"""Many places on the map: one badge with their number, which leads on, by finger and by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from geo.coordinates import point
from geo.models import Area
from places.models import Place
from tests.browser.conftest import PHONE, Visit
from tests.browser.test_accessibility import violations
from tests.browser.test_map import opened
from tests.places.making import a_place, destination

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
OSTRHAUDERFEHN = point(lon=7.6194, lat=53.1381)
DITZUM = point(lon=7.2797, lat=53.3142)


@pytest.fixture(scope="module", autouse=True)
def crowd(origin: str) -> None:
    """Place six houses along a road, and 40 counters behind one door: with the region more than a page."""
    along, behind = Area.objects.get(name="Ostrhauderfehn"), Area.objects.get(name="Jemgum")
    for number in range(6):
        a_place(f"Haus {number}", destination(OSTRHAUDERFEHN, 150 * number, 45), area=along)
    for number in range(40):
        a_place(f"Schalter {number}", DITZUM, area=behind)
    assert Place.objects.count() == 62


def crowds(page: Page):
    return page.get_by_role("button", name=re.compile("^Mehrere Orte hier: "))


def test_a_crowd_has_a_name_and_parts_where_it_is_opened(page: Page):
    page.goto("/?where=Ostrhauderfehn&radius_km=10")
    if page.viewport_size == PHONE["viewport"]:
        page.get_by_role("button", name="Karte öffnen").click()
    page.locator(".map[data-places]").wait_for()
    page.get_by_role("button", name="Mehrere Orte hier: 6. Karte hier vergrößern").or_(crowds(page).first).first.click()
    expect(page.get_by_role("button", name=re.compile("Haus 5$"))).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Haus 0$"))).to_be_visible()


def test_by_keyboard_a_crowd_leads_on_and_the_focus_is_never_lost(desktop: Page):
    desktop.goto("/?where=Ditzum&radius_km=1")
    desktop.locator(".map[data-places]").wait_for()
    crowds(desktop).first.focus()
    desktop.keyboard.press("Enter")
    expect(crowds(desktop)).to_have_count(0)
    expect(desktop.get_by_role("button", name=re.compile(r"^\d+\. Schalter"))).to_have_count(40)
    assert desktop.evaluate("document.activeElement.className").startswith("leaflet-marker-icon")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("dialog", name=re.compile("^Schalter"))).to_be_focused()


def test_an_entry_of_the_list_lifts_the_crowd_that_hides_its_mark(desktop: Page):
    desktop.goto("/?where=Ditzum&radius_km=2")
    desktop.locator(".map[data-places]").wait_for()
    desktop.locator(".card", has_text="Schalter").first.hover()
    expect(crowds(desktop).first).to_have_class(re.compile("chosen"))


def test_the_map_says_that_it_shows_the_page_of_the_list(page: Page):
    page.goto("/")
    expect(page.locator(".legend")).to_contain_text("50 von 62 Orten")
    expect(page.locator(".sentence")).to_contain_text("Die Karte zeigt 50 von 62 Orten")


def test_axe_finds_nothing_on_a_map_with_crowds(visit: Visit):
    page = opened(visit(**PHONE), "/?where=Ditzum&radius_km=5")
    expect(crowds(page)).not_to_have_count(0)
    assert violations(page) == []
