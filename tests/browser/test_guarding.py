"""While somebody attacks, a person who corrects a place notices nothing, or waits a minute without scripts."""

from dataclasses import replace

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from places.models import Suggestion
from tests.browser.conftest import PHONE, Visit
from tests.browser.test_suggesting import NO_SCRIPTS, send, thanked, unfold
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
CORRECT = "/orte/kreisverwaltung-leer/bearbeiten/"


@pytest.fixture(autouse=True)
def _attacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "GUARDING", replace(settings.GUARDING, attack_from=0, proof_bits=14, shortest_s=0))


def change(page: Page, number: str) -> None:
    page.goto(CORRECT)
    unfold(page, "Telefon")
    page.get_by_label("Nummer", exact=True).first.fill(number)


def test_a_browser_proves_work_by_itself(page: Page):
    change(page, "0491 926-78")
    send(page)
    assert list(thanked(page).changes) == ["phones"]


def test_who_sends_before_the_work_is_done_waits_for_it_and_sends_once(visit: Visit, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "GUARDING", replace(settings.GUARDING, proof_bits=17))
    page = visit(**PHONE)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    before = Suggestion.objects.count()
    change(page, "0491 926-79")
    button = page.get_by_role("button", name="Vorschlag abschicken").last
    button.evaluate("button => { button.click(); button.click() }")
    thanked(page)
    assert Suggestion.objects.count() == before + 1


def test_who_has_no_scripts_is_asked_to_wait_and_nothing_is_lost(visit: Visit, watch: Watch):
    watch.expect("the server responded with a status of 429")
    page = visit(**NO_SCRIPTS)
    change(page, "0491 926-80")
    send(page)
    expect(page.get_by_text("Bitte warten Sie eine Minute").first).to_be_visible()
    expect(page.locator("[name=phones-0-number]")).to_have_value("0491 926-80")
