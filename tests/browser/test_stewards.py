"""A steward opens the link of a letter on a phone and confirms, without an account, a cookie or JavaScript."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from places.models import Assertion, Steward, Suggestion
from places.verifying.reminding import Left, remind
from tests.browser.clerk import Clerk, at_work
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import violations
from tests.places.verifying.stewards import a_stale_place, a_steward, an_office, link

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALL = {**PHONE, "viewport": {"width": 320, "height": 640}}
LOOKS: dict[str, dict[str, Any]] = {
    "small": SMALL,
    "dark": PHONE | {"color_scheme": "dark"},
    "forced": DESKTOP | {"forced_colors": "active"},
}
PAGES = ("stimmen", "geschlossen", "nicht-mehr-fragen")
TARGET_PX = 44


@pytest.fixture
def letter(live_server: Any, settings: Any) -> Any:
    """Return a function that writes to a steward of a place, in a language."""
    settings.MAIL = replace(settings.MAIL, backend="django.core.mail.backends.locmem.EmailBackend")
    settings.SITE_URL = "https://karte.example.org"

    def write(language: str = "de") -> Steward:
        an_office()
        steward = a_steward(a_stale_place("Beratungsstelle für Frauen und Familien"), language=language)
        assert remind(timezone.now()) == [Left.SENT]
        return steward

    return write


@pytest.fixture(params=list(LOOKS.values()), ids=list(LOOKS))
def looker(live_server, settings, monkeypatch, request) -> Iterator[Clerk]:
    with at_work(live_server.url, settings, monkeypatch, **request.param) as clerk:
        yield clerk


@pytest.fixture
def steward(live_server, settings, monkeypatch) -> Iterator[Clerk]:
    with at_work(live_server.url, settings, monkeypatch, **PHONE, java_script_enabled=False) as clerk:
        yield clerk


def small_targets(page: Page) -> list[str]:
    """Return what one presses in the page's own part that is too small for a finger."""
    found: list[str] = page.eval_on_selector_all(
        "main a, main button, main label.fact, main input:not([type=hidden], [type=checkbox])",
        f"all => all.filter(each => each.getBoundingClientRect().height < {TARGET_PX}).map(each => each.outerHTML)",
    )
    return found


def test_a_steward_confirms_by_one_press(letter, steward):
    letter()
    page = steward.page
    steward.opens(link("stimmen"))
    assert "09:00–12:00" in page.inner_text("main")
    page.get_by_role("button", name="Stimmt noch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke")
    assert {each.said_by for each in Assertion.objects.all()} == {"operator"}
    page.get_by_role("link", name="Zur Seite des Ortes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Beratungsstelle für Frauen und Familien")
    assert page.context.cookies() == []
    assert steward.complaints == []


def test_a_steward_says_that_a_place_is_gone(letter, steward):
    letter("ar")
    page = steward.page
    steward.opens(link("geschlossen"))
    assert page.get_attribute("html", "dir") == "rtl"
    page.fill("[name=closed_on]", "2026-10-31")
    page.fill("[name=instead]", "Rathaus")
    page.click("main button")
    assert (said := Suggestion.objects.get()).origin == "steward"
    assert (said.changes, said.message) == ({"closed_on": "2026-10-31"}, "Rathaus")


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_page_is_made_for_everybody(letter, looker, language):
    letter(language)
    page = looker.page
    for path in map(link, PAGES):
        looker.opens(path)
        assert violations(page) == []
        assert small_targets(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    looker.opens(link("stimmen"))
    page.locator("[name=fact]").first.press("Space")
    page.locator("main button").press("Enter")
    page.wait_for_function("!document.querySelector('form')")
    assert violations(page) == []
    assert mail.outbox[-1].to == ["wer@example.org"]
    assert looker.complaints == []
