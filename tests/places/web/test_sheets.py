"""Sheets of paper: what they say and to whom, and what must never be on them."""

import pytest
from django.http import QueryDict
from django.test import Client

from geo.coordinates import point
from places.models import Category, Translation
from places.models.category import CategoryWords
from places.web.meanings import Meaning
from places.web.narrowing import narrowed
from places.web.questions import FindForm
from tests.geo.geocoding.ground import LEER, a_region
from tests.places.making import a_category, a_place, north_of
from tests.places.web.asking import elements, get, text
from tests.places.web.paper import codes, read, start_of, words

pytestmark = pytest.mark.django_db
SHEET, PLACE_SHEET = "/blatt.pdf", "/orte/beratung/blatt.pdf"
MIDDLE_PT = 298
SECRET = point(lon=7.612345, lat=53.312345)


def post(**body: object):
    return Client().post(SHEET, data=body)


def test_a_search_on_paper_says_what_was_asked_and_what_was_found():
    a_region()
    place = a_place(
        "Beratung", LEER, offers="family", street="Bergmannstraße 37", postcode="26789", town="Leer",
        languages=["ar", "de"],
    )  # fmt: skip
    place.phones.create(number="+494919260", shown="0491 926-0", as_of="2013")
    a_place("Treffpunkt", north_of(LEER, metres=2_400), position_precision="town_hall", offers="meeting")
    said = words(get(SHEET, where="Leer", radius_km=5))
    for told in (
        "2 Orte im Umkreis von 5 km um Leer (Ostfriesland)",
        "Gedruckt am",
        "Stand der Daten:",
        "Bergmannstraße 37, 26789 Leer",
        "0491 926-0",
        "2013",
        "العربية",
        "Meeting · etwa 2 km nördlich",
        "ungefähre Lage",
        "Wo keine Zeiten stehen: Bitte rufen Sie vorher an.",
        "1 / 1",
    ):
        assert told in said


def test_the_code_leads_to_the_same_question_on_the_live_page():
    a_region()
    a_place("Beratung", LEER, offers="family")
    sheet = get(SHEET, where="Leer", radius_km=5, category="family")
    assert codes(sheet) == ["http://testserver/?where=Leer&radius_km=5&category=family"]
    assert "Was suchen Sie? Family" in words(sheet)
    assert Client().get(codes(sheet)[0]).status_code == 200


def test_a_sheet_says_which_time_language_and_access_were_asked_for():
    form = FindForm(QueryDict("when=at&day=2026-11-26&time=15:00&language=prs&wheelchair=limited"))
    said = narrowed(form, Meaning())
    assert said == [
        ("Wann?", "Donnerstag, 26. November 2026, 15:00"),
        ("Sprache", "Dari (دری)"),
        ("eine kleine Stufe geht", ""),
    ]


def test_what_is_not_known_to_fit_stands_apart_on_paper(press):
    a_place("Beratung", LEER, languages=["prs"])
    a_place("Anleger", north_of(LEER, metres=500))
    get(SHEET, language="prs")
    known, _, perhaps = " ".join(press[0].split()).partition("Nicht bekannt: bitte vorher anrufen (1)")
    assert ("Beratung" in known, "Anleger" in known) == (True, False)
    assert ("Beratung" in perhaps, "Anleger" in perhaps) == (False, True)


def test_a_place_on_paper_says_what_helps_to_get_there():
    place = a_place(
        "Beratung", LEER, offers="family", street="Bergmannstraße 37", postcode="26789", town="Leer",
        description="Hier hilft man Familien.", as_of="2016-01", email="info@example.org",
    )  # fmt: skip
    place.phones.create(number="+494919260", shown="0491 926-0", contact="Zentrale", as_of="2013")
    place.sources.create(title="Pressemitteilung", as_of="2010-12-20")
    sheet = get(PLACE_SHEET)
    for told in (
        "0491 926-0", "Zentrale", "info@example.org", "So kommen Sie hin Bergmannstraße 37, 26789 Leer",
        "Die Öffnungszeiten sind nicht bekannt. Bitte rufen Sie vorher an.", "Hier hilft man Familien.",
        "Stand: Januar 2016", "Pressemitteilung (20. Dezember 2010)",
    ):  # fmt: skip
        assert told in words(sheet)
    assert codes(sheet) == ["http://testserver/orte/beratung/"]


