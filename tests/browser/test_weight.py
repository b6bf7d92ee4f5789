"""What a visit costs, as it goes over the wire: one table of pages and states, with the most that each may cost."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, KEEPING_MS, PHONE, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
NO_SCRIPTS = PHONE | {"java_script_enabled": False}


def nothing(page: Page) -> None:
    """Do nothing more than look."""


def open_the_map(page: Page) -> None:
    page.get_by_role("button", name="Karte öffnen").click()
    page.locator(".map[data-places]").wait_for()


def type_a_village(page: Page) -> None:
    page.get_by_label("Ort, Adresse oder Postleitzahl").press_sequentially("Wee")
    page.locator('[value="Weener"], [role=option]').first.wait_for(state="attached")


def keep_all(page: Page) -> None:
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Alles ist gespeichert.")).to_be_visible(timeout=KEEPING_MS)


class Budget(NamedTuple):
    """What a page in a state may cost: bytes with headers, and requests."""

    device: dict[str, Any]
    address: str
    act: Callable[[Page], None]
    size: int
    requests: int


# A phone's own browser also asks for the manifest, which none of these does: one request, 2 kB.
MANIFEST = 2_000
BUDGETS = {
    "start, phone": Budget(PHONE, "/", nothing, 30_000, 7),
    "all of 50 km, phone": Budget(PHONE, "/?where=Leer&radius_km=50", nothing, 30_000, 7),
    "one category, phone": Budget(PHONE, "/?where=Weener&radius_km=20&category=family", nothing, 30_000, 7),
    "Arabic, phone": Budget(PHONE, "/ar/", nothing, 30_000, 7),
    "without JavaScript": Budget(NO_SCRIPTS, "/?where=Leer&radius_km=50", nothing, 25_000, 4),
    "suggestions, phone": Budget(PHONE, "/", type_a_village, 33_000, 12),
    "opened map, phone": Budget(PHONE, "/?where=Loga&radius_km=15", open_the_map, 110_000, 40),
    "start, desktop": Budget(DESKTOP, "/", nothing, 170_000, 62),
    "a place, phone": Budget(PHONE, "/orte/kreisverwaltung-leer/", nothing, 30_000, 8),
    "a place, Arabic": Budget(PHONE, "/ar/orte/familienstuetzpunkt-leer/", nothing, 30_000, 8),
    "correcting, phone": Budget(PHONE, "/orte/kreisverwaltung-leer/bearbeiten/", nothing, 30_000, 8),
    "correcting, no JavaScript": Budget(NO_SCRIPTS, "/orte/kreisverwaltung-leer/bearbeiten/", nothing, 25_000, 4),
    "adding, phone": Budget(PHONE, "/orte/neu/", nothing, 30_000, 8),
    "explanation": Budget(PHONE, "/hilfe/family/", nothing, 15_000, 5),
    "before keeping": Budget(PHONE, "/ohne-netz/", nothing, 16_000, 6),
    "keeping all": Budget(PHONE, "/ohne-netz/", keep_all, 340_000, 120),
    "kept places": Budget(PHONE, "/ohne-netz/orte/", nothing, 35_000, 10),
}


class Traffic:
    """Counts what `page` loads, headers included."""

    def __init__(self, page: Page) -> None:
        self.requests, self.size = 0, 0
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", self._count)

    def _count(self, event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        self.requests += size > 0  # what a data: address holds is loaded, too, but over no wire
        self.size += size


@pytest.mark.parametrize("state", BUDGETS)
def test_a_page_costs_no_more_than_its_budget(visit: Visit, state: str):
    device, address, act, size, requests = BUDGETS[state]
    page = visit(**device)
    traffic = Traffic(page)
    page.goto(address)
    act(page)
    page.wait_for_load_state("networkidle")
    assert traffic.size <= size
    assert traffic.requests <= requests


def test_the_manifest_is_the_one_request_that_a_first_view_has_left(phone: Page):
    answer = phone.request.get("/manifest.webmanifest")
    sent = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
    assert int(answer.headers["content-length"]) + sent <= MANIFEST


def test_what_is_said_to_be_loaded_is_the_most_and_not_much_more_than_that(phone: Page):
    phone.goto("/ohne-netz/")
    said = phone.request.get("/ohne-netz/liste.json").json()["bytes"]
    traffic = Traffic(phone)
    keep_all(phone)
    phone.wait_for_load_state("networkidle")
    assert 0.6 * said <= traffic.size <= said
