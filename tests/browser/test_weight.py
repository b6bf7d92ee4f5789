"""What a visit costs on a phone, as it goes over the wire."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@dataclass
class Traffic:
    requests: int = 0
    size: int = 0


@pytest.fixture
def traffic() -> Traffic:
    return Traffic()


def measured(page: Page, traffic: Traffic) -> Page:
    """Count in `traffic` what `page` loads, headers included."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")

    def count(event: dict) -> None:
        traffic.requests += 1
        traffic.size += int(event["encodedDataLength"])

    wire.on("Network.loadingFinished", count)
    return page


@pytest.mark.parametrize("address", ["/", "/?where=Leer&radius_km=50"])
def test_the_first_view_with_list_and_picture(phone: Page, traffic: Traffic, address: str):
    measured(phone, traffic).goto(address)
    phone.wait_for_load_state("networkidle")
    assert traffic.size <= 30_000
    assert traffic.requests <= 8


def test_the_first_view_of_a_place(phone: Page, traffic: Traffic):
    measured(phone, traffic).goto("/orte/kreisverwaltung-leer/")
    phone.wait_for_load_state("networkidle")
    assert traffic.size <= 30_000
    assert traffic.requests <= 8


def test_the_whole_task_without_javascript(visit: Visit, traffic: Traffic):
    page = measured(visit(java_script_enabled=False, **PHONE), traffic)
    page.goto("/?where=Leer&radius_km=50")
    assert traffic.size <= 25_000


def test_the_opened_map(phone: Page, traffic: Traffic):
    measured(phone, traffic).goto("/?where=Loga&radius_km=15")
    phone.get_by_role("button", name="Karte öffnen").click()
    phone.locator(".map[data-places]").wait_for()
    phone.wait_for_load_state("networkidle")
    assert traffic.size <= 110_000
