"""The page of a place: what is known, from where, since when; and what must stay unknown."""

import datetime

import pytest
from django.utils import timezone

from geo.coordinates import point
from places.models import Category, Organization, Place
from tests.places.making import LEER, a_category, a_place, an_area, north_of
from tests.places.web.asking import elements, get, names, text

pytestmark = pytest.mark.django_db
PLACE = "/orte/beratung/"
SECRET = point(lon=7.612345, lat=53.312345)


def a_shelter(**fields) -> Place:
    place = a_place(
        "Beratung",
        SECRET,
        visibility="area_only",
        street="Geheimweg 5",
        postcode="26999",
        town="Verborgen",
        position_source="Bauakte",
        position_note="hinter dem Park",
        offers="family",
        **fields,
    )
    place.phones.create(number="+4949112345", shown="0491 12345")
    return place


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime.datetime(2026, 11, 25, 14, tzinfo=datetime.UTC))


def test_a_place_tells_what_is_known_and_since_when():
    place = a_place("Beratung", street="Bergmannstraße 37", postcode="26789", town="Leer", as_of="2016-01")
    place.phones.create(number="+494919260", shown="0491 926-0", contact="Zentrale", as_of="2013")
    place.sources.create(title="Pressemitteilung", url="https://example.org/a", as_of="2010-12-20", says="Ja.")
    place.organization = Organization.objects.create(slug="kreis", name="Landkreis")
    place.save()
    page = text(get(PLACE))
    for told in (
        "Träger Landkreis Gemeinde Leer",
        "Bergmannstraße 37, 26789 Leer genaue Adresse",
        "Seit Januar 2016 nicht mehr bestätigt. Fragen Sie vorher, ob die Adresse noch stimmt.",
        "0491 926-0 Zentrale Seit 2013 nicht mehr bestätigt. Vielleicht hat sich die Nummer geändert.",
        "Stand: Januar 2016",
        "Pressemitteilung (20. Dezember 2010) Ja.",
    ):
        assert told in page


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2026-11-01", "Stand 1. November 2026"),
        ("2025-10-01", "Seit Oktober 2025 nicht mehr bestätigt."),
        ("2026-03-01", "Stand 1. März 2026"),
        ("2014", "Seit 2014 nicht mehr bestätigt."),
    ],
)
def test_the_words_about_a_number_age_by_themselves(as_of, told):
    a_place("Beratung").phones.create(number="+494919260", shown="0491 926-0", as_of=as_of)
    assert told in text(get(PLACE))


def test_hours_grow_old_sooner_and_say_what_to_do():
    a_place("Beratung", opening_hours="Mo 09:00-12:00", as_of="2026-03-01")
    assert "Seit März 2026 nicht mehr bestätigt. Bitte vorher anrufen." in text(get(PLACE))


def test_what_is_unknown_is_said_once_and_kindly():
    a_place("Beratung")
    page = text(get(PLACE))
    assert page.count("nicht bekannt") == 1
    assert "Die Öffnungszeiten sind nicht bekannt. Bitte fragen Sie, bevor Sie hingehen." in page
    assert (
        "Das wissen wir noch nicht die Telefonnummer welche Sprachen man dort spricht ob es etwas kostet "
        "ob man ohne Stufen hineinkommt Fragen Sie bitte nach."
    ) in page


def test_what_is_known_of_an_offer_is_not_called_unknown():
    place = a_place("Beratung")
    place.offers.create(category=a_category(), title="Hilfe", cost="kostenlos", languages=["ar"])
    page = text(get(PLACE))
    assert "ob es etwas kostet" not in page
    assert "welche Sprachen man dort spricht" not in page


