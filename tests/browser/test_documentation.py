"""The API's documentation, from our own origin."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_the_documentation_shows_the_operations(desktop: Page):
    desktop.goto("/")
    desktop.get_by_role("link", name="Daten und Schnittstelle (API)").click()
    for path in ("/api/v1/places/", "/api/v1/nearby/", "/api/v1/categories/", "/api/v1/areas/", "/api/v1/geocode/"):
        expect(desktop.locator(f'[data-path="{path}"]')).to_be_visible()


def test_an_operation_can_be_tried(desktop: Page):
    desktop.goto("/api/v1/docs/")
    operation = desktop.locator(".opblock", has=desktop.locator('[data-path="/api/v1/categories/"]'))
    operation.click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".live-responses-table tbody .response-col_status").first).to_contain_text("200")


def test_without_javascript_the_documentation_names_the_schema(visit: Visit):
    page = visit(java_script_enabled=False, **DESKTOP)
    page.goto("/api/v1/docs/")
    assert page.get_by_role("link", name="/api/v1/schema/").get_attribute("href") == "/api/v1/schema/"
