"""The first sign-in, the way out and back in, by keyboard and in sight of axe, on a phone and on a desktop."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from geo.signing_in import recovery
from tests.browser.clerk import Clerk, at_work
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import violations
from tests.geo.signing_in.clerks import PASSWORD, a_clerk
from tests.signing_in import a_device, code_of, hexed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DARK, FORCED = {"color_scheme": "dark"}, {"forced_colors": "active"}
DEVICES: dict[str, dict[str, Any]] = {"phone": PHONE, "desktop": DESKTOP, "dark phone": PHONE | DARK}
SMALL = {**PHONE, "viewport": {"width": 320, "height": 640}}
TARGET_PX = 44


@pytest.fixture(params=list(DEVICES.values()), ids=list(DEVICES))
def clerk(live_server, monkeypatch, settings, request) -> Iterator[Clerk]:
    settings.START_FOR = "tests.geo.signing_in.clerks.own_access"
    with at_work(live_server.url, settings, monkeypatch, **request.param) as clerk:
        yield clerk


def types(clerk: Clerk, *texts: str) -> None:
    """Type `texts`, each into the next field, and send them."""
    for text in texts:
        clerk.page.keyboard.press("Tab")
        clerk.page.keyboard.type(text)
    clerk.page.keyboard.press("Enter")


def goes_to(clerk: Clerk, selector: str) -> None:
    """Press Tab until the focus is on `selector`, seen."""
    for _ in range(30):
        clerk.page.keyboard.press("Tab")
        focus = clerk.page.locator(":focus")
        if focus.count() and focus.evaluate("(element, selector) => element.matches(selector)", selector):
            assert focus.evaluate("element => getComputedStyle(element).outlineStyle") != "none"
            return
    pytest.fail(f"no Tab leads to {selector}")


def test_the_first_time_and_the_next_by_keyboard(clerk):
    a_clerk()
    page = clerk.page
    clerk.opens("/anmelden/")
    assert violations(page) == []
    goes_to(clerk, "[name=name]")
    page.keyboard.type("clerk")
    types(clerk, PASSWORD)

    page.wait_for_url("**/einrichten/")
    assert violations(page) == []
    secret = hexed(page.inner_text(".secret"))
    goes_to(clerk, "[name=code]")
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    assert "Geht die Uhr" in page.inner_text("[role=alert]")
    goes_to(clerk, "[name=code]")
    page.keyboard.press("Control+a")
    page.keyboard.type(code_of(secret))
    page.keyboard.press("Enter")

    page.locator(".codes").wait_for()
    assert violations(page) == []
    assert len(re.findall(r"\w{5}-\w{5}", page.inner_text(".codes"))) == recovery.MANY
    goes_to(clerk, ".button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zugang/")
    assert violations(page) == []
    goes_to(clerk, "header button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sie sind abgemeldet")
    assert violations(page) == []

    goes_to(clerk, ".button")
    page.keyboard.press("Enter")
    page.locator("[name=name]").wait_for()
    goes_to(clerk, "[name=name]")
    page.keyboard.type("clerk")
    types(clerk, PASSWORD)
    page.wait_for_url("**/code/")
    assert violations(page) == []
    goes_to(clerk, "[name=code]")
    page.keyboard.type(code_of(secret, steps=1))
    page.keyboard.press("Enter")
    page.wait_for_url("**/zugang/")
    clerk.opens("/anmelden/passwort/")
    assert violations(page) == []
    assert clerk.complaints == []


def test_every_step_fits_a_small_phone_and_a_finger(live_server, monkeypatch, settings):
    user = a_clerk()
    device = a_device(user)
    settings.START_FOR = "tests.geo.signing_in.clerks.own_access"
    with at_work(live_server.url, settings, monkeypatch, **SMALL, **FORCED) as clerk:
        fits(clerk, "/anmelden/")
        clerk.page.fill("[name=name]", "clerk")
        clerk.page.fill("[name=password]", PASSWORD)
        clerk.page.click("[type=submit]")
        clerk.page.wait_for_url("**/code/")
        fits(clerk)
        clerk.page.click("summary")
        fits(clerk)
        clerk.page.fill("[name=code]", code_of(device.key))
        clerk.page.keyboard.press("Enter")
        clerk.page.wait_for_url("**/zugang/")
        fits(clerk)
        fits(clerk, "/anmelden/passwort/")
        User.objects.create_user("new", password=PASSWORD, is_staff=True)
        clerk.page.click("header button")
        clerk.opens("/anmelden/")
        clerk.page.fill("[name=name]", "new")
        clerk.page.fill("[name=password]", PASSWORD)
        clerk.page.click("[type=submit]")
        clerk.page.wait_for_url("**/einrichten/")
        fits(clerk)


def fits(clerk: Clerk, path: str = "") -> None:
    """Make sure that nothing is wider than the screen, and that what is pressed is as large as a finger."""
    if path:
        clerk.opens(path)
    page = clerk.page
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url
    pressed = page.locator("button, summary, input:not([type=hidden]), header a, .button, .step-back").all()
    sizes = {each.inner_text() or each.get_attribute("name"): each.bounding_box() for each in pressed}
    small = {name for name, box in sizes.items() if box and min(box["width"], box["height"]) < TARGET_PX - 0.5}
    assert small - {"Zum Inhalt"} == set(), page.url
