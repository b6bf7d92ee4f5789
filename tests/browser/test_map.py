"""The moving map: opened on a phone, beside the list on a desktop, missing without a network."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def opened(page: Page, address: str = "/?where=Loga&radius_km=5") -> Page:
    """Return the phone's `page` with its map open and all places on it."""
    page.goto(address)
    page.get_by_role("button", name="Karte öffnen").click()
    page.locator(".map[data-places]").wait_for()
    return page


def test_a_phone_opens_the_map_and_escape_closes_it(phone: Page):
    opened(phone)
    expect(phone.get_by_role("button", name="Liste")).to_be_focused()
    expect(phone.get_by_role("button", name=re.compile(r"^\d+\. "))).to_have_count(2)
    assert phone.locator(".results").evaluate("results => results.inert")
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("button", name="Karte öffnen")).to_be_focused()
    assert not phone.locator(".results").evaluate("results => results.inert")


def test_the_way_back_closes_the_map_and_from_a_place_opens_it_again(phone: Page):
    opened(phone)
    phone.get_by_role("button", name="2. Familienstützpunkt Leer (ungefähre Lage)").click()
    phone.get_by_role("dialog", name="Familienstützpunkt Leer").get_by_role("link", name="Mehr").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Familienstützpunkt Leer")
    phone.go_back()
    expect(phone.get_by_role("dialog", name="Familienstützpunkt Leer")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_role("dialog")).to_be_hidden()
    expect(phone.get_by_role("button", name="Liste")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_role("button", name="Karte öffnen")).to_be_visible()
    assert "where=Loga" in phone.url


def test_a_tapped_mark_shows_call_and_route_and_its_sheet_is_closed_in_three_ways(phone: Page):
    opened(phone)
    mark = phone.get_by_role("button", name="1. Kreisverwaltung Landkreis Leer (Kreishaus)")
    sheet = phone.get_by_role("dialog", name="Kreisverwaltung Landkreis Leer (Kreishaus)")
    ways = [
        lambda: sheet.get_by_role("button", name="Schließen").click(),
        lambda: phone.keyboard.press("Escape"),
        lambda: phone.go_back(),
    ]
    for close in ways:
        mark.click()
        expect(sheet).to_be_focused()
        expect(sheet.get_by_role("link", name=re.compile("^Anrufen"))).to_have_attribute("href", "tel:+494919260")
        expect(sheet.get_by_role("link", name="Mehr zu diesem Ort")).to_be_visible()
        close()
        expect(sheet).to_be_hidden()
        expect(mark).to_be_focused()
        expect(phone.get_by_role("button", name="Liste")).to_be_visible()


