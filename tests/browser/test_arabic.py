"""Someone who reads Arabic alone: from the German start to the button that calls, on a phone and on a desktop."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_from_the_start_to_the_call_button_in_arabic(page: Page):
    page.goto("/")
    page.locator(".languages summary").click()
    page.get_by_role("link", name="العربية", exact=True).click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.get_by_label("مكان أو عنوان أو رمز بريدي").fill("لير")
    page.get_by_role("button", name="بحث", exact=True).click()
    expect(page.locator(".count")).to_contain_text("حول Leer (Ostfriesland)")
    page.get_by_role("radio", name="مساعدة للعائلات").click()
    expect(page.locator(".count h2")).to_contain_text("أماكن")
    page.get_by_role("link", name="Familienstützpunkt Leer", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Familienstützpunkt Leer")
    call = page.locator(".actions a").first
    expect(call).to_have_attribute("href", "tel:+4949199902845")
    expect(call).to_contain_text("اتصال")
    box, viewport = call.bounding_box(), page.viewport_size
    assert box
    assert viewport
    assert box["y"] + box["height"] < viewport["height"]
    assert "/ar/orte/familienstuetzpunkt-leer/" in page.url


def test_nothing_is_found_for_a_doctor_and_who_else_can_be_asked(page: Page):
    page.goto("/ar/?where=Weener")
    page.locator(".wishes summary").click()
    page.get_by_label("عمَّ تبحث؟ مثلًا: دورة ألمانية").fill("طبيب")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="لا نعرف هنا مكانًا لذلك بعد")).to_be_visible()
    expect(page.get_by_text("تبحث عن: الصحة")).to_be_visible()
    expect(page.locator(".results .card")).not_to_have_count(0)
