"""A visitor corrects a place, or adds one: on a phone and on a desktop, in Arabic too, without scripts too."""

from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from places.models import Suggestion
from tests.browser.conftest import PHONE, Visit
from tests.browser.test_accessibility import violations
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
NO_SCRIPTS = PHONE | {"java_script_enabled": False}
PLACE = "/orte/kreisverwaltung-leer/"


@pytest.fixture(autouse=True)
def _machines_are_quick(settings: Any) -> None:
    """Let a form be sent at once; that people are slower is tested with the guard."""
    settings.GUARDING = replace(settings.GUARDING, shortest_s=0)


def unfold(page: Page, label: str) -> None:
    page.locator("summary").filter(has_text=label).first.click()


def send(page: Page, name: str = "Vorschlag abschicken") -> None:
    page.get_by_role("button", name=name).last.click()


def thanked(page: Page) -> Suggestion:
    """Return the suggestion under the number that the page tells."""
    page.wait_for_url("**/danke/*/**")
    return Suggestion.objects.get(number=page.locator(".thanks strong").inner_text())


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_a_phone_number_is_corrected(page: Page, watch: Watch):
    watch.expect("the server responded with a status of 400")
    page.goto(PLACE)
    page.get_by_role("link", name="Ort bearbeiten").click()
    unfold(page, "Telefon")
    page.get_by_label("Nummer", exact=True).first.fill("ruf an")
    send(page)
    page.get_by_role("link", name="„ruf an“ ist keine Telefonnummer.").click()
    expect(page.locator("#phones")).to_be_in_viewport()
    assert violations(page) == []
    page.get_by_label("Nummer", exact=True).first.fill("0491 926-77")
    send(page)
    suggestion = thanked(page)
    assert list(suggestion.changes) == ["phones"]
    assert suggestion.changes["phones"][0]["shown"] == "0491 926-77"
    assert violations(page) == []
    page.get_by_role("link", name="Zurück zum Ort").click()
    page.wait_for_url(f"**{PLACE}")


def test_a_phone_number_is_corrected_in_arabic(page: Page):
    page.goto(f"/ar{PLACE}bearbeiten/")
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    page.locator(".group summary").first.click()
    page.locator("[name=phones-0-number]").fill("0491 926-77")
    page.get_by_role("textbox").last.fill("رقم جديد")
    assert fits(page)
    assert violations(page) == []
    page.locator("#abschicken").click()
    suggestion = thanked(page)
    assert (suggestion.language, suggestion.message) == ("ar", "رقم جديد")
    assert page.url.count("/ar/danke/") == 1


def test_only_what_is_the_matter_is_shown(page: Page):
    page.goto(f"{PLACE}bearbeiten/")
    parts = (".of-edit", ".of-closed", ".of-moved", ".of-position")
    for label, part in {"Den Ort gibt es nicht mehr": ".of-closed", "Der Ort ist umgezogen": ".of-moved"}.items():
        page.get_by_label(label).check()
        shown = [each for each in parts if page.locator(each).is_visible()]
        assert shown == [part]


def test_a_place_is_reported_as_closed(page: Page):
    page.goto(f"{PLACE}bearbeiten/")
    page.get_by_label("Den Ort gibt es nicht mehr").check()
    page.get_by_label("Seit wann?").fill("2026-10-01")
    page.get_by_label("Was gibt es stattdessen?").fill("Familienstützpunkt Leer, Leer")
    send(page)
    suggestion = thanked(page)
    assert suggestion.kind == "closed"
    assert suggestion.changes["closed_on"] == "2026-10-01"


def opened_map(page: Page) -> Locator:
    """Open the map of the part that is shown, and return it."""
    page.get_by_role("button", name="Auf der Karte zeigen").click()
    field = page.locator(".of-position .ground-map")
    field.locator(".leaflet-tile-loaded").first.wait_for()
    return field


def test_a_wrong_position_is_corrected_by_a_pin(page: Page):
    page.goto(f"{PLACE}bearbeiten/?kind=position")
    field = opened_map(page)
    field.scroll_into_view_if_needed()
    assert violations(page) == []
    field.click(position={"x": 60, "y": 200})
    expect(page.get_by_text("Der Punkt ist gesetzt.")).to_be_visible()
    send(page)
    assert thanked(page).changes["position"].keys() == {"lon", "lat"}


