"""A clerk at work: every page keeps the strict policy, and a point is set with mouse, keyboard and address."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User

from places.models import Place
from tests.browser.clerk import Clerk, at_work
from tests.browser.conftest import DESKTOP
from tests.geo.geocoding.ground import LEER, a_geocoder, a_region, known_for_good
from tests.places.making import a_place
from tests.signing_in import a_device

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clerk(live_server, monkeypatch, settings) -> Iterator[Clerk]:
    settings.GEOCODER = a_geocoder()
    device = a_device(User.objects.create_superuser("clerk", password="secret"))
    a_region()
    known_for_good(at=LEER)
    with at_work(live_server.url, settings, monkeypatch, **DESKTOP) as clerk:
        clerk.signs_in("/admin/", "clerk", "secret", device.key)
        yield clerk


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