def test_hours_are_told_as_a_week_for_a_place_and_in_short_in_a_list(press):
    place = a_place("Beratung", LEER, opening_hours='Mo-We 09:00-16:00; Fr "nach Vereinbarung"')
    place.offers.create(category=a_category(), title="Sprechstunde", opening_hours="Mo-Su,PH 18:00-19:00")
    get(SHEET)
    get(PLACE_SHEET)
    in_short, week = press
    for told in ("<strong>Mo–Mi</strong>", "09:00–16:00", "nur mit Termin", "Sprechstunde", "<strong>Mo–So</strong>"):
        assert told in in_short
    assert "Die Öffnungszeiten gelten für die sieben Tage ab dem Druck." in in_short
    assert "Wo keine Zeiten stehen" not in in_short
    assert week.count('<th scope="row">') == 14
    assert week.count("09:00–16:00") <= 3
    assert week.count("18:00–19:00") == 7


def test_what_was_asked_is_told_in_the_language_of_the_sheet(press):
    a_region()
    a_place("Beratung", LEER, offers="family")
    category = Category.objects.get(key="family")
    CategoryWords.objects.create(category=category, language="ar", name="مساعدة للعائلات")
    get(f"/ar{SHEET}", where="Leer", category="family", q="Beratung")
    assert "<strong>مساعدة للعائلات</strong>" in " ".join(press[0].split())
    assert "<strong>Beratung</strong>" in " ".join(press[0].split())


def test_what_to_bring_is_told_in_the_language_of_the_sheet(press):
    place = a_place("Beratung", LEER)
    offer = place.offers.create(category=a_category(), title="Sprechstunde", bring="Ausweis")
    Translation.objects.create(offer=offer, field="bring", language="ar", text="بطاقة الهوية", original="Ausweis")
    get("/ar/orte/beratung/blatt.pdf")
    assert 'lang="ar" dir="rtl">بطاقة الهوية</span>' in " ".join(press[0].split()).replace("> ", ">").replace(" <", "<")
    assert "Ausweis" not in press[0]


def test_in_arabic_the_sheet_runs_from_right_to_left_and_its_text_can_be_copied():
    place = a_place("Beratung", LEER, description="Hier hilft man Familien.")
    Translation.objects.create(
        place=place, field="description", language="ar", text="هنا نساعد العائلات.", original=place.description
    )
    sheet = get("/ar/orte/beratung/blatt.pdf")
    assert sheet["Content-Language"] == "ar"
    assert read(sheet).trailer["/Root"]["/Lang"] == "ar"
    assert "هنا نساعد العائلات" in words(sheet)
    assert codes(sheet) == ["http://testserver/ar/orte/beratung/"]
    assert start_of("هنا", sheet) > MIDDLE_PT
    assert start_of("Beratung", sheet) > MIDDLE_PT
    assert start_of("Beratung", get(PLACE_SHEET)) < MIDDLE_PT


@pytest.mark.parametrize(("places", "pages"), [(16, 2), (100, 8)])
def test_a_long_list_breaks_into_pages_and_keeps_each_entry_whole(places, pages):
    for number in range(1, places + 1):
        a_place(f"Ort {number:03}", north_of(LEER, metres=40 * number), offers="family", postcode="26789", town="Leer")
    document = read(get(SHEET))
    assert len(document.pages) <= pages
    for page in document.pages:
        said = page.extract_text()
        assert said.count("Ort 0") + said.count("Ort 1") == said.count("26789 Leer")


def test_more_than_a_hundred_are_not_printed_and_the_sheet_says_so(press):
    for number in range(103):
        a_place(f"Ort {number:03}", north_of(LEER, metres=40 * number))
    get(SHEET)
    assert "Dieses Blatt zeigt 100 von 103 Orten." in press[0]
    assert press[0].count("<h2>") == 100


def test_nothing_found_is_said_with_the_nearest():
    a_region()
    a_place("fern", north_of(LEER, metres=9_000))
    said = words(get(SHEET, where="Leer", radius_km=1))
    assert "0 Orte im Umkreis von 1 km um Leer" in said
    assert "Am nächsten sind:" in said
    assert "fern" in said


