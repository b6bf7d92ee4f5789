"""Someone has found a place: they call, find the way, pass it on, and say what is wrong."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.test_keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PLACE = "/orte/kreisverwaltung-leer/"
SHARE = "navigator.share = (data) => { window.shared = data; return Promise.resolve() }"
COPY = "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve() }"


def everything(page: Page) -> Page:
    """Open all that can be opened."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    return page


def test_calling_comes_first_and_the_way_second(page: Page):
    page.goto(PLACE)
    first, second = page.locator("main .actions a").all()
    expect(first).to_have_attribute("href", "tel:+494919260")
    expect(second).to_have_attribute("href", f"{PLACE}#weg")
    expect(first).to_be_in_viewport()
    tab_to(page, "Alle Orte")
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="So kommen Sie hin")).to_be_in_viewport()


def test_the_page_answers_in_the_order_of_the_questions(phone: Page):
    phone.goto(PLACE)
    assert phone.get_by_role("heading", level=2).all_inner_texts() == [
        "Was bekomme ich hier?",
        "Wann ist geöffnet?",
        "So kommen Sie hin",
        "Anrufen oder schreiben",
        "Das wissen wir noch nicht",
        "Gut zu wissen",
        "Mitnehmen und weitergeben",
        "Woher wir das wissen",
        "Stimmt das noch?",
        "Stimmt etwas nicht mehr? Fehlt etwas?",
    ]


def test_the_way_is_opened_by_the_phones_own_application_or_by_another(page: Page):
    page.goto(PLACE)
    way = page.get_by_role("link", name="In der Karten-App öffnen")
    expect(way).to_have_attribute("href", re.compile(r"^geo:53\.2331\d+,7\.4564\d+\?q="))
    expect(page.get_by_role("link", name="Zu Fuß")).to_be_hidden()
    page.get_by_text("Öffnet sich nichts?").click()
    expect(page.get_by_role("link", name="Zu Fuß")).to_be_visible()
    expect(page.get_by_role("link", name="öffnet Google Maps")).to_have_attribute("rel", "external noreferrer")


def test_correcting_is_at_the_side_of_a_wide_screen_and_at_the_end_of_a_narrow_one(desktop: Page, phone: Page):
    desktop.goto(PLACE)
    expect(desktop.get_by_role("link", name="Ort bearbeiten")).to_be_in_viewport()
    phone.goto(PLACE)
    edit, sources = (phone.locator(name).bounding_box() for name in (".edit", ".sources"))
    assert edit
    assert sources
    assert edit["y"] > sources["y"] + sources["height"]


def test_a_place_is_shared_by_what_the_device_offers(phone: Page):
    phone.add_init_script(SHARE)
    phone.goto(PLACE)
    phone.get_by_role("button", name="Teilen").click()
    title = "Kreisverwaltung Landkreis Leer (Kreishaus)"
    assert phone.evaluate("shared") == {"title": title, "url": phone.url}


def test_the_address_is_copied_and_that_is_said(desktop: Page):
    desktop.add_init_script(COPY)
    desktop.goto(PLACE)
    desktop.get_by_text("Adresse der Seite und QR-Code").click()
    desktop.get_by_role("button", name="Kopieren").click()
    expect(desktop.locator(".copied")).to_have_text("Kopiert")
    assert desktop.evaluate("copied") == desktop.url


def test_the_code_is_loaded_when_someone_wants_it(page: Page):
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(PLACE)
    page.wait_for_load_state("networkidle")
    assert not [url for url in loaded if url.endswith("qr.svg")]
    with page.expect_response("**/qr.svg"):
        page.get_by_text("Adresse der Seite und QR-Code").click()
        page.get_by_alt_text("QR-Code").scroll_into_view_if_needed()


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_place_is_passed_on_without_javascript(visit: Visit, device):
    page = visit(java_script_enabled=False, **device)
    page.goto(PLACE)
    expect(page.get_by_role("button", name="Teilen")).to_be_hidden()
    page.get_by_text("Adresse der Seite und QR-Code").click()
    expect(page.get_by_label("Adresse dieser Seite")).to_have_value(page.url)
    expect(page.get_by_role("button", name="Kopieren")).to_be_hidden()
    expect(page.get_by_alt_text("QR-Code")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_the_way_back_keeps_the_search(visit: Visit, javascript):
    page = visit(java_script_enabled=javascript, **PHONE)
    page.goto("/?where=Loga&radius_km=5")
    page.get_by_role("link", name="Familienstützpunkt Leer", exact=True).click()
    page.get_by_role("link", name="Zurück zur Liste").click()
    expect(page.locator(".count")).to_contain_text("im Umkreis von 5 km um Loga")


def test_the_route_of_an_entry_leads_to_the_ways(phone: Page):
    phone.goto("/?where=Loga&radius_km=5")
    phone.get_by_role("link", name=re.compile("^Route.*Kreisverwaltung")).click()
    expect(phone.get_by_role("heading", name="So kommen Sie hin")).to_be_in_viewport()


def test_a_place_from_right_to_left_does_not_scroll_sideways(page: Page):
    page.goto(PLACE)
    everything(page).evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