def test_languages_hours_offers_and_areas_are_told():
    place = a_place("Beratung", opening_hours="Mo 09:00-12:00", languages=["ar", "de", "xx"], area=an_area())
    place.serves.add(an_area())
    place.offers.create(
        category=a_category(),
        title="Hilfe",
        description="Gern.",
        audience="Familien",
        cost="kostenlos",
        mode="phone",
        languages=["fa"],
        as_of="2026-11",
    )
    page = text(get(PLACE))
    assert "Zuständig für: Leer" in page
    assert "Montag 30. November 09:00–12:00 Dienstag" in page
    assert "Arabisch (العربية) Deutsch xx" in page
    assert (
        "Hilfe Gern. Für wen? Familien Was kostet es? kostenlos Wie? Am Telefon. Sie müssen nicht hingehen. "
        "In welchen Sprachen? Persisch (فارسی) Stand November 2026"
    ) in page


def test_a_category_is_explained():
    a_place("Beratung", offers="family")
    Category.objects.update(explanation="Hier hilft man Familien.")
    assert "Was heißt „Family“? Hier hilft man Familien." in text(get(PLACE))


def hrefs(path: str, containing: str) -> list[str]:
    return [str(link["href"]) for link in elements(get(path), "a") if containing in str(link["href"])]


def test_a_route_leads_to_the_door_of_an_exact_place_only():
    a_place("Beratung", LEER)
    a_place("Anderswo", LEER, position_precision="locality")
    assert len(hrefs(PLACE, "53.233100%2C7.456400")) == 5
    assert hrefs(PLACE, "geo:") == ["geo:53.233100,7.456400?q=53.233100,7.456400(Beratung)"]
    assert {link["rel"] for link in elements(get(PLACE), "a") if "//www." in str(link["href"])} == {
        "external noreferrer"
    }
    for secret in ("geo:", "openstreetmap.org", "google", "apple"):
        assert hrefs("/orte/anderswo/", secret) == []


def test_an_address_whose_door_is_not_known_is_looked_for_by_its_text():
    a_place("Beratung", LEER, position_precision="locality", street="Markt 1", postcode="26789", town="Leer")
    assert hrefs(PLACE, "geo:") == ["geo:0,0?q=Markt%201%2C%2026789%20Leer"]
    assert "53.2331" not in "".join(hrefs(PLACE, "//"))


def test_nothing_leads_to_a_protected_place():
    a_shelter()
    for path in (PLACE, "/"):
        assert [link for sign in ("geo:", "google", "apple", "openstreetmap.org/d") for link in hrefs(path, sign)] == []
        assert hrefs(path, "#weg") == []
    assert "Rufen Sie an. Am Telefon sagt man Ihnen, wie Sie hinkommen." in text(get(PLACE))


@pytest.mark.parametrize("path", [PLACE, "/", "/?category=family"])
def test_a_protected_place_shows_its_municipality_and_nothing_nearer(path):
    a_shelter()
    page = get(path.split("?")[0], **({"category": "family"} if "?" in path else {})).content.decode()
    assert "Beratung" in page
    for secret in ("Geheimweg", "26999", "Verborgen", "7.6123", "53.3123", "7,6123", "Bauakte", "hinter dem Park"):
        assert secret not in page
    assert "Die Adresse wird nicht gezeigt." in page
    assert "tel:+4949112345" in page


def test_the_point_of_a_protected_place_is_called_withheld_and_not_unknown():
    a_shelter()
    page = text(get(PLACE))
    assert "Geschützter Ort: Die Karte zeigt nur die Gemeinde." in page
    assert "ist nicht bekannt. Der Kreis" not in page


def test_a_protected_place_is_drawn_where_its_municipality_stands():
    a_shelter()
    drawing = get(PLACE).content
    Place.objects.update(location=north_of(SECRET, metres=4_000))
    assert picture_of(get(PLACE).content) == picture_of(drawing)


def picture_of(page: bytes) -> bytes:
    return page[page.index(b'role="img"') : page.index(b"</figure>")]


def test_a_hidden_place_is_nowhere():
    a_place("Beratung", visibility="hidden")
    assert get(PLACE).status_code == 404
    assert names(get()) == []


