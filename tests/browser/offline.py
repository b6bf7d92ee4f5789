"""Steps of stories without network: keep the places, lose the network, and have it again."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import KEEPING_MS

LOST = "Failed to load resource"


def keep(page: Page) -> None:
    page.goto("/ohne-netz/")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Alles ist gespeichert.")).to_be_visible(timeout=KEEPING_MS)


def go_offline(page: Page) -> None:
    """Take the network away, and what the browser itself would still show for a minute."""
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.context.set_offline(True)


def open_fresh(page: Page, address: str) -> None:
    """Open a page of the network, which is too slow for the worker now and then where others work, too."""
    for _ in range(5):
        page.goto(address)
        if not page.locator(".kept-notice").count():
            return
    pytest.fail("The worker shows what is kept, though there is a network.")


def caches(page: Page) -> list[str]:
    found: list[str] = page.evaluate("caches.keys()")
    return found


def workers(page: Page) -> int:
    number: int = page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)")
    return number
