"""Somebody was there, and says by one tap that it is still right."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.test_accessibility import violations
from tests.browser.test_keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PLACE = "/orte/familienstuetzpunkt-leer/"
THANKS = "Danke. Das hilft den Menschen, die nach Ihnen kommen."
BY_VISITORS = "Heute von Besucherinnen und Besuchern bestätigt"


def test_one_tap_is_thanked_without_leaving_the_page_and_told_from_then_on(page: Page):
    page.goto(PLACE)
    asked = page.get_by_role("region", name="Stimmt das noch?")
    asked.get_by_role("button", name="Die Telefonnummer stimmt").click()
    expect(asked.get_by_role("status")).to_have_text(THANKS)
    assert page.url.endswith(PLACE)
    assert violations(page) == []
    page.goto(f"{PLACE}?neu")  # the browser keeps the page of before for a minute
    expect(page.get_by_role("region", name="Anrufen oder schreiben")).to_contain_text(BY_VISITORS)
    assert page.context.cookies() == []


def test_what_is_kept_or_printed_tells_the_date_in_place_of_today(page: Page):
    page.goto(PLACE)
    page.get_by_role("button", name="Die Telefonnummer stimmt").click()
    expect(page.get_by_text(THANKS)).to_be_visible()
    page.goto(f"{PLACE}?neu")
    ago, date = (page.locator(f".contact .{name}").first for name in ("ago", "since"))
    expect(ago).to_be_visible()
    expect(date).to_be_hidden()
    page.emulate_media(media="print")
    expect(ago).to_be_hidden()
    expect(date).to_be_visible()
    page.emulate_media(media="screen")
    page.evaluate("document.documentElement.dataset.kept = 'copy'")  # as the worker marks a copy
    expect(ago).to_be_hidden()
    expect(date).to_be_visible()
    expect(page.get_by_text("Stimmt das noch?")).to_be_hidden()


def test_the_keyboard_does_it_and_stays_where_it_was(desktop: Page):
    desktop.goto(PLACE)
    tab_to(desktop, "Alles stimmt")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_text(THANKS)).to_be_visible()
    expect(desktop.get_by_role("button", name="Alles stimmt")).to_be_focused()


def test_without_javascript_one_comes_back_to_where_one_was(visit: Visit):
    page = visit(**PHONE | {"java_script_enabled": False})
    page.goto(PLACE)
    page.get_by_role("button", name="Alles stimmt").click()
    expect(page.get_by_text(THANKS)).to_be_in_viewport()


def test_without_network_it_says_that_it_did_not_work(phone: Page, watch):
    watch.expect("Failed to load resource")
    phone.goto(PLACE)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Alles stimmt").click()
    expect(phone.get_by_text("Das hat nicht geklappt.")).to_be_visible()
    phone.context.set_offline(False)
