"""Someone who speaks Dari looks for help on Thursday afternoon, on a phone, on a desktop, and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from places.models import OfferTimes, Place
from tests.browser.conftest import PHONE, Visit
from tests.browser.test_sizes import LINE_PX
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def _hours(origin: str) -> None:
    """Let one place be open on Thursdays in Dari and another on Mondays; of all others nothing is known."""
    leer, weener = (Place.objects.get(slug=f"familienstuetzpunkt-{town}") for town in ("leer", "weener"))
    OfferTimes.objects.create(offer=leer.offers.all()[0], opening_hours="Th 14:00-17:00", languages=["prs"])
    Place.objects.filter(pk=weener.pk).update(opening_hours="Mo 08:00-12:00", languages=["prs"])


def ask(page: Page) -> None:
    page.get_by_text("Genauer suchen").click()
    page.get_by_role("radio", name="andere Zeit").check(force=True)
    page.get_by_label("Tag").fill("2026-11-26")
    page.get_by_label("Uhrzeit").fill("15:00")
    page.get_by_label("Sprache", exact=True).select_option("prs")
    page.get_by_role("button", name="Suchen").click()


def expect_the_answer(page: Page) -> None:
    expect(page.get_by_role("heading", name="1 Ort gefunden")).to_be_visible()
    cards = page.locator(".results .card")
    expect(cards.first).to_contain_text("Familienstützpunkt Leer")
    expect(cards.first).to_contain_text("geöffnet bis 17:00 Uhr")
    expect(cards.first).to_contain_text("Dari")
    expect(page.get_by_role("heading", name="Nicht bekannt: bitte vorher anrufen (14)")).to_be_visible()
    expect(cards).to_have_count(15)
    expect(page.locator(".results")).not_to_contain_text("Familienstützpunkt Weener")


def test_dari_on_thursday_at_three(page: Page, watch: Watch):
    page.goto("/")
    expect(page.get_by_label("Uhrzeit")).to_be_hidden()
    ask(page)
    expect_the_answer(page)
    expect(page.get_by_label("Uhrzeit")).to_have_value("15:00")
    page.reload()  # the address holds the whole question
    expect_the_answer(page)
    assert watch.requests


def test_the_same_without_javascript(visit: Visit):
    page = visit(java_script_enabled=False, **PHONE)
    page.goto("/")
    ask(page)
    expect_the_answer(page)
    title = page.locator(".card h3").first.bounding_box()
    assert title
    assert title["y"] + LINE_PX <= PHONE["viewport"]["height"]


def test_a_missing_time_is_said_beside_its_field_and_nothing_is_lost(phone: Page, watch: Watch):
    watch.expect("400 (Bad Request)")
    phone.goto("/")
    phone.get_by_text("Genauer suchen").click()
    phone.get_by_role("radio", name="andere Zeit").check(force=True)
    phone.get_by_label("Tag").fill("2026-11-26")
    phone.get_by_role("button", name="Suchen").click()
    expect(phone.locator("#time-fehler")).to_contain_text("Bitte geben Sie auch eine Uhrzeit ein")
    expect(phone.get_by_label("Tag")).to_have_value("2026-11-26")
    assert watch.requests
