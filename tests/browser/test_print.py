"""A sheet of paper: from the list or a place to a PDF on the device."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import PHONE, Visit
from tests.browser.test_near_me import LEER, ask
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PRINTING_MS = 60_000  # beside other processes that test


@pytest.fixture(autouse=True, scope="module")
def _a_shelf_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("sheets")
    patient = replace(settings.PRINTING, folder=folder, longest_s=60, waiting=1, patience_s=30)
    with override_settings(PRINTING=patient):
        yield


def printed(page: Page, offer: str = "a[type='application/pdf']") -> tuple[str, str]:
    """Press what offers a sheet, in whatever language; return the name of the file that comes, and what it says."""
    with page.expect_download(timeout=PRINTING_MS) as coming:
        page.locator(offer).click(timeout=PRINTING_MS)
    document = PdfReader(BytesIO(Path(coming.value.path()).read_bytes()))
    return coming.value.suggested_filename, " ".join(" ".join(each.extract_text() for each in document.pages).split())


def test_what_a_search_found_comes_as_a_sheet(page: Page):
    page.goto("/?where=Leer&radius_km=10")
    name, words = printed(page)
    assert name == "Hilfe vor Ort Leer (Ostfriesland).pdf"
    assert "Orte im Umkreis von 10 km um Leer (Ostfriesland)" in words
    for place in page.locator(".results .cards h3").all_inner_texts():
        assert place in words


def test_a_place_comes_as_a_sheet_in_the_language_of_its_page(page: Page):
    page.goto("/ar/orte/kreisverwaltung-leer/")
    name, words = printed(page)
    assert name == "مساعدة في منطقتك Kreisverwaltung Landkreis Leer (Kreishaus).pdf"
    assert "0491 926-0" in words


def test_around_a_position_the_sheet_comes_and_no_address_tells_it(visit: Visit, watch: Watch):
    page = visit(geolocation=LEER, permissions=["geolocation"], **PHONE)
    ask(page)
    page.locator(".print button").wait_for()
    _, words = printed(page, ".print button")
    assert "um Ihren Standort" in words
    assert [each.url for each in watch.requests if "53." in each.url or "7.4" in each.url] == []
