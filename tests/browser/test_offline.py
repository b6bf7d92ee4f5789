"""Use without network: kept on request, whole or not at all, shown with its age, refreshed, deleted."""

import re
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from django.http import HttpResponse
from playwright.sync_api import Browser, Page, expect

from places.web import kept
from places.web.kept import times_ahead
from places.web.place import PlacePage
from tests.browser.conftest import DESKTOP, KEEPING_MS, PHONE, Visit
from tests.browser.offline import LOST, caches, go_offline, keep, open_fresh, workers
from tests.browser.relaying import Relay
from tests.browser.test_accessibility import violations
from tests.browser.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LEER = {"latitude": 53.233149, "longitude": 7.456478}


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(visit: Visit, watch: Watch, request: pytest.FixtureRequest) -> Page:
    """Visit with a device that knows where it is, on a phone, and again on a desktop."""
    watch.expect(LOST)
    return visit(geolocation=LEER, permissions=["geolocation"], **request.param)


on_a_phone = pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
"""What the worker does is the same on every device."""


def names(page: Page) -> list[str]:
    found: list[str] = page.locator(".results h3:visible").all_inner_texts()
    return found


def test_the_whole_way_without_network(page: Page):
    keep(page)
    go_offline(page)
    page.goto("/")
    expect(page.get_by_text("Heute gespeichert.")).to_be_visible()
    expect(page.get_by_text("Ohne Netz können wir nicht prüfen, ob das noch stimmt.")).to_be_visible()
    expect(page.get_by_role("heading", name="16 Orte gefunden")).to_be_visible()
    expect(page.get_by_text("Diese Seite oder Suche ist nicht gespeichert")).to_be_hidden()
    page.get_by_role("link", name="Familienstützpunkt Leer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Familienstützpunkt Leer")
    expect(page.get_by_text("Heute gespeichert.")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Anrufen"))).to_have_attribute("href", "tel:+4949199902845")
    page.go_back()
    expect(page.get_by_role("heading", name="16 Orte gefunden")).to_be_visible()


def test_axe_finds_nothing_on_kept_pages(page: Page):
    keep(page)
    assert violations(page) == []
    go_offline(page)
    for address in ("/?where=Loga", "/orte/kreisverwaltung-leer/", "/ohne-netz/"):
        page.goto(address)
        page.locator(".kept-notice").wait_for()
        assert violations(page) == [], address


def test_a_server_that_stopped_is_no_network(browser: Browser, origin: str):
    relay = Relay(origin)
    with browser.new_context(base_url=relay.origin, locale="de-DE", **PHONE) as context:
        page = context.new_page()
        keep(page)
        relay.cut()
        context.new_cdp_session(page).send("Network.clearBrowserCache")
        page.goto("/orte/kreisverwaltung-leer/")
        expect(page.get_by_text("Heute gespeichert.")).to_be_visible()
        page.goto("/?where=Weener")
        expect(page.get_by_role("heading", name="16 Orte gefunden")).to_be_visible()


@on_a_phone
def test_a_server_that_fails_shows_the_kept_copy(page: Page, monkeypatch: pytest.MonkeyPatch):
    keep(page)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    monkeypatch.setattr(PlacePage, "get", lambda *args, **kwargs: HttpResponse(status=502))
    page.goto("/orte/kreisverwaltung-leer/")
    expect(page.get_by_text("Heute gespeichert.")).to_be_visible()


@on_a_phone
def test_in_arabic_everything_kept_is_in_arabic(page: Page):
    page.goto("/ar/ohne-netz/")
    page.locator("button.keep").click()
    expect(page.locator("[data-says=kept]")).to_be_visible()
    go_offline(page)
    page.goto("/ar/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator(".kept-notice a")).to_have_attribute("href", "/ar/ohne-netz/")
    expect(page.locator(".results .card")).to_have_count(16)
    page.get_by_role("link", name="Familienstützpunkt Leer", exact=True).click()
    expect(page).to_have_url(re.compile("/ar/orte/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Familienstützpunkt Leer")
    page.goto("/")  # German was not kept: the kept places stand in, in the language that was
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator(".instead")).to_be_visible()


@on_a_phone
def test_whether_a_place_is_open_is_computed_from_what_is_kept(page: Page, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(kept, "times_ahead", lambda place, now: times_ahead(place | {"opening_hours": "24/7"}, now))
    kept._data.cache_clear()  # made by another story in this hour
    page.clock.install()
    keep(page)
    kept._data.cache_clear()
    go_offline(page)
    page.goto("/orte/kreisverwaltung-leer/")
    expect(page.locator(".status.now")).to_have_text("Jetzt geöffnet.")
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=15))
    page.goto("/orte/kreisverwaltung-leer/")
    expect(page.locator(".status.now")).to_contain_text("ist nicht bekannt")


@on_a_phone
def test_a_search_that_was_not_kept_is_not_answered_by_another(page: Page):
    keep(page)
    go_offline(page)
    page.goto("/?where=Loga&radius_km=5")
    expect(page.get_by_text("Diese Seite oder Suche ist nicht gespeichert und braucht das Netz.")).to_be_visible()
    expect(page.get_by_role("heading", name="16 Orte gefunden")).to_be_visible()
    expect(page.get_by_text("im Umkreis")).to_have_count(0)
    page.goto("/orte/gibt-es-nicht/")
    expect(page.get_by_text("Diese Seite oder Suche ist nicht gespeichert und braucht das Netz.")).to_be_visible()


@on_a_phone
def test_words_and_a_category_find_kept_places(page: Page):
    keep(page)
    go_offline(page)
    page.goto("/")
    page.get_by_label("Name, Ort oder Angebot").fill("familienstuetzpunkt WEENER")
    expect(page.get_by_role("heading", name="1 Ort gefunden")).to_be_visible()
    assert names(page) == ["Familienstützpunkt Weener"]
    page.get_by_label("Name, Ort oder Angebot").fill("Xyzzyq")
    expect(page.get_by_role("heading", name="Kein Ort gefunden")).to_be_visible()
    page.get_by_label("Name, Ort oder Angebot").fill("")
    page.get_by_role("radio", name="Treffpunkt").click()
    expect(page.get_by_role("heading", name="4 Orte gefunden")).to_be_visible()


@on_a_phone
def test_what_is_near_is_computed_on_the_device(page: Page, watch: Watch):
    keep(page)
    go_offline(page)
    page.goto("/")
    watch.requests.clear()
    page.get_by_role("button", name="Meinen Standort verwenden").click()
    expect(page.locator(".results .distance").first).to_be_visible()
    assert names(page)[0] == "Kreisverwaltung Landkreis Leer (Kreishaus)"
    page.get_by_label("Umkreis um Ihren Standort").select_option("5")
    expect(page.get_by_role("heading", name="2 Orte gefunden")).to_be_visible()
    page.get_by_label("Umkreis um Ihren Standort").select_option("20")
    expect(page.get_by_role("heading", name="2 Orte gefunden")).to_have_count(0)
    assert [each.url for each in watch.requests if each.post_data or re.search(r"53[.,]2|lat=", each.url)] == []


def test_the_moving_map_works_from_what_is_kept(page: Page):
    keep(page)
    go_offline(page)
    page.goto("/")
    if page.viewport_size == PHONE["viewport"]:
        page.get_by_role("button", name="Karte öffnen").click()
    page.locator('.map[data-places="16"]').wait_for()
    page.locator("img.leaflet-tile-loaded").first.wait_for()


def test_nearby_by_post_without_network_says_so_and_offers_the_kept_places(page: Page):
    keep(page)
    open_fresh(page, "/")
    go_offline(page)
    page.get_by_role("button", name="Meinen Standort verwenden").click()
    expect(page.get_by_text("Diese Seite oder Suche ist nicht gespeichert")).to_be_visible()


@on_a_phone
def test_with_network_everything_is_fresh_and_nothing_more_is_kept(page: Page):
    keep(page)
    before = stored(page)
    open_fresh(page, "/")
    open_fresh(page, "/?where=Loga&radius_km=5")
    expect(page.get_by_role("heading", name="2 Orte gefunden")).to_be_visible()
    page.get_by_role("button", name="Meinen Standort verwenden").click()
    expect(page.locator(".count")).to_contain_text("um Ihren Standort")
    assert stored(page) == before


@on_a_phone
def test_a_slow_network_shows_the_kept_copy_after_three_seconds(page: Page, monkeypatch: pytest.MonkeyPatch):
    keep(page)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    shown = Event()

    def slowly(*args: Any, **kwargs: Any) -> HttpResponse:
        shown.wait(60)
        return HttpResponse("slow")

    monkeypatch.setattr(PlacePage, "get", slowly)
    page.goto("/orte/kreisverwaltung-leer/")
    expect(page.get_by_text("Heute gespeichert.")).to_be_visible()
    shown.set()


@on_a_phone
def test_an_old_copy_says_its_age(page: Page):
    keep(page)
    page.evaluate(AGED, 3)
    go_offline(page)
    page.goto("/orte/kreisverwaltung-leer/")
    expect(page.get_by_text("Gespeichert vor 3 Tagen.")).to_be_visible()
    page.goto("/ohne-netz/")
    expect(page.locator(".kept-age")).to_have_text("Gespeichert vor 3 Tagen")


@on_a_phone
def test_a_refresh_replaces_the_copy_and_a_broken_one_leaves_it_whole(page: Page, monkeypatch: pytest.MonkeyPatch):
    keep(page)
    page.evaluate(AGED, 3)
    (old,) = caches(page)
    open_fresh(page, "/ohne-netz/")
    expect(page.get_by_text("Ihre gespeicherten Orte sind auf dem neuesten Stand.")).to_be_visible()
    with monkeypatch.context() as patch:
        patch.setattr(PlacePage, "get", lambda *args, **kwargs: HttpResponse(status=500))
        page.get_by_role("button", name="Aktualisieren").click()
        expect(page.get_by_text("Das Laden ist abgebrochen.")).to_be_visible()
    expect(page.locator(".kept-age")).to_have_text("Gespeichert vor 3 Tagen")
    assert caches(page) == [old]
    page.get_by_role("button", name="Aktualisieren").click()
    expect(page.get_by_text("Alles ist gespeichert.")).to_be_visible(timeout=KEEPING_MS)
    expect(page.locator(".kept-age")).to_have_text("Heute gespeichert")
    (new,) = caches(page)
    assert new != old


@on_a_phone
def test_a_full_device_is_told_kindly(page: Page):
    page.goto("/ohne-netz/")
    page.evaluate("() => { Cache.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') } }")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Auf dem Gerät ist nicht genug Platz.")).to_be_visible()
    assert caches(page) == []
    assert workers(page) == 0


@on_a_phone
def test_deleting_leaves_nothing(page: Page):
    keep(page)
    page.get_by_role("button", name="Alles löschen").click()
    expect(page.get_by_text("Alles ist gelöscht.")).to_be_visible()
    expect(page.get_by_role("button", name="Speichern")).to_be_focused()
    assert caches(page) == []
    assert workers(page) == 0


@on_a_phone
def test_deleting_needs_no_network(page: Page):
    keep(page)
    go_offline(page)
    page.goto("/ohne-netz/")
    page.get_by_role("button", name="Alles löschen").click()
    expect(page.get_by_text("Alles ist gelöscht.")).to_be_visible()
    assert caches(page) == []


def test_nothing_is_kept_and_no_worker_runs_unasked(page: Page):
    for address in ("/", "/?where=Loga", "/ohne-netz/", "/ohne-netz/orte/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    assert caches(page) == []
    assert workers(page) == 0


def stored(page: Page) -> Any:
    return page.evaluate(STORED)


STORED = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
  [name, (await (await caches.open(name)).keys()).map(({ url }) => url)])))"""
AGED = """async (days) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const mark = await (await cache.match("/kept")).json();
    await cache.put("/kept", new Response(JSON.stringify({ ...mark, at: mark.at - days * 86_400_000 })));
  }
}"""
"""Makes what is kept older by days."""
