"""A place has closed: its page says so, and the copy on a phone does not tell of it any more."""

import pytest
from playwright.sync_api import Page, expect

from places.models import Place
from tests.browser.offline import LOST, go_offline, keep, open_fresh
from tests.browser.test_accessibility import violations
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLACE = "/orte/familienstuetzpunkt-leer/"


def test_a_place_that_closed_leaves_the_copy_as_soon_as_that_is_known(phone: Page, watch: Watch):
    watch.expect(LOST)
    keep(phone)
    Place.objects.named("familienstuetzpunkt-leer").update(visibility="closed", closed_on="2026-11-01")
    open_fresh(phone, PLACE)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Diesen Ort gibt es nicht mehr")
    assert violations(phone) == []
    go_offline(phone)
    phone.goto(PLACE)
    expect(phone.get_by_text("Diese Seite oder Suche ist nicht gespeichert")).to_be_visible()
