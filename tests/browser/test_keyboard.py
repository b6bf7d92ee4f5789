"""Everything by keyboard alone, each step in sight."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what is called `name` has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(
            "name => (document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || '')"
            ".trim().startsWith(name)",
            name,
        ):
            return
    pytest.fail(f"Tab never reached {name!r}")


def test_a_village_a_category_and_a_place_by_keyboard(page: Page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Weener")
    page.keyboard.press("Enter")
    expect(page.locator(".count")).to_contain_text("um Weener")
    page.get_by_label("Ort, Adresse oder Postleitzahl").focus()
    tab_to(page, "Meinen Standort")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="Treffpunkt")).to_be_checked()
    expect(page.locator(".results .card")).not_to_have_count(1)  # the choice alone leaves the page as it is
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 Ort gefunden")).to_be_visible()
    tab_to(page, "Treffpunkt Anleger Weener")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Treffpunkt Anleger Weener")


def test_from_the_address_bar_to_a_call_by_keyboard(page: Page):
    page.goto("/")
    tab_to(page, "Zum Inhalt")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Leer")
    page.keyboard.press("Enter")
    expect(page.locator(".count")).to_contain_text("um Leer")
    page.keyboard.press("Tab")
    tab_to(page, "Karte überspringen")
    page.keyboard.press("Enter")
    tab_to(page, "Familienstützpunkt Leer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Familienstützpunkt Leer")
    tab_to(page, "Anrufen")
    assert page.evaluate("document.activeElement.href") == "tel:+4949199902845"


def test_marks_open_their_details_and_get_the_focus_back(desktop: Page):
    desktop.goto("/?where=Loga&radius_km=5")
    desktop.locator(".map[data-places]").wait_for()
    mark = desktop.get_by_role("button", name=re.compile("2. Familienstützpunkt Leer"))
    mark.focus()
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("dialog", name="Familienstützpunkt Leer")).to_be_focused()
    desktop.keyboard.press("Escape")
    expect(desktop.get_by_role("dialog")).to_be_hidden()
    expect(mark).to_be_focused()


def test_the_moving_map_is_a_named_group_of_marks_in_the_language_of_the_page(desktop: Page):
    desktop.goto("/?where=Loga&radius_km=5")
    desktop.locator(".map[data-places]").wait_for()
    group = desktop.get_by_role("group", name="Bewegliche Karte: Pfeiltasten, Plus und Minus")
    group.get_by_role("button", name=re.compile("2. Familienstützpunkt Leer")).press("Enter")
    expect(desktop.get_by_role("dialog").get_by_role("button", name="Schließen")).to_be_visible()
    expect(desktop.locator(".map").get_by_role("img")).to_have_count(0)  # the picture that lies below the map


def test_the_map_can_be_skipped(desktop: Page):
    desktop.goto("/?where=Loga&radius_km=5")
    desktop.locator(".map[data-places]").wait_for()
    desktop.get_by_role("link", name="Karte überspringen").focus()
    desktop.keyboard.press("Enter")
    desktop.keyboard.press("Tab")
    expect(desktop.get_by_role("link", name=re.compile("^Drucken"))).to_be_focused()


@pytest.mark.parametrize("address", ["/?where=Loga&radius_km=5", "/orte/kreisverwaltung-leer/"])
def test_the_focus_is_always_seen(desktop: Page, address: str):
    desktop.goto(address)
    if "where" in address:
        desktop.locator(".map[data-places]").wait_for()
    unseen = []
    for _ in range(25):
        desktop.keyboard.press("Tab")
        if seen := desktop.evaluate(RING):
            unseen.append(seen)
    assert unseen == []


RING = """() => {
  const element = document.activeElement;
  if (element === document.body) return "";
  const rings = [element, element.parentElement, element.nextElementSibling].filter(Boolean)
    .map((each) => getComputedStyle(each))
    .some((style) => style.outlineStyle !== "none" && style.outlineWidth !== "0px");
  const inner = getComputedStyle(element, "::after").borderTopWidth === "3px";
  const box = element.getBoundingClientRect();
  const inSight = box.bottom > 0 && box.top < innerHeight;
  return (rings || inner) && inSight ? "" : element.outerHTML.slice(0, 100);
}"""
"""Tells which element has the focus without showing it: a ring of its own, of its field or of its label."""
