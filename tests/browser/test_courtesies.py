"""Small courtesies: nothing jumps, the place in a list is not lost, the keyboard of a phone fits the field."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LEER = {"latitude": 53.233149, "longitude": 7.456478}
JUMPS = """window.jumps = [];
new PerformanceObserver((list) => list.getEntries().forEach((each) => each.hadRecentInput || jumps.push(
  [each.value, ...each.sources.map(({ node }) => node?.className || node?.nodeName)])))
  .observe({ type: "layout-shift", buffered: true })"""
UNSEEN = 0.001  # a word that moves by its own height, where a first line is painted before its end has arrived
ADDRESSES = [
    "/",
    "/?where=Loga&radius_km=5",
    "/?where=Xyzzyq",
    "/ar/?where=Loga&radius_km=5",
    "/orte/kreisverwaltung-leer/",
    "/orte/familienstuetzpunkt-bunde/",
    "/ohne-netz/",
    "/ohne-netz/orte/",
    "/hilfe/",
]


def test_nothing_jumps_while_a_page_loads(page: Page):
    page.add_init_script(JUMPS)
    jumps = {}
    for address in ADDRESSES:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        jumps[address] = [jump for jump in page.evaluate("jumps") if jump[0] > UNSEEN]
    assert jumps == {address: [] for address in ADDRESSES}


def test_nothing_jumps_when_the_map_opens(phone: Page):
    phone.add_init_script(JUMPS)
    phone.goto("/?where=Loga&radius_km=5")
    phone.get_by_role("button", name="Karte öffnen").click()
    phone.locator(".map[data-places]").wait_for()
    assert phone.evaluate("jumps") == []


def test_the_picture_holds_the_place_of_the_map_until_that_is_there(phone: Page):
    phone.goto("/?where=Loga&radius_km=5")
    phone.context.route("**/api/v1/**", lambda route: None)  # never answers
    phone.get_by_role("button", name="Karte öffnen").click()
    expect(phone.locator(".map .picture svg").first).to_be_visible()


def test_the_way_back_leads_to_where_the_list_was(page: Page):
    page.goto("/?where=Leer&radius_km=50")
    link = page.get_by_role("link", name="Familienstützpunkt Uplengen", exact=True)
    link.scroll_into_view_if_needed()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Familienstützpunkt Uplengen")
    page.go_back()
    expect(link).to_be_in_viewport()


def test_a_search_is_told_first_by_the_title_of_its_page(page: Page):
    page.goto("/")
    page.get_by_label("Ort, Adresse oder Postleitzahl").fill("Loga")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile(r"^\d+ × Hilfe um Loga, Leer"))


def test_a_refused_position_leaves_the_focus_on_the_button(visit: Visit):
    page = visit(permissions=[], **PHONE)
    page.goto("/")
    button = page.get_by_role("button", name="Meinen Standort verwenden")
    button.click()
    expect(page.get_by_text("Wir kennen Ihren Standort nicht.")).to_be_visible()
    expect(button).to_be_focused()


def test_offline_search_by_enter_leads_to_the_results_and_typing_keeps_the_focus(phone: Page):
    phone.goto("/ohne-netz/orte/")
    field = phone.get_by_label("Name, Ort oder Angebot")
    expect(field).to_be_visible()
    field.press_sequentially("Weener")
    expect(field).to_be_focused()
    field.press("Enter")
    expect(phone.locator("#ergebnisse")).to_be_focused()
    expect(phone.locator("#ergebnisse")).to_be_in_viewport()


@pytest.mark.parametrize(("address", "name"), [("/", "where"), ("/ohne-netz/orte/", "words")])
def test_the_keyboard_of_a_phone_fits_the_field(phone: Page, address: str, name: str):
    phone.goto(address)
    field = phone.locator(f"input[name={name}]")
    wanted = {"type": "search", "enterkeyhint": "search", "autocomplete": "off", "spellcheck": "false"}
    assert {attribute: field.get_attribute(attribute) for attribute in wanted} == wanted


def test_who_saves_data_is_asked_before_anything_is_loaded(visit: Visit, watch: Watch):
    page = visit(viewport={"width": 1280, "height": 800})
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    for address in ("/?where=Loga", "/ohne-netz/", "/ohne-netz/orte/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    page.goto("/")
    page.get_by_label("Ort, Adresse oder Postleitzahl").press_sequentially("Weener")
    page.wait_for_timeout(400)
    asked = [each.url for each in watch.requests]
    assert [url for url in asked if "leaflet" in url or "basemap" in url or "geocode" in url] == []
