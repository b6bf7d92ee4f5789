"""axe finds nothing: WCAG 2.0 to 2.2, A and AA, and best practice, in every state that a visitor can see."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STATES = {
    "start": "/",
    "found": "/?where=Loga&radius_km=15",
    "wishes": "/?where=Loga&when=at&day=2026-11-26&time=15:00&language=prs&wheelchair=yes",
    "wrong wishes": "/?when=at&day=2026-11-26&language=Dari",
    "unknown": "/?where=Xyzzyq",
    "nothing nearby": "/?where=Borkum&radius_km=1",
    "errors": "/?where=Loga&radius_km=7&category=nothing&cursor=nothing",
    "a place": "/orte/kreisverwaltung-leer/",
    "an approximate place": "/orte/familienstuetzpunkt-bunde/",
    "correcting": "/orte/kreisverwaltung-leer/bearbeiten/",
    "moved": "/ar/orte/kreisverwaltung-leer/bearbeiten/?kind=moved",
    "adding": "/orte/neu/",
    "thanks": "/danke/123456789/",
    "keeping": "/ohne-netz/",
    "kept places": "/ohne-netz/orte/",
    "no such page": "/orte/nichts/",
}
LOOKS = {"phone, dark": (PHONE, "dark"), "desktop, light": (DESKTOP, "light")}


@pytest.fixture(params=list(LOOKS.values()), ids=list(LOOKS))
def seen(visit: Visit, watch: Watch, request: pytest.FixtureRequest) -> Page:
    device, scheme = request.param
    watch.expect("Failed to load resource: the server responded with a status of 40")
    return visit(color_scheme=scheme, **device)


def violations(page: Page) -> list[str]:
    """Return what axe finds on `page`: the rule, and the first element that breaks it."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def wait_for_the_map(page: Page) -> None:
    if page.locator(".map").count() and not page.get_by_role("button", name="Karte öffnen").is_visible():
        page.locator(".map[data-places]").wait_for()


def test_axe_finds_nothing_on_any_page(seen: Page):
    found = {}
    for state, address in STATES.items():
        seen.goto(address)
        wait_for_the_map(seen)
        seen.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        found[state] = violations(seen)
    assert found == {state: [] for state in STATES}


def test_axe_finds_nothing_on_the_map_and_in_its_details(seen: Page):
    seen.goto("/?where=Loga&radius_km=5")
    if seen.viewport_size == PHONE["viewport"]:  # on a desktop the map comes by itself, and its button goes
        seen.get_by_role("button", name="Karte öffnen").click()
    seen.locator(".map[data-places]").wait_for()
    assert violations(seen) == []
    seen.locator(".leaflet-marker-icon").first.click()
    seen.get_by_role("dialog").wait_for()
    assert violations(seen) == []
