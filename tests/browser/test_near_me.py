"""The device tells where it is: rounded, in the body of a request, in no address."""

import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LEER = {"latitude": 53.233149, "longitude": 7.456478}
on_each_device = pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])


def ask(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Meinen Standort verwenden").click()


@on_each_device
def test_what_is_near_me_with_a_position_that_is_in_no_address(visit: Visit, watch: Watch, device: dict):
    page = visit(geolocation=LEER, permissions=["geolocation"], **device)
    ask(page)
    expect(page.locator(".count")).to_contain_text("im Umkreis von 15 km um Ihren Standort")
    expect(page.locator(".results h3").first).to_have_text("Kreisverwaltung Landkreis Leer (Kreishaus)")
    if device is PHONE:  # on a desktop it opens by itself
        page.get_by_role("button", name="Karte öffnen").click()
    page.locator(".map[data-places]").wait_for()
    assert [each.url for each in watch.requests if re.search(r"53[.,]2|lat", each.url)] == []
    posted = {each.url.removeprefix(watch.origin): each.post_data or "" for each in watch.requests if each.post_data}
    assert list(posted) == ["/", "/api/v1/nearby/"]
    assert parse_qs(posted["/"])["lat"] == ["53.233"]
    assert parse_qs(posted["/"])["lon"] == ["7.456"]
    assert '"lat":53.233,' in posted["/api/v1/nearby/"]


def test_the_position_lasts_for_another_radius_and_ends_with_a_typed_village(visit: Visit, watch: Watch):
    page = visit(geolocation=LEER, permissions=["geolocation"], **PHONE)
    ask(page)
    expect(page.locator(".count")).to_contain_text("um Ihren Standort")
    page.get_by_role("slider", name="Umkreis").press("Home")
    page.get_by_role("button", name="Suchen").click()
    expect(page.locator(".count")).to_contain_text("im Umkreis von 1 km um Ihren Standort")
    page.get_by_label("Ort, Adresse oder Postleitzahl").fill("Weener")
    page.get_by_label("Ort, Adresse oder Postleitzahl").press("Enter")
    expect(page.locator(".count")).to_contain_text("um Weener")
    assert "/?where=Weener&" in page.url
    assert page.url.endswith("&radius_km=1")


def test_the_way_back_from_a_place_leads_to_a_list_and_not_to_an_error(visit: Visit):
    page = visit(geolocation=LEER, permissions=["geolocation"], **PHONE)
    ask(page)
    page.get_by_role("link", name="Familienstützpunkt Leer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Familienstützpunkt Leer")
    page.go_back()
    expect(page.get_by_role("heading", name="Hilfe in Ihrer Nähe finden")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="16 Orte gefunden")).to_be_visible()


@on_each_device
def test_a_refusal_leads_back_to_the_field(visit: Visit, device: dict):
    page = visit(permissions=[], **device)
    ask(page)
    expect(page.get_by_text("Wir kennen Ihren Standort nicht. Das macht nichts")).to_be_visible()
    expect(page.get_by_role("heading", name="16 Orte gefunden")).to_be_visible()
