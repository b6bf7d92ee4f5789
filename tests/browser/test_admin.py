"""A clerk at work: every page keeps the strict policy, and a point is set with mouse, keyboard and address."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.contrib.auth.models import User
from django.db import connections
from playwright.sync_api import ConsoleMessage, Page, Request, sync_playwright

from places.models import Place
from tests.browser.conftest import DESKTOP, started
from tests.geo.geocoding.ground import LEER, a_geocoder, a_region, known_for_good
from tests.places.making import a_place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass
class Clerk:
    """A signed-in browser that notes what it complains about, and whom it asks."""

    page: Page
    origin: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:")):
            self.complaints.append(f"asked {request.url}")

    def signs_in(self) -> None:
        self.opens("/admin/")
        self.page.fill("[name=username]", "clerk")
        self.page.fill("[name=password]", "secret")
        self.page.click("[type=submit]")

    def opens(self, path: str) -> None:
        self.page.goto(self.origin + path)

    def told(self) -> str:
        return self.page.inner_text(".messagelist")


@pytest.fixture
def clerk(live_server, monkeypatch, settings) -> Iterator[Clerk]:
    # Playwright keeps an event loop in this thread; a test's own queries beside it have a connection of their own.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    settings.GEOCODER = a_geocoder()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    User.objects.create_superuser("clerk", password="secret")
    a_region()
    known_for_good(at=LEER)
    with sync_playwright() as playwright:
        browser = started(playwright)
        signed_in = Clerk(browser.new_page(locale="de-DE", **DESKTOP), live_server.url)
        signed_in.signs_in()
        yield signed_in
        browser.close()
        connections.close_all()


def test_a_point_is_set_on_the_map_by_keyboard_and_by_address(clerk):
    place = a_place(at=None, offers="family")
    clerk.opens(f"/admin/places/place/{place.pk}/change/")
    page = clerk.page

    page.click(".ground-map", position={"x": 300, "y": 200})
    page.locator(".point-pin").press("Shift+ArrowRight")
    clicked = float(page.input_value("[name=point_lon]"))
    page.locator(".point-pin").press("ArrowRight")
    assert float(page.input_value("[name=point_lon]")) > clicked
    assert "noch nicht gespeichert" in page.inner_text(".point-said")

    page.select_option("[name=precision]", "street")
    page.click("text=Telefonnummer hinzufügen")
    page.fill("[name=phones-0-number]", "0491 12345")
    page.fill("[name=phones-0-shown]", "0491 12345")
    chosen = float(page.input_value("[name=point_lon]"))
    page.locator("[name=_continue]:not([value=locate])").first.click()
    stored = Place.objects.get()
    assert (stored.location.x, stored.position_precision) == (chosen, "street")
    assert stored.phones.count() == 1

    page.fill("[name=street]", "Bergmannstraße 37")
    page.fill("[name=postcode]", "26789")
    page.fill("[name=town]", "Leer")
    page.check("[name=force]")
    page.click("text=Speichern und Adresse suchen")
    assert "Gefunden: genaue Adresse" in clerk.told()
    assert Place.objects.get().location == LEER
    assert clerk.complaints == []


def test_an_area_is_drawn_and_no_page_breaks_the_strict_policy(clerk):
    for path in ("places/place/", "places/place/add/", "places/category/add/", "auth/group/add/", "geo/area/"):
        clerk.opens(f"/admin/{path}")
        clerk.page.wait_for_load_state("networkidle")
    clerk.page.click("#result_list th.field-name a >> nth=0")
    clerk.page.wait_for_selector(".ground-map path")
    clerk.page.wait_for_selector(".ground-map img.leaflet-tile-loaded")
    assert clerk.complaints == []


def test_numbers_can_be_pasted_as_a_pair_and_taken_back(clerk):
    place = a_place(at=LEER)
    clerk.opens(f"/admin/places/place/{place.pk}/change/")
    clerk.page.evaluate(
        "() => { const data = new DataTransfer(); data.setData('text', '53.24, 7.46');"
        "document.querySelector('[name=point_lon]').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data})) }"
    )
    assert clerk.page.input_value("[name=point_lat]") == "53.24"
    clerk.page.click("text=zurück zum gespeicherten Punkt")
    assert clerk.page.input_value("[name=point_lat]") == str(LEER.y)
    assert clerk.page.inner_text(".point-said") == ""