def test_a_protected_place_leaves_with_its_municipality_and_nothing_nearer(press):
    place = a_place(
        "Beratung", SECRET, visibility="area_only", street="Geheimweg 5", postcode="26999", town="Verborgen",
        position_source="Bauakte", position_note="hinter dem Park", offers="family",
    )  # fmt: skip
    place.phones.create(number="+4949112345", shown="0491 12345")
    get(SHEET)
    get(PLACE_SHEET)
    for sheet in press:
        assert "0491 12345" in sheet
        for secret in ("Geheimweg", "26999", "Verborgen", "7.6123", "53.3123", "Bauakte", "hinter dem Park"):
            assert secret not in sheet
    assert "Die Adresse wird nicht gezeigt." in press[0]
    assert "Dieser Ort ist geschützt." in press[1]


def test_a_hidden_or_unknown_place_has_no_sheet():
    a_place("Beratung", visibility="hidden")
    assert get(PLACE_SHEET).status_code == 404
    assert get("/orte/nirgends/blatt.pdf").status_code == 404


@pytest.mark.parametrize("query", [{"radius_km": "7"}, {"category": "x"}, {"where": "x" * 201}, {"cursor": "x" * 5000}])
def test_what_the_map_page_refuses_is_answered_by_that_page(query, press):
    refused = Client().get(SHEET, query, follow=True)
    assert refused.status_code == 400
    assert text(refused) == text(get("/", **query))
    assert press == []


def test_a_text_that_means_nothing_gets_no_sheet(press):
    answered = Client().get(SHEET, {"where": "Xyzzyq"}, follow=True)
    assert "„Xyzzyq“ haben wir nicht gefunden" in text(answered)
    assert press == []


def test_a_wrong_position_gets_no_sheet(press):
    for body in ({"lat": "x", "lon": "7"}, {"lat": "53"}, {"lat": "91", "lon": "7"}, {"lat": "nan", "lon": "7"}):
        assert post(**body).status_code == 400
    assert press == []


# --- a visitor's position ------------------------------------------------------------------------


def test_around_a_position_the_code_leads_to_what_it_is_near():
    a_region()
    a_place("Beratung", LEER)
    sheet = post(lat="53.2312345", lon="7.4512345", radius_km=5)
    (page,) = codes(sheet)
    assert page.startswith("http://testserver/?where=Leer")
    assert page.endswith("&radius_km=5")
    assert "53.23" not in words(sheet)
    assert "7.45" not in words(sheet)
    assert "Hilfe%20vor%20Ort%20Leer" in sheet["Content-Disposition"]


def test_far_from_everything_the_code_leads_to_the_whole_district():
    a_place("Beratung", LEER)
    assert codes(post(lat="10", lon="10", radius_km=5)) == ["http://testserver/"]


# --- how it is offered ---------------------------------------------------------------------------


def test_a_file_is_named_in_the_language_and_safely(press):
    a_place('Café Ümit; "x"/..', slug="cafe")
    named = get("/orte/cafe/blatt.pdf")["Content-Disposition"]
    assert named == (
        'attachment; filename="hilfe-vor-ort-cafe-umit-x.pdf"; '
        "filename*=UTF-8''Hilfe%20vor%20Ort%20Caf%C3%A9%20%C3%9Cmit%3B%20%22x%22-...pdf"
    )


def test_the_list_and_the_place_link_to_their_sheets_and_say_what_they_are():
    a_region()
    a_place("Beratung", LEER, offers="family")
    for path, query, sheet in (
        ("/", {"where": "Leer", "radius_km": 5}, "/blatt.pdf?where=Leer&radius_km=5"),
        ("/ar/", {"category": "family"}, "/ar/blatt.pdf?radius_km=15&category=family"),
        ("/orte/beratung/", {}, "/orte/beratung/blatt.pdf"),
    ):
        (link,) = [link for link in elements(get(path, **query), "a") if "blatt.pdf" in str(link["href"])]
        assert link["href"] == sheet
        assert link["rel"] == "nofollow"
        assert link["type"] == "application/pdf"
    assert "PDF, etwa 0,1 MB" in text(get("/"))


def test_around_a_position_the_sheet_is_asked_for_by_post():
    a_place("Beratung", LEER)
    page = Client().post("/", data={"lat": LEER.y, "lon": LEER.x})
    assert [form["method"] for form in elements(page, "form") if form["action"] == SHEET] == ["post"]
    assert "blatt.pdf?" not in page.content.decode()


def test_where_nothing_was_found_no_sheet_is_offered():
    assert "blatt.pdf" not in get("/").content.decode()