def test_the_way_back_to_the_list_leads_to_where_it_was_left(page: Page):
    page.goto("/?where=Leer&radius_km=15")
    page.get_by_role("link", name="Familienstützpunkt Hesel", exact=True).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    page.get_by_role("link", name="Familienstützpunkt Hesel", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Familienstützpunkt Hesel")
    page.go_back()
    expect(page.get_by_role("link", name="Familienstützpunkt Hesel", exact=True)).to_be_in_viewport()
    assert page.evaluate("scrollY") == pytest.approx(before, abs=40)


def test_the_chosen_place_is_chosen_again_on_the_way_back(desktop: Page):
    desktop.goto("/?where=Leer&radius_km=15")
    desktop.locator(".map[data-places]").wait_for()
    desktop.get_by_role("button", name=re.compile("Treffpunkt Anleger Weener")).click()
    desktop.get_by_role("dialog").get_by_role("link", name="Treffpunkt Anleger Weener", exact=True).click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Treffpunkt Anleger Weener")
    desktop.go_back()
    expect(desktop.get_by_role("dialog", name="Treffpunkt Anleger Weener")).to_be_visible()
    expect(desktop.locator("#ort-treffpunkt-anleger-weener")).to_have_class(re.compile("chosen"))


def test_an_entry_lifts_its_mark_and_brings_it_into_view(desktop: Page):
    desktop.goto("/?where=Leer&radius_km=15")
    desktop.locator(".map[data-places]").wait_for()
    for _ in range(3):
        desktop.get_by_role("button", name="Karte vergrößern").click()
    mark = desktop.get_by_role("button", name=re.compile("Familienstützpunkt Hesel"))
    expect(mark).not_to_be_in_viewport()
    desktop.get_by_role("link", name="Familienstützpunkt Hesel", exact=True).focus()
    expect(mark).to_be_in_viewport()
    expect(mark).to_have_class(re.compile("chosen"))


def test_from_right_to_left_the_controls_change_sides(phone: Page):
    phone.goto("/?where=Loga&radius_km=5")
    phone.evaluate("document.documentElement.dir = 'rtl'")
    phone.get_by_role("button", name="Karte öffnen").click()
    phone.locator(".map[data-places]").wait_for()
    for control, half in ((".leaflet-control-zoom", range(180)), (".leaflet-control-scale", range(180, 361))):
        box = phone.locator(control).bounding_box()
        assert box
        assert int(box["x"] + box["width"] / 2) in half
    assert phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_a_phone_loads_no_map_unasked(phone: Page, watch: Watch):
    phone.goto("/")
    phone.wait_for_load_state("networkidle")
    assert [each.url for each in watch.requests if "leaflet" in each.url or "basemap" in each.url] == []


def test_list_and_map_show_the_same_places_under_the_same_numbers(desktop: Page):
    desktop.goto("/?where=Weener&radius_km=20")
    desktop.locator(".map[data-places]").wait_for()
    listed = desktop.locator(".results .card").evaluate_all(
        "cards => cards.map(card => `${card.querySelector('text').textContent}. ${card.querySelector('h3').innerText}`)"
    )
    marked = desktop.locator(".leaflet-marker-icon").evaluate_all("marks => marks.map(mark => mark.title)")
    assert len(listed) > 5
    assert [title.removesuffix(" (ungefähre Lage)") for title in marked] == listed


def test_no_mark_hides_another(desktop: Page):
    desktop.goto("/")
    desktop.locator(".map[data-places]").wait_for()
    centres = desktop.locator(".leaflet-marker-icon").evaluate_all(
        "marks => marks.map(mark => mark.getBoundingClientRect()).map(box => [box.left + 16, box.top + 16])"
    )
    pairs = [(one, other) for index, one in enumerate(centres) for other in centres[:index]]
    nearest = min(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5 for one, other in pairs)
    assert nearest > 25


def test_a_mark_brings_its_entry_into_view(desktop: Page):
    desktop.goto("/")
    desktop.locator(".map[data-places]").wait_for()
    entry = desktop.locator("#ort-treffpunkt-anleger-weener")
    expect(entry).not_to_be_in_viewport()
    desktop.get_by_role("button", name=re.compile("Treffpunkt Anleger Weener")).click()
    expect(entry).to_be_in_viewport(ratio=0.9)
    expect(entry).to_have_class(re.compile("chosen"))


def test_the_circle_is_the_chosen_radius(desktop: Page):
    desktop.goto("/?where=Loga&radius_km=5")
    desktop.locator(".map[data-places]").wait_for()
    box = desktop.locator("path.ring").bounding_box()
    scale = desktop.locator(".leaflet-control-scale-line")
    width = scale.bounding_box()
    assert box
    assert width
    km = int(scale.inner_text().split()[0])
    assert box["width"] / 2 / (width["width"] / km) == pytest.approx(5, rel=0.04)


@pytest.mark.parametrize("lost", ["**/leaflet*.js", "**/js/map*.js", "**/api/v1/places/**"])
def test_a_map_that_cannot_be_loaded_says_so_and_can_be_tried_again(phone: Page, watch: Watch, lost: str):
    watch.expect("Failed to load resource")
    phone.goto("/?where=Loga&radius_km=5")
    phone.context.route(lost, lambda route: route.abort())
    phone.get_by_role("button", name="Karte öffnen").click()
    expect(phone.get_by_text("Die Karte konnte nicht geladen werden. Die Liste nennt alle Orte.")).to_be_visible()
    expect(phone.get_by_role("img", name=re.compile("Karte der gefundenen Orte"))).to_be_attached()
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("heading", name="2 Orte gefunden")).to_be_visible()
    if "api" not in lost:
        phone.context.unroute(lost)
        phone.get_by_role("button", name="Karte öffnen").click()
        phone.locator(".map[data-places]").wait_for()


def test_who_saves_data_gets_the_map_on_request_only(visit: Visit, watch: Watch):
    page = visit(viewport={"width": 1280, "height": 800})
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert [each.url for each in watch.requests if "leaflet" in each.url] == []
    page.get_by_role("button", name="Karte öffnen").click()
    page.locator(".map[data-places]").wait_for()
    expect(page.get_by_role("button", name="Liste")).to_be_hidden()


def test_a_dark_scheme_darkens_page_and_maps(visit: Visit):
    page = opened(visit(color_scheme="dark", **PHONE))
    tiles = page.locator("img.leaflet-tile")
    expect(tiles.first).to_be_visible()
    colours = page.evaluate(
        "[document.body, document.querySelector('.leaflet-control-attribution')]"
        ".map(each => getComputedStyle(each).backgroundColor)"
    )
    assert colours == ["rgb(17, 23, 27)", "rgb(26, 34, 39)"]
    assert "prefers-color-scheme:dark" in page.request.get(tiles.first.get_attribute("src") or "").text()


def test_the_credit_of_the_data_is_always_in_sight(page: Page):
    page.goto("/?where=Loga")
    if page.viewport_size == PHONE["viewport"]:
        expect(page.locator(".credit")).to_be_in_viewport()
        page.get_by_role("button", name="Karte öffnen").click()
    page.locator(".map[data-places]").wait_for()
    credit = page.locator(".leaflet-control-attribution")
    expect(credit).to_contain_text("© GeoBasis-DE/BKG")
    expect(credit).to_be_in_viewport(ratio=0.9)
