"""Every page is there in every language: found by its address, offered, never forced, honest about who translated."""

import re
from typing import Any

import pytest
from django.test import Client

from geo.languages import LANGUAGES
from places.models import TranslatedBy
from tests.places.making import LEER, a_category, a_place, an_area
from tests.places.web.asking import elements, get, names, page_title, text

pytestmark = pytest.mark.django_db
CODES = [language.code for language in LANGUAGES]
OTHERS = [language for language in LANGUAGES if language.code != "de"]
UNCHECKED = "Ein Computer hat diese Seite übersetzt."


@pytest.fixture(autouse=True)
def _without_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every language say the German texts, so that these tests read what stands in the templates."""
    for function in ("gettext", "pgettext"):
        monkeypatch.setattr(f"django.utils.translation._trans.{function}", lambda *texts: texts[-1])


def menu(page: Any) -> dict[str, str]:
    return {str(each["hreflang"]): str(each["href"]) for each in elements(page, "a") if each.get("aria-current")} | {
        str(each["lang"]): str(each["href"]) for each in elements(page, "a") if each.get("hreflang")
    }


def asking_for(languages: str, path: str = "/") -> Any:
    return Client(headers={"Accept-Language": languages}).get(path)


def offered(page: Any) -> str:
    found = re.search(r'(?s)<p class="language-offer".*?href="(.*?)"', page.content.decode())
    return found[1] if found else ""


@pytest.mark.parametrize("language", LANGUAGES, ids=CODES)
def test_a_page_is_in_the_language_of_its_address(language: Any) -> None:
    page = get("/" if language.code == "de" else f"/{language.code}/")
    (root,) = elements(page, "html")
    assert (root["lang"], root["dir"]) == (language.code, language.direction)
    assert page.headers["Content-Language"] == language.code


def test_the_menu_keeps_the_whole_search() -> None:
    a_place(offers="family")
    found = menu(get("/ar/", where="Leer", radius_km="5", category="family"))
    assert list(found) == ["ar", *(code for code in CODES if code != "ar")]
    assert found["de"] == "/?where=Leer&amp;radius_km=5&amp;category=family".replace("&amp;", "&")
    assert found["uk"] == "/uk/?where=Leer&radius_km=5&category=family"


def test_the_menu_leads_to_the_same_place() -> None:
    a_place("Beratung")
    found = menu(get("/fa/orte/beratung/"))
    assert (found["de"], found["ti"]) == ("/orte/beratung/", "/ti/orte/beratung/")


def test_the_menu_of_a_search_around_the_device_tells_no_position() -> None:
    page: Any = Client().post("/ar/", {"lat": LEER.y, "lon": LEER.x, "radius_km": "5", "category": "family"})
    assert menu(page)["de"] == "/?radius_km=5&category=family"
    assert "53.233" not in "".join(menu(page).values())
    assert not [link for link in elements(page, "link") if link.get("hreflang")]


def test_search_engines_learn_of_the_page_in_every_language() -> None:
    a_place("Beratung")
    links = {
        each["hreflang"]: each["href"] for each in elements(get("/orte/beratung/"), "link") if each.get("hreflang")
    }
    assert list(links) == [*CODES, "x-default"]
    assert links["ar"] == "http://testserver/ar/orte/beratung/"
    assert links["x-default"] == links["de"] == "http://testserver/orte/beratung/"


def test_a_page_that_is_not_there_has_no_other_languages_but_a_menu() -> None:
    page = get("/ar/orte/nichts/")
    assert page.status_code == 404
    assert elements(page, "html")[0]["lang"] == "ar"
    assert not [each for each in elements(page, "link") if each.get("hreflang")]
    assert menu(page)["de"] == "/orte/nichts/"


@pytest.mark.parametrize(
    ("accepted", "path", "address"),
    [
        ("ar-EG,ar;q=0.9,en;q=0.8", "/", "/ar/"),
        ("prs", "/", "/fa/"),
        ("kmr,tr;q=0.5", "/", "/ku/"),
        ("so,en;q=0.5", "/", "/en/"),
        ("ar", "/?where=Leer", "/ar/?where=Leer"),
        ("uk", "/ar/", "/uk/"),
        ("de", "/", ""),
        ("ar,de;q=0.1", "/", ""),
        ("de,ar;q=0.5", "/ar/", ""),
        ("so,sw", "/", ""),
        ("", "/", ""),
        ("*", "/", ""),
        (";;q=,\xff", "/", ""),
    ],
)
def test_what_the_browser_asks_for_is_offered_and_not_forced(accepted: str, path: str, address: str) -> None:
    page = asking_for(accepted, path)
    assert page.status_code == 200
    assert offered(page) == address
    assert "Accept-Language" in page.headers["Vary"]


def test_an_offer_is_made_in_the_language_that_it_offers() -> None:
    (offer,) = [each for each in elements(asking_for("fa"), "p") if each.get("class") == "language-offer"]
    assert (offer["lang"], offer["dir"]) == ("fa", "rtl")
    assert "این صفحه به فارسی" in asking_for("fa").content.decode()


def test_answers_of_the_api_do_not_depend_on_what_a_browser_asks_for() -> None:
    page = Client(headers={"Accept-Language": "ar"}).get("/api/v1/categories/")
    assert "Accept-Language" not in page.headers.get("Vary", "")
    assert "Content-Language" not in page.headers


@pytest.mark.parametrize("language", OTHERS, ids=CODES[1:])
def test_a_page_says_that_nobody_checked_its_translation(language: Any) -> None:
    assert (UNCHECKED in text(get(f"/{language.code}/"))) is not language.is_checked


def test_german_needs_no_translation() -> None:
    assert UNCHECKED not in text(get("/"))


def test_corrections_go_to_the_operator_or_else_to_the_district(settings: Any) -> None:
    assert "mailto:" not in get("/en/").content.decode()
    an_area(settings.REGION.key, "Landkreis Leer", level="district", hall_email="kreis@example.org")
    assert "mailto:kreis@example.org?subject=%C3%9Cbersetzung%20%28en%29%3A%20%2Fen%2F" in get("/en/").content.decode()
    settings.CONTACT_EMAIL = "karte@example.org"
    assert "mailto:karte@example.org?subject=" in get("/en/").content.decode()


def test_links_stay_in_the_language_of_the_page() -> None:
    a_place("Beratung", offers="family")
    page = get("/ar/")
    inner = {str(each["href"]) for each in elements(page, "a") if not each.get("hreflang")}
    strays = {href for href in inner if href.startswith("/") and not href.startswith(("/ar/", "/api/"))}
    assert strays == set()
    assert "/ar/orte/beratung/" in inner


def test_names_of_places_stay_german_and_say_so() -> None:
    a_place("Beratung")
    page = get("/ar/")
    assert names(page) == ["Beratung"]
    assert {"lang": "de", "dir": "auto"}.items() <= next(
        each for each in elements(page, "a") if each["href"] == "/ar/orte/beratung/"
    ).items()


def test_a_kind_of_help_is_explained_in_the_language_of_the_page() -> None:
    a_place(offers="family")
    category = a_category("family")
    words = {"name": "Help for families", "explanation": "Advice.", "cost": "No.", "state": TranslatedBy.MACHINE}
    category.words.create(language="en", **words)
    type(category).objects.update(privacy="Nein.", explanation="Beratung.")
    page = get("/en/hilfe/family/")
    assert "Help for families Was ist das? Advice. Maschinell übersetzt. Zum deutschen Text Beratung." in text(page)
    assert '<div lang="de" dir="ltr"><p>Nein.</p></div>' in "".join(page.content.decode().split("\n"))
    assert page_title(page).startswith("Help for families")
    assert "/en/?category=family" in [each["href"] for each in elements(page, "a")]


def test_kinds_of_help_are_listed_and_reached_from_the_list_of_places() -> None:
    a_place(offers="family")
    assert "/hilfe/" in [each["href"] for each in elements(get("/"), "a")]
    assert "/hilfe/family/" in [each["href"] for each in elements(get("/", category="family"), "a")]
    assert "/hilfe/family/" in [each["href"] for each in elements(get("/hilfe/"), "a")]


def test_a_kind_of_help_that_is_not_there_is_a_page_that_is_not_there() -> None:
    assert get("/hilfe/nichts/").status_code == 404
