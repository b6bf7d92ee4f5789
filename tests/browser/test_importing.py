"""A clerk's messy spreadsheet on its way to the map: its errors seen and corrected, all of it applied, and undone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, Route, expect

from geo.coordinates import point
from places import spreadsheets
from places.models import Place
from tests.browser.clerk import Clerk, at_work
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import violations
from tests.browser.test_reviewing import DEVICES, LOOKS, signs_in, unfit
from tests.places.accounts import an_editor
from tests.places.making import LEER, a_category, a_place, an_area, north_of
from tests.places.spreadsheets.importing import applied, planned
from tests.places.spreadsheets.making import a_csv

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADINGS = (
    "Nr.",
    "Einrichtung*",
    "Straße / Hausnr.",
    "PLZ",
    "Ort",
    "Tel.",
    "Öffnungszeiten",
    "Breite",
    "Länge",
    "Gem.",
)
MESSY = (
    ("Anlaufstellen im Stadtgebiet, Stand Herbst",),
    (),
    HEADINGS,
    ("1", "Müllers Café für alle", "Mühlenstr. 1", "26789", "Leer", "0491 926-0", "Mo 8-12", "53,2331", "7,4564", ""),
    ("2", "Größe & Söhne", "Süderkreuzstraße 5", "2678", "Leer", "0491 926-1", "", "53,2431", "7,4764", ""),
    ("", "", "", "", "", "", "", "", "", ""),
    ("3", "=HYPERLINK(1;2)", "Weg 7", "26789", "Leer", "keins", "", "7,4664", "53,2231", ""),
    ("4", "Müllers Café für alle", "Mühlenstr. 1", "26789", "Leer", "", "", "53,2331", "7,4564", ""),
    ("5", "Familien-Zentrum Leer", "Am Anderen Weg 3", "26789", "Leer", "", "", "53,2336", "7,4564", ""),
    ("6", "Treff am Hafen", "Hafenstraße 2", "26789", "Leer", "+49 491 92688", "", "53,2131", "7,4364", ""),
    ("7", "Haus im Moor", "Moorweg 1", "26789", "Leer", "", "", "53,21", "7,40", "Weener"),
    ("8", "Laden ohne Karte", "Unbekannte Gasse 99", "", "Leer", "", "Di 14-16", "", "", "Leer"),
    HEADINGS,
    ("9", "Stelle ohne Ort", "", "", "", "", "", "", "", ""),
)  # fmt: skip


@pytest.fixture
def anna(live_server) -> User:
    leer = an_area()
    an_area("034570014", "Weener", stand_in=point(lon=7.9, lat=53.17))
    a_category("german", "Deutschkurse")
    a_place("Familienzentrum Leer", at=north_of(LEER, metres=60), street="Anderer Weg 3", postcode="26789", town="Leer")
    a_place("Treff am Hafen", at=north_of(LEER, metres=900), street="Hafenstraße 2", postcode="26789", town="Leer")
    return an_editor(of=leer)


@pytest.fixture(params=list(DEVICES.values()), ids=list(DEVICES))
def clerk(live_server, monkeypatch, settings, request, anna) -> Iterator[Clerk]:
    with at_work(live_server.url, settings, monkeypatch, **request.param) as clerk:
        signs_in(clerk, anna)
        yield clerk


def messy_file() -> Any:
    data = a_csv(MESSY, encoding="cp1252", end="\r\n")
    return {"name": "Anlaufstellen Herbst.csv", "mimeType": "text/csv", "buffer": data}


def row(page: Page, number: int) -> Any:
    return page.locator(f"#zeile-{number}")


def test_an_editor_imports_a_messy_spreadsheet_sees_the_errors_fixes_and_undoes_it(clerk):
    page = clerk.page
    sends_the_messy_file(clerk)
    expect(page.get_by_role("heading", name="Was steht in welcher Spalte?")).to_be_visible()
    expect(page.get_by_label("Einrichtung*")).to_have_value("name")
    page.get_by_label("Gem.", exact=True).select_option("Gemeinde")
    page.get_by_role("button", name="Weiter: Adressen suchen").click()
    page.wait_for_url("**/zeilen/")

    expect(page.get_by_role("navigation", name="Zeilen auswählen")).to_contain_text("fehlerhaft 3")
    expect(row(page, 11)).to_contain_text("Der Punkt liegt nicht in Weener, sondern in Leer.")
    expect(row(page, 8)).to_contain_text("Das steht schon in Zeile 4.")
    expect(row(page, 10)).to_contain_text("geändert")
    page.get_by_role("link", name="fehlerhaft").click()
    expect(row(page, 7)).to_contain_text("„keins“ ist keine Telefonnummer")
    row(page, 7).get_by_label("Einrichtung*").fill("Bücherei")
    row(page, 7).get_by_label("Tel.").fill("0491 926-5")
    row(page, 7).get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("status")).to_contain_text("Zeile 7 ist jetzt: neu.")
    row(page, 11).get_by_role("link", name="Alle Zellen").click()
    page.get_by_label("Gem.").fill("Leer")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("status")).to_contain_text("Zeile 11 ist jetzt: neu.")
    page.get_by_role("button", name="Alle fehlerhaften Zeilen auslassen").click()
    page.get_by_role("link", name="wohl doppelt").click()
    row(page, 9).get_by_role("button", name="Es ist derselbe Ort").click()
    expect(page.get_by_role("status")).to_contain_text("Zeile 9 ist jetzt: geändert.")

    page.get_by_role("link", name="Weiter zum Übernehmen").click()
    expect(page.get_by_role("main")).to_contain_text("5 neue Orte kommen auf die Karte.")
    page.get_by_role("button", name="Alles übernehmen").click()
    expect(page.get_by_role("status")).to_contain_text("Übernommen.")
    page.get_by_role("link", name="Seite (Müllers Café für alle)").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Müllers Café für alle")

    clerk.opens("/import/")
    page.get_by_role("link", name="Anlaufstellen Herbst.csv").click()
    page.get_by_text("Import rückgängig machen").click()
    page.get_by_role("button", name="Rückgängig machen").click()
    expect(page.get_by_role("main")).to_contain_text("5 neue Orte sind wieder weg.")
    assert sorted(Place.objects.values_list("name", flat=True)) == ["Familienzentrum Leer", "Treff am Hafen"]
    assert clerk.complaints == []


def test_all_of_it_works_without_scripts(live_server, monkeypatch, settings, anna):
    with at_work(live_server.url, settings, monkeypatch, **PHONE, java_script_enabled=False) as clerk:
        signs_in(clerk, anna)
        page = clerk.page
        sends_the_messy_file(clerk)
        page.get_by_role("button", name="Weiter: Adressen suchen").click()
        page.get_by_role("button", name="Weiter").click()
        page.wait_for_url("**/zeilen/")
        page.get_by_role("button", name="Alle fehlerhaften Zeilen auslassen").click()
        page.get_by_role("link", name="Weiter zum Übernehmen").click()
        page.get_by_role("button", name="Alles übernehmen").click()
        page.wait_for_url("**/ergebnis/")
    assert Place.objects.filter(name="Größe & Söhne").exists()


def test_a_script_that_gets_no_answer_leaves_the_button(live_server, monkeypatch, settings, anna):
    with at_work(live_server.url, settings, monkeypatch, **DESKTOP) as clerk:
        signs_in(clerk, anna)
        page = clerk.page
        sends_the_messy_file(clerk)
        page.route("**/adressen/", unanswered)
        page.get_by_role("button", name="Weiter: Adressen suchen").click()
        expect(page.get_by_text("Das ging gerade nicht.")).to_be_visible()
        page.unroute("**/adressen/")
        page.get_by_role("button", name="Weiter").click()
        page.wait_for_url("**/zeilen/")


@pytest.mark.parametrize("look", list(LOOKS.values()), ids=list(LOOKS))
def test_every_page_of_an_import_is_open_to_all(live_server, monkeypatch, settings, anna, look):
    begun = spreadsheets.begin("liste.csv", a_csv(MESSY), by=anna)
    mapped = spreadsheets.begin("liste.csv", a_csv(MESSY), by=anna)
    spreadsheets.map_columns(mapped, dict(enumerate(mapped.mapping)), by=anna)
    checked = planned(*MESSY[3:], headings=HEADINGS, by=anna)
    done, undone = (applied(each, headings=HEADINGS, by=anna) for each in (MESSY[4], MESSY[3]))
    Place.objects.filter(name__startswith="Müllers").update(name="Müllers Café")
    spreadsheets.undo(undone, by=anna)
    steps = {begun: ["spalten/"], mapped: ["adressen/"], done: ["ergebnis/"], undone: ["ergebnis/"]}
    steps[checked] = ["zeilen/", "zeilen/?sort=duplicate", "zeilen/7/", "uebernehmen/"]
    pages = ["/import/", *(f"/import/{given.pk}/{step}" for given, each in steps.items() for step in each)]
    with at_work(live_server.url, settings, monkeypatch, **look) as clerk:
        signs_in(clerk, anna)
        clerk.page.route("**/adressen/", unanswered)
        found = {}
        for path in pages:
            clerk.opens(path)
            clerk.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            found[path] = [*violations(clerk.page), *unfit(clerk.page)]
        assert found == {path: [] for path in pages}


def unanswered(route: Route) -> None:
    """Let nobody answer what a script sends."""
    if route.request.method == "POST":
        route.abort()
    else:
        route.fallback()


def sends_the_messy_file(clerk: Clerk) -> None:
    clerk.opens("/import/")
    clerk.page.get_by_label("Datei", exact=True).set_input_files(messy_file())
    clerk.page.get_by_role("button", name="Datei lesen").click()
    clerk.page.wait_for_url("**/spalten/")
