"""A place whose hours are known: its week, and its calendar."""

import pytest
from playwright.sync_api import Page, expect

from places.models import Place
from tests.browser.test_accessibility import violations
from tests.browser.test_place import PLACE, everything

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("_open")]


@pytest.fixture(scope="module")
def _open(origin: str) -> None:
    """Let the place of the stories have hours, languages and a step."""
    known = {"opening_hours": "Mo-Fr 08:00-12:00; PH off", "languages": ["ar", "prs"], "wheelchair": "limited"}
    Place.objects.filter(slug="kreisverwaltung-leer").update(**known)


@pytest.mark.parametrize("address", [PLACE, f"/ar{PLACE}"])
def test_hours_are_a_table_of_which_axe_finds_nothing(page: Page, address: str):
    page.goto(address)
    expect(page.locator(".open .week tr")).to_have_count(7)
    assert violations(everything(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_opening_times_are_saved_into_a_calendar(phone: Page):
    phone.goto(PLACE)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Öffnungszeiten in den Kalender speichern").click()
    assert download.value.suggested_filename == "kreisverwaltung-leer.ics"
