"""The search box suggests while someone types: by keyboard alone, by touch, from right to left."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def box(page: Page):
    return page.locator("#where")


def options(page: Page):
    return page.locator("#vorschlaege [role=option]")


def typed(page: Page, text: str, address: str = "/") -> Page:
    page.goto(address)
    box(page).press_sequentially(text)
    expect(options(page).first).to_be_visible()
    return page


def test_a_village_by_keyboard_alone(page: Page):
    typed(page, "Wee")
    expect(box(page)).to_have_attribute("role", "combobox")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".suggested")).to_have_text(re.compile(r"\d+ Vorschläge"))
    box(page).press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", "vorschlag-1")
    box(page).press("End")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    box(page).press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    box(page).press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    box(page).press("Home")
    box(page).press("Enter")
    expect(page.locator(".count")).to_contain_text("um Weener")
    expect(box(page)).to_have_value("Weener")


def test_escape_closes_the_list_and_keeps_what_was_typed(page: Page):
    typed(page, "Wee")
    box(page).press("Escape")
    expect(options(page).first).to_be_hidden()
    expect(box(page)).to_have_value("Wee")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    box(page).press("ArrowDown")
    expect(options(page).first).to_be_visible()
    box(page).press("Tab")
    expect(options(page).first).to_be_hidden()


def test_enter_without_a_choice_searches_for_what_was_typed(page: Page):
    typed(page, "Loga")
    box(page).press("Enter")
    expect(page.locator(".count")).to_contain_text("um Loga, Leer")


def test_a_tap_takes_a_suggestion_and_each_is_large_enough(phone: Page):
    typed(phone, "Weener")
    assert all(each.bounding_box()["height"] >= 44 for each in options(phone).all())
    options(phone).filter(has_text="Gemeinde").first.tap()
    expect(phone.locator(".count")).to_contain_text("um Weener")


def test_the_whole_district_is_a_choice(page: Page):
    page.goto("/?where=Weener")
    box(page).fill("")
    expect(box(page)).to_have_attribute("role", "combobox")
    box(page).press("ArrowDown")
    options(page).filter(has_text="ganzes Gebiet").click()
    expect(page.get_by_role("heading", name="16 Orte gefunden")).to_be_visible()


def test_one_request_for_each_pause(phone: Page, watch: Watch):
    typed(phone, "Papenburg")
    asked = [each.url for each in watch.requests if "/vorschlaege/" in each.url]
    assert len(asked) <= 3


def test_the_open_list_is_accessible_in_both_directions(page: Page):
    for address in ("/", "/ar/"):
        typed(page, "Leer", address)
        box(page).press("ArrowDown")
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
        assert [each["id"] for each in found.response["violations"]] == []


def test_the_list_stays_within_the_page_from_right_to_left(visit: Visit):
    page = visit(**PHONE | {"viewport": {"width": 320, "height": 640}})
    typed(page, "لير", "/ar/")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    options(page).first.tap()
    expect(page.locator(".results h3").first).to_be_visible()


def test_a_kind_of_help_is_found_by_what_it_is_called_elsewhere(phone: Page):
    phone.goto("/")
    phone.get_by_text("Genauer suchen").click()
    phone.locator("#q").fill("Familienstüzpunkt")
    phone.locator("#q").press("Enter")
    expect(phone.locator(".results h3").first).to_contain_text("Familienstützpunkt")
    phone.get_by_role("button", name="Alle Hilfen zeigen").click()
    expect(phone.get_by_role("heading", name="16 Orte gefunden")).to_be_visible()