def test_the_map_is_zoomed_by_big_fingers(page: Page):
    page.goto(f"{PLACE}bearbeiten/?kind=position")
    for each in opened_map(page).locator(".leaflet-control-zoom a").all():
        box = each.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


def test_the_pin_is_moved_by_keyboard_alone(desktop: Page):
    desktop.goto(f"{PLACE}bearbeiten/?kind=position")
    desktop.get_by_role("button", name="Auf der Karte zeigen").press("Enter")
    desktop.locator(".point-pin").wait_for()
    before = desktop.locator("[name=pin-position-lat]").input_value()
    desktop.locator(".point-pin").focus()
    desktop.keyboard.press("ArrowUp")
    assert float(desktop.locator("[name=pin-position-lat]").input_value()) > float(before)
    desktop.get_by_role("button", name="Zurück zum alten Punkt").click()
    assert desktop.locator("[name=pin-position-lat]").input_value() == before


def test_where_there_is_no_pin_the_keyboard_sets_one(desktop: Page):
    desktop.goto("/orte/neu/")
    desktop.get_by_role("button", name="Auf der Karte zeigen").press("Enter")
    desktop.locator(".leaflet-tile-loaded").first.wait_for()
    desktop.keyboard.press("Enter")
    expect(desktop.locator(".point-pin")).to_be_focused()
    assert desktop.locator("[name=position-lat]").input_value()


def test_hours_are_told_with_a_copy_of_monday(page: Page):
    page.goto(f"{PLACE}bearbeiten/")
    unfold(page, "Öffnungszeiten")
    page.get_by_label("Montag, 1. Zeit: von").first.fill("08:00")
    page.get_by_label("Montag, 1. Zeit: bis").first.fill("12:00")
    page.get_by_role("button", name="auch Dienstag bis Freitag").first.click()
    assert fits(page)
    send(page)
    assert thanked(page).changes == {"opening_hours": "Mo-Fr 08:00-12:00"}


def test_who_adds_a_place_that_is_known_is_led_to_it(page: Page):
    page.goto("/?where=Leer&radius_km=5")
    page.get_by_role("link", name="Fehlt ein Ort? Sagen Sie es uns.").first.click()
    page.get_by_label("Name", exact=True).fill("Familienstüzpunkt Leer")
    page.get_by_label("Familien").check()
    page.get_by_label("Ort", exact=True).fill("Leer")
    send(page)
    expect(page.get_by_role("heading", name="Ist es einer von diesen?")).to_be_in_viewport()
    assert page.get_by_label("Name", exact=True).input_value() == "Familienstüzpunkt Leer"
    assert violations(page) == []
    page.get_by_role("button", name="Ja, das ist er Familienstützpunkt Leer").click()
    page.wait_for_url("**/orte/familienstuetzpunkt-leer/bearbeiten/")


def test_without_scripts_a_place_is_corrected(visit: Visit):
    page = visit(**NO_SCRIPTS)
    page.goto(f"{PLACE}bearbeiten/")
    page.get_by_label("Der Punkt auf der Karte ist falsch").check()
    assert not page.get_by_role("button", name="Auf der Karte zeigen").is_visible()
    page.get_by_label("Oder beschreiben Sie, wo der Ort ist").last.fill("hinter der Kirche")
    send(page)
    assert thanked(page).message == "Wo der Ort ist: hinter der Kirche"


def test_without_scripts_another_place_is_added(visit: Visit):
    page = visit(**NO_SCRIPTS)
    page.goto("/orte/neu/")
    page.get_by_label("Name", exact=True).fill("Familienstützpunkt Leer")
    page.get_by_label("Ort", exact=True).fill("Leer")
    page.get_by_label("Nachricht").fill("Im Keller")
    send(page)
    page.get_by_role("heading", name="Ist es einer von diesen?").wait_for()
    send(page, "Nein, es ist ein anderer Ort")
    suggestion = thanked(page)
    assert (suggestion.kind, suggestion.message) == ("new", "Im Keller")


def test_nothing_is_wider_than_a_small_phone(visit: Visit):
    page = visit(viewport={"width": 320, "height": 640})
    for address in (f"{PLACE}bearbeiten/", f"{PLACE}bearbeiten/?kind=moved", "/orte/neu/", "/ar/orte/neu/"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert fits(page), address
