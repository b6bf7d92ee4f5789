"""Use without network: kept on request, whole or not at all, shown with its age, refreshed, deleted."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LEER = {"latitude": 53.233149, "longitude": 7.456478}
LOST = "Failed to load resource"


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(visit: Visit, watch: Watch, request: pytest.FixtureRequest) -> Page:
    """Visit with a device that knows where it is, on a phone, and again on a desktop."""
    watch.expect(LOST)
    return visit(geolocation=LEER, permissions=["geolocation"], **request.param)


def keep(page: Page) -> None:
    page.goto("/ohne-netz/")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Alles ist gespeichert.")).to_be_visible()


def go_offline(page: Page) -> None:
    page.context.set_offline(True)


def caches(page: Page) -> list[str]:
    found: list[str] = page.evaluate("caches.keys()")
    return found


def workers(page: Page) -> int:
    number: int = page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)")
    return number


def names(page: Page) -> list[str]:
    found: list[str] = page.locator(".results h3:visible").all_inner_texts()
    return found


def test_the_whole_way_without_network(page: Page):
    keep(page)
    go_offline(page)
    page.goto("/")
    expect(page.get_by_text("Heute gespeichert.")).to_be_visible()
    expect(page.get_by_text("Ohne Netz können wir nicht prüfen, ob das noch stimmt.")).to_be_visible()
    expect(page.get_by_role("heading", name="16 Orte gefunden")).to_be_visible()
    expect(page.get_by_text("Diese Seite oder Suche ist nicht gespeichert")).to_be_hidden()
    page.get_by_role("link", name="Familienstützpunkt Leer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Familienstützpunkt Leer")
    expect(page.get_by_text("Heute gespeichert.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Anrufen"))).to_have_attribute("href", "tel:+4949199902845")
    page.go_back()
    expect(page.get_by_role("heading", name="16 Orte gefunden")).to_be_visible()
