"""Someone looks for help near a village, on a phone, on a desktop, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def find(page: Page, text: str, *, radius_km: int = 0) -> None:
    if radius_km:
        page.get_by_label("Umkreis").select_option(str(radius_km))
    field = page.get_by_label("Ort, Adresse oder Postleitzahl")
    field.fill(text)
    field.press("Enter")  # the suggestions, when they come, lie over the button


def names(page: Page) -> list[str]:
    return page.locator(".results h3").all_inner_texts()


def test_a_familienstuetzpunkt_near_a_typed_village(page: Page, watch: Watch):
    page.goto("/")
    expect(page.get_by_role("heading", name="16 Orte gefunden")).to_be_visible()
    find(page, "Loga")
    expect(page.locator(".count")).to_contain_text("im Umkreis von 15 km um Loga, Leer")
    page.get_by_role("link", name="Familienstützpunkt Leer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Familienstützpunkt Leer")
    expect(page.locator(".sources")).to_contain_text("Stand: Januar 2016")
    page.go_back()
    expect(page.get_by_label("Ort, Adresse oder Postleitzahl")).to_have_value("Loga")
    assert watch.requests


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_same_without_javascript(visit: Visit, device):
    page = visit(java_script_enabled=False, **device)
    page.goto("/")
    find(page, "Loga", radius_km=5)
    expect(page.get_by_role("heading", name="2 Orte gefunden")).to_be_visible()
    assert names(page) == ["Kreisverwaltung Landkreis Leer (Kreishaus)", "Familienstützpunkt Leer"]
    expect(page.get_by_role("img", name=re.compile("Karte der gefundenen Orte"))).to_be_visible()
    expect(page.get_by_role("button", name="Karte öffnen")).to_be_hidden()
    page.get_by_role("link", name="Familienstützpunkt Leer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Familienstützpunkt Leer")
    expect(page.get_by_role("link", name=re.compile("^Anrufen"))).to_have_attribute("href", "tel:+4949199902845")


def test_a_tap_on_a_category_searches_at_once(phone: Page):
    phone.goto("/?where=Weener")
    phone.get_by_role("radio", name="Treffpunkt").click()
    expect(phone.get_by_role("heading", name="1 Ort gefunden")).to_be_visible()
    assert names(phone) == ["Treffpunkt Anleger Weener"]


def test_a_drawn_slider_searches_at_once(desktop: Page):
    desktop.goto("/?where=Loga&radius_km=5")
    slider = desktop.get_by_role("slider", name="Umkreis")
    box = slider.bounding_box()
    assert box
    desktop.mouse.click(box["x"] + box["width"] - 4, box["y"] + box["height"] / 2)
    expect(desktop.locator(".count")).to_contain_text("im Umkreis von 50 km um Loga")


def test_a_text_that_nobody_knows_says_what_to_do(page: Page):
    page.goto("/")
    find(page, "Xyzzyq")
    field = page.get_by_label("Ort, Adresse oder Postleitzahl")
    expect(field).to_have_value("Xyzzyq")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("haben wir nicht gefunden"))
    expect(page.get_by_role("heading", name="Das haben wir nicht gefunden")).to_be_visible()
    assert names(page) == []
    page.get_by_role("link", name="Ganzes Gebiet ansehen").click()
    expect(page.get_by_role("heading", name="16 Orte gefunden")).to_be_visible()


def test_nothing_nearby_names_the_nearest(phone: Page):
    phone.goto("/?where=Borkum&radius_km=1")
    expect(phone.get_by_role("heading", name="Kein Ort gefunden")).to_be_visible()
    expect(phone.get_by_text(re.compile(r"Der nächste ist weiter weg: etwa 6\d km südöstlich"))).to_be_visible()
    expect(phone.get_by_role("heading", name="Am nächsten sind:")).to_be_visible()
    assert len(names(phone)) == 4


def test_who_is_responsible_for_an_island_is_named_with_the_phone_though_across_the_sea(phone: Page):
    phone.goto("/?where=Borkum&radius_km=1")
    responsible = phone.get_by_role("region", name="Zuständig für Borkum")
    expect(responsible).to_contain_text(re.compile(r"etwa 6\d km südöstlich"))
    expect(responsible.get_by_role("link", name=re.compile("^Anrufen"))).to_have_attribute("href", "tel:+494919260")
    expect(phone.get_by_text("Entfernungen sind Luftlinie, auch über Wasser.")).to_be_visible()


def test_cards_of_who_is_responsible_look_like_all_others(phone: Page):
    phone.goto("/?where=Borkum&radius_km=1")
    call = phone.get_by_role("region", name="Zuständig für Borkum").get_by_role("link", name=re.compile("^Anrufen"))
    expect(call).to_have_css("display", "flex")


def test_nothing_nearby_is_one_tap_from_the_next_radius_that_finds_something(page: Page):
    page.goto("/?where=Jemgum&radius_km=1&category=meeting")
    expect(page.get_by_text("kennen wir keinen Ort für „Treffpunkt“")).to_be_visible()
    page.get_by_role("button", name=re.compile(r"Umkreis auf \d+ km vergrößern")).click()
    expect(page.get_by_role("heading", name=re.compile(r"^\d+ Orte? gefunden"))).to_be_visible()
    assert names(page)[0] == "Treffpunkt Anleger Moormerland"
    assert "category=meeting" in page.url
    page.go_back()
    page.get_by_role("link", name="Ganzes Gebiet ansehen: Landkreis Leer").click()
    expect(page.get_by_role("heading", name="4 Orte gefunden")).to_be_visible()


def test_the_whole_task_with_the_map_removed(page: Page):
    page.add_init_script(
        "new MutationObserver(() => document.getElementById('karte')?.remove())"
        ".observe(document, {childList: true, subtree: true})"
    )
    page.goto("/")
    find(page, "Weener")
    page.get_by_role("radio", name="Amt und Behörde").click()
    expect(page.locator(".count")).to_contain_text("um Weener; der nächste: etwa 10 km nordöstlich")
    assert page.locator("#karte").count() == 0
    expect(page.get_by_role("link", name=re.compile("^Anrufen"))).to_have_attribute("href", "tel:+494919260")
    page.get_by_role("link", name=re.compile("^Kreisverwaltung")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kreisverwaltung Landkreis Leer (Kreishaus)")


def test_another_place_of_the_same_name_is_one_tap_away(phone: Page):
    phone.goto("/?where=Loga")
    phone.get_by_text("Anderen Ort gemeint?").click()
    phone.get_by_role("link", name="Logabirum, Leer").click()
    expect(phone.locator(".count")).to_contain_text("um Logabirum")
