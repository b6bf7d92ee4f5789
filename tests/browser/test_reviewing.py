"""A correction on its way from a visitor to the public page and back: sent, decided about, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect

from places import moderation
from places.models import Phone, Place, Suggestion
from places.suggesting import suggest
from tests.browser.clerk import Clerk, at_work
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import violations
from tests.places.accounts import an_editor
from tests.places.making import LEER, a_place, north_of
from tests.signing_in import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DARK = {"color_scheme": "dark"}
SMALL = {**PHONE, "viewport": {"width": 320, "height": 640}}
DEVICES: dict[str, dict[str, Any]] = {"phone": PHONE, "desktop": DESKTOP}
LOOKS: dict[str, dict[str, Any]] = {"small phone": SMALL, "dark desktop": DESKTOP | DARK}
TARGET_PX = 44
ADDRESS = {"street": "Ringstraße 1", "postcode": "26789", "town": "Leer", "email": "neu@example.org"}
Kind = Suggestion.Kind


@pytest.fixture(autouse=True)
def _machines_are_quick(settings: Any) -> None:
    """Let a form be sent at once; that people are slower is tested with the guard."""
    settings.GUARDING = replace(settings.GUARDING, shortest_s=0)


@pytest.fixture
def place(live_server) -> Place:
    place = a_place("Treff am Hafen", offers="family", email="alt@example.org")
    Phone.objects.create(place=place, number="+494919260", shown="0491 926-0", as_of="2014")
    return place


@pytest.fixture
def anna(place) -> User:
    return an_editor(of=place.area)


@pytest.fixture(params=list(DEVICES.values()), ids=list(DEVICES))
def clerk(live_server, monkeypatch, settings, request, anna) -> Iterator[Clerk]:
    with at_work(live_server.url, settings, monkeypatch, **request.param) as clerk:
        signs_in(clerk, anna)
        yield clerk


def signs_in(clerk: Clerk, user: User) -> None:
    """Give the browser the session of `user`, as both steps of signing in would."""
    session = signed_in(Client(), user).cookies["sessionid"].value
    clerk.page.context.add_cookies([{"name": "sessionid", "value": session, "url": clerk.origin}])


def visitor(clerk: Clerk) -> Page:
    """Return a page of somebody else, who has no session."""
    assert clerk.page.context.browser
    return clerk.page.context.browser.new_context(base_url=clerk.origin, locale="de-DE", **PHONE).new_page()


def corrects_three_facts(page: Page) -> None:
    page.goto("/orte/treff-am-hafen/bearbeiten/")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.locator("[name=phones-0-number]").fill("0491 926-77")
    page.locator("[name=email]").first.fill("neu@example.org")
    page.locator("[name=website]").fill("https://treff.example.org")
    page.locator("#abschicken").click()
    page.wait_for_url("**/danke/*/**")


def test_a_visitor_corrects_an_editor_accepts_one_of_three_and_takes_it_back(clerk):
    reader = visitor(clerk)
    corrects_three_facts(reader)
    page = clerk.page
    clerk.opens("/redaktion/")
    page.get_by_role("link", name="Treff am Hafen").click()
    for label in ("E-Mail", "Website"):
        page.get_by_label(f"Diese Angabe übernehmen ({label})").uncheck()
    expect(page.get_by_role("button", name="Alles wie vorgeschlagen übernehmen")).to_be_hidden()
    expect(page.get_by_text("Übernommen wird, was noch angekreuzt ist.")).to_be_visible()
    page.keyboard.press("a")
    page.get_by_role("button", name="Angekreuztes mit Ihren Änderungen übernehmen").click()
    expect(page.get_by_role("status")).to_contain_text("Übernommen, 1 von 3 Angaben: Angaben ändern: Treff am Hafen")

    reader.goto("/orte/treff-am-hafen/?neu")
    told = reader.get_by_role("region", name="Anrufen oder schreiben")
    expect(told).to_contain_text("0491 926-77")
    expect(told).to_contain_text("Heute von der Gemeinde bestätigt")
    expect(told).to_contain_text("alt@example.org")
    assert "treff.example.org" not in told.inner_text()

    clerk.opens("/redaktion/orte/treff-am-hafen/verlauf/")
    page.get_by_role("button", name="Zurücknehmen").first.click()
    expect(page.get_by_role("status")).to_contain_text("Zurückgenommen.")
    reader.goto("/orte/treff-am-hafen/?alt")
    expect(told).to_contain_text("0491 926-0")
    expect(told).not_to_contain_text("Heute")
    assert reader.context.cookies() == []
    assert clerk.complaints == []


def waiting(place: Place) -> list[Suggestion]:
    """Return one suggestion of each kind; the place was changed after the first."""
    there = north_of(LEER, metres=600)
    changes = {"name": "Treff am Markt", "opening_hours": "Mo-Fr 08:00-12:00", "languages": ["de", "ar"]}
    made = [
        suggest(kind=Kind.EDIT, place=place, changes=changes, message="مرحبا", language="ar"),
        suggest(kind=Kind.POSITION, place=place, changes={"position": {"lon": there.x, "lat": there.y}}),
        suggest(kind=Kind.CLOSED, place=place, changes={"closed_on": "2026-11-01"}),
        suggest(kind=Kind.NEW, changes=ADDRESS | {"name": "Treff", "position": {"lon": LEER.x, "lat": LEER.y}}),
        suggest(kind=Kind.EDIT, place=place, changes={}, message="Die Adresse stimmt nicht."),
    ]
    Place.objects.filter(pk=place.pk).update(name="Treff")
    return made


def test_everything_is_decided_by_keyboard(live_server, monkeypatch, settings, place, anna):
    first, second, third, *_others = waiting(place)
    with at_work(live_server.url, settings, monkeypatch, **DESKTOP) as clerk:
        signs_in(clerk, anna)
        page, press = clerk.page, clerk.page.keyboard.press
        clerk.opens("/redaktion/")
        press("j")
        press("j")
        press("x")
        expect(page.locator(f"[name=number][value='{second.number}']")).to_be_checked()
        press("k")
        press("Enter")
        page.wait_for_url(f"**/{first.number}/")
        press("j")
        page.wait_for_url(f"**/{second.number}/")
        press("a")
        page.wait_for_url(f"**/{third.number}/")
        press("r")
        expect(page.locator("#grund-words")).to_be_focused()
        page.keyboard.type("Dies und j und a sind hier Buchstaben")
        press("Tab")
        press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Abgelehnt: geschlossen: Treff")
        press("?")
        expect(page.locator(".shortcuts-on")).to_be_focused()
        press("Space")
        press("j")
        press("a")
        clerk.opens(f"/redaktion/vorschlaege/{first.number}/")
        press("a")
        page.wait_for_timeout(200)
        assert clerk.complaints == []
    assert [again(each).state for each in (first, second, third)] == ["pending", "accepted", "rejected"]
    assert again(third).reason == "Dies und j und a sind hier Buchstaben"


def again(suggestion: Suggestion) -> Suggestion:
    return Suggestion.objects.get(pk=suggestion.pk)


@pytest.mark.parametrize("look", list(LOOKS.values()), ids=list(LOOKS))
def test_every_page_is_open_to_all(live_server, monkeypatch, settings, place, anna, look):
    suggestions = waiting(place)
    moderation.reject(suggestions[-1], reason="Das stimmt nicht.", by=anna)
    slug = f"/redaktion/orte/{place.slug}/"
    pages = ["/redaktion/", "/redaktion/aufgaben/", "/redaktion/orte/", slug, f"{slug}verlauf/"]
    pages += [f"/redaktion/vorschlaege/{each.number}/" for each in suggestions]
    with at_work(live_server.url, settings, monkeypatch, **look) as clerk:
        signs_in(clerk, anna)
        found = {}
        for path in pages:
            clerk.opens(path)
            closed = unfit(clerk.page)
            clerk.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            found[path] = [*closed, *violations(clerk.page), *unfit(clerk.page)]
        assert found == {path: [] for path in pages}
        assert clerk.complaints == []


def unfit(page: Page) -> list[str]:
    """Return what is wider than the screen, or smaller than a finger."""
    assert page.viewport_size  # a phone's innerWidth grows with what is too wide
    width = page.evaluate("document.documentElement.scrollWidth")
    wide = [] if width <= page.viewport_size["width"] else ["wider than the screen"]
    pressed = page.locator("main :is(button, summary, select, label.tick), main :is(nav, .links, li, h2) a").all()
    sizes = [(each.inner_text(), each.bounding_box()) for each in pressed if each.is_visible()]
    small = [text for text, box in sizes if box and min(box["width"], box["height"]) < TARGET_PX - 0.5]
    return wide + small


def test_all_of_it_works_without_scripts(live_server, monkeypatch, settings, place, anna):
    suggestion = suggest(kind=Kind.EDIT, place=place, changes={"name": "Treff am Markt"})
    with at_work(live_server.url, settings, monkeypatch, **PHONE, java_script_enabled=False) as clerk:
        signs_in(clerk, anna)
        clerk.opens(f"/redaktion/vorschlaege/{suggestion.number}/")
        page = clerk.page
        page.locator("summary").filter(has_text="Vorher ändern").click()
        page.get_by_role("textbox", name="Name", exact=True).fill("Treff am Siel")
        page.get_by_role("button", name="Angekreuztes mit Ihren Änderungen übernehmen").click()
        page.wait_for_url("**/redaktion/")
    assert Place.objects.get().name == "Treff am Siel"