def test_the_page_of_a_place_that_was_deleted_is_gone():
    place = a_place("Beratung")
    assert get(PLACE).status_code == 200
    place.delete()
    assert get(PLACE).status_code == 404


MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"


def test_no_text_of_a_place_becomes_markup():
    place = a_place(
        "Beratung",
        description=MARKUP,
        notice=MARKUP,
        street=MARKUP,
        town=MARKUP,
        position_source=MARKUP,
        position_note=MARKUP,
        opening_hours=MARKUP,
    )
    Place.objects.update(name=MARKUP)
    place.phones.create(number="+494919260", shown=MARKUP[:40], contact=MARKUP)
    place.sources.create(title=MARKUP, says=MARKUP)
    place.offers.create(category=a_category(), title=MARKUP, description=MARKUP, audience=MARKUP, cost=MARKUP[:50])
    for page in (get(), get(PLACE)):
        assert b"alert(1)" in page.content
        assert {script.get("src") or script.get("type") for script in elements(page, "script")} <= {
            "/static/places/js/main.js",
            "text/x-map",
            "/static/places/js/place.js",
            "application/ld+json",
        }
        assert {image["src"] for image in elements(page, "img")} <= {f"{PLACE}qr.svg"}
        assert [each for tag in ("a", "p", "svg") for each in elements(page, tag) if "onerror" in each] == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//other.org"])
def test_only_addresses_of_web_pages_become_links(address):
    place = a_place("Beratung", website=address)
    place.sources.create(title="Quelle", url=address)
    assert address not in [link["href"] for link in elements(get(PLACE), "a")]
    assert "Quelle" in text(get(PLACE))


def test_a_website_is_a_link_that_tells_it_nothing():
    a_place("Beratung", website="https://example.org/")
    (link,) = [link for link in elements(get(PLACE), "a") if link["href"] == "https://example.org/"]
    assert link["rel"] == "external noreferrer"


def a_town_with_a_hall():
    hall = {"hall_street": "Markt 1", "hall_postcode": "26802", "hall_town": "Warsingsfehn"}
    return an_area(**hall, hall_phone="04954 801-0", hall_email="info@example.org")


def test_the_town_hall_is_the_way_to_a_place_of_which_no_address_is_known():
    a_place("Beratung", area=a_town_with_a_hall(), position_precision="locality")
    page = text(get(PLACE))
    assert "Hier können Sie nach dem Weg fragen: Rathaus, Markt 1, 26802 Warsingsfehn" in page
    assert "Hier kann man Ihnen weiterhelfen: Leer 04954 801-0 info@example.org" in page
    assert hrefs(PLACE, "tel:") == ["tel:+4949548010"] * 2


def test_a_place_with_a_number_is_called_itself():
    a_place("Beratung", area=a_town_with_a_hall()).phones.create(number="+494919260", shown="0491 926-0")
    assert hrefs(PLACE, "tel:") == ["tel:+494919260"] * 2


@pytest.mark.parametrize("fields", [{}, {"position_precision": "locality", "visibility": "area_only"}])
def test_neither_a_known_address_nor_a_protected_place_needs_the_town_hall(fields):
    a_place("Beratung", area=a_town_with_a_hall(), **fields)
    assert "nach dem Weg" not in text(get(PLACE))


def test_a_hall_whose_number_is_none_is_not_dialled():
    a_place("Beratung", area=an_area(hall_street="Markt 1", hall_phone="auf Anfrage"), position_precision="locality")
    assert "tel:" not in get(PLACE).content.decode()


def test_a_page_in_another_language_tells_translations_and_marks_what_is_german():
    place = a_place("Beratung", description="Wir helfen.", offers="family")
    place.translations.create(field="description", language="ar", text="نحن نساعد", original="Wir helfen.")
    page = get(f"/ar{PLACE}")
    assert "نحن نساعد" in text(page)
    assert {"lang": "de"} in elements(page, "bdi")
    assert "/ar/orte/beratung/qr.svg" in page.content.decode()
