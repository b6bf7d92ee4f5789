"""A point chosen on the map, and a search that is shared without telling where someone is."""

import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.test_map import opened
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LEER = {"latitude": 53.233149, "longitude": 7.456478}
HERE = "Hier suchen"


def moved_by_keyboard(page: Page) -> None:
    page.locator(".map[data-places]").wait_for()
    page.get_by_role("group", name=re.compile("^Bewegliche Karte")).focus()
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    page.wait_for_timeout(400)  # the map comes to rest


def test_who_moves_the_map_by_keyboard_can_search_around_its_middle(desktop: Page, watch: Watch):
    desktop.goto("/?where=Loga&radius_km=15&category=meeting")
    expect(desktop.get_by_role("button", name=HERE)).to_be_hidden()
    moved_by_keyboard(desktop)
    expect(desktop.locator(".map-said")).to_have_text("Karte bewegt. „Hier suchen“ sucht um ihre Mitte.")
    desktop.get_by_role("button", name=HERE).press("Enter")
    expect(desktop.locator(".count")).to_contain_text("im Umkreis von 15 km um den gewählten Punkt, bei ")
    expect(desktop.get_by_role("radio", name="Treffpunkt")).to_be_checked()
    posted = next(parse_qs(each.post_data or "") for each in watch.requests if each.method == "POST")
    assert re.fullmatch(r"\d\d\.\d{3}", posted["lat"][0])
    assert re.fullmatch(r"\d\.\d{3}", posted["lon"][0])
    assert "lat" not in desktop.url


def test_a_point_is_chosen_by_a_long_press(desktop: Page):
    desktop.goto("/?where=Loga&radius_km=15")
    desktop.locator(".map[data-places]").wait_for()
    desktop.locator(".folium-map").click(button="right", position={"x": 200, "y": 500})
    desktop.get_by_role("button", name=HERE).click()
    expect(desktop.locator(".count")).to_contain_text("um den gewählten Punkt")


def test_a_drawn_map_offers_the_search_on_a_phone(phone: Page):
    opened(phone)
    box = phone.locator(".folium-map").bounding_box()
    assert box
    phone.mouse.move(180, 500)
    phone.mouse.down()
    phone.mouse.move(180, 400, steps=5)
    phone.mouse.up()
    expect(phone.get_by_role("button", name=HERE)).to_be_visible()


def test_a_position_is_shared_by_the_name_of_what_is_near(visit: Visit):
    page = visit(geolocation=LEER, permissions=["geolocation"], **PHONE)
    page.goto("/")
    page.get_by_role("button", name="Meinen Standort verwenden").click()
    expect(page.locator(".count")).to_contain_text("um Ihren Standort, bei Leer")
    link = page.get_by_role("link", name="Link zum Teilen")
    assert "53" not in (link.get_attribute("href") or "").replace("%53", "")
    link.click()
    expect(page.locator(".count")).to_contain_text("im Umkreis von 15 km um Leer")
