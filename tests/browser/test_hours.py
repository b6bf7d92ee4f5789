"""A clerk tells opening hours with the keyboard alone, sees the coming week, saves, and finds them again."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from places.models import Offer, Place
from tests.browser.clerk import Clerk
from tests.browser.conftest import PHONE
from tests.browser.test_admin import clerk
from tests.places.making import a_place

__all__ = ["clerk"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "[name=opening_hours]"


def edited(clerk: Clerk, place: Place) -> None:
    clerk.opens(f"/admin/places/place/{place.pk}/change/")
    clerk.page.wait_for_selector(".hours-spread:not([hidden])", state="attached")


def written(clerk: Clerk, text: str, field: str = ".field-opening_hours") -> None:
    """Wait until the string of the field is `text`."""
    expect(clerk.page.locator(f"{field} .hours-text code").first).to_have_text(text)


def test_hours_are_told_by_keyboard_and_found_again(clerk):
    place = a_place()
    edited(clerk, place)
    page, keys = clerk.page, clerk.page.keyboard

    def typed(*words: str) -> None:
        for word in words:
            keys.type(word)

    def focused() -> str:
        return str(page.evaluate("(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()"))

    def tab_to(label: str) -> None:
        for _ in range(99):  # a field for a time has stops of its own
            if label in focused():
                return
            keys.press("Tab")
        pytest.fail(f"{label} is not reached; the focus is on {focused()}")

    page.focus("[name=opening_hours-mo-kind]")
    tab_to("Montag, 1. Zeit: von")
    typed("0800AM")
    tab_to("Montag, 1. Zeit: bis")
    typed("1200PM")
    tab_to("auch Dienstag bis Freitag")
    keys.press("Enter")
    tab_to("Mittwoch: weitere Zeit")
    keys.press("Enter")
    assert focused() == "Mittwoch, 2. Zeit: von"
    typed("0200PM")
    tab_to("Mittwoch, 2. Zeit: bis")
    typed("0500PM")
    tab_to("Feiertage: geöffnet oder geschlossen")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    written(clerk, "Mo-Fr 08:00-12:00, We 14:00-17:00; PH off")
    seen = page.inner_text(".hours-preview")
    assert seen.count("08:00–12:00") >= 3
    assert "14:00–17:00" in seen
    assert page.input_value("[name=opening_hours-sa-kind]") == ""

    page.locator("[name=_continue]:not([value=locate])").first.press("Enter")
    page.wait_for_selector(".messagelist")
    assert Place.objects.get().opening_hours == "Mo-Fr 08:00-12:00, We 14:00-17:00; PH off"
    assert page.input_value("[name=opening_hours-we-2-from]") == "14:00"
    assert page.input_value("[name=opening_hours-sa-kind]") == "closed"
    assert page.input_value("[name=opening_hours-ph-kind]") == "closed"
    assert "14:00–17:00" in page.inner_text(".hours-preview")
    assert clerk.complaints == []


def test_string_and_table_follow_each_other_and_what_is_special_is_left_alone(clerk):
    place = a_place(opening_hours="Mo 08:00-12:00")
    edited(clerk, place)
    page = clerk.page
    page.click(".hours-text summary")
    page.fill(TEXT, "Tu 09:00-10:00")
    expect(page.locator("[name=opening_hours-tu-1-from]")).to_have_value("09:00")
    assert page.input_value("[name=opening_hours-mo-kind]") == "closed"
    page.fill(TEXT, "Tu[1] 09:00-10:00")
    page.wait_for_selector(".hours-special", state="visible")
    page.fill(TEXT, "Tu 9 bis 10")
    page.wait_for_selector(".hours-wrong")
    page.fill(TEXT, "Th 09:00-10:00")
    expect(page.locator("[name=opening_hours-th-1-from]")).to_have_value("09:00")
    page.select_option("[name=opening_hours-th-kind]", "closed")
    written(clerk, "off")
    assert not page.locator("[name=opening_hours-th-1-from]").is_visible()
    page.select_option("[name=opening_hours-th-kind]", "open")
    assert page.input_value("[name=opening_hours-th-1-from]") == "09:00"
    assert clerk.complaints == []


def test_a_mistake_is_told_beside_its_row_once_it_is_left(clerk):
    edited(clerk, a_place())
    page = clerk.page
    page.fill("[name=opening_hours-mo-1-from]", "08:00")
    page.focus("[name=opening_hours-tu-kind]")
    mistake = page.locator("[data-day=mo] .hours-mistake").first
    expect(mistake).to_have_text("Bitte beides eintragen: von wann und bis wann.")
    page.fill("[name=opening_hours-mo-1-to]", "12:00")
    written(clerk, "Mo 08:00-12:00")
    expect(mistake).to_be_hidden()


def test_a_new_offer_has_the_table_too(clerk):
    place = a_place(offers="family")
    edited(clerk, place)
    page = clerk.page
    page.click("#offers-group .add-row a")
    page.select_option("[name=offers-1-category]", index=1)
    page.fill("[name=offers-1-title]", "Deutschkurs")
    page.fill("[name=offers-1-opening_hours-th-1-from]", "15:00")
    page.fill("[name=offers-1-opening_hours-th-1-to]", "16:30")
    written(clerk, "Th 15:00-16:30", "#offers-1")
    page.locator("[name=_continue]:not([value=locate])").first.click()
    page.wait_for_selector(".messagelist")
    assert Offer.objects.get(title="Deutschkurs").opening_hours == "Th 15:00-16:30"
    assert clerk.complaints == []


def test_hours_are_told_on_a_phone_without_javascript_or_barriers(clerk):
    place = a_place(opening_hours="Mo-Fr 08:00-12:00; PH off", languages=["ar"])
    edited(clerk, place)
    for size in (PHONE["viewport"], {"width": 1280, "height": 800}):
        clerk.page.set_viewport_size(size)
        assert clerk.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        for part in (".hours-field", ".languages-field"):
            found = Axe().run(clerk.page, context=f".module {part}")
            assert found.violations_count == 0, found.generate_report()

    state = clerk.page.context.storage_state()
    plain = clerk.page.context.browser.new_context(java_script_enabled=False, storage_state=state, **PHONE)
    page = plain.new_page()
    page.goto(f"{clerk.origin}/admin/places/place/{place.pk}/change/")
    assert "08:00–12:00" in page.inner_text(".hours-preview")
    page.fill("[name=opening_hours-we-2-from]", "14:00")
    page.fill("[name=opening_hours-we-2-to]", "17:00")
    page.locator("[name=_save]").first.click()
    plain.close()
    assert Place.objects.get().opening_hours == "Mo-Fr 08:00-12:00, We 14:00-17:00; PH off"
