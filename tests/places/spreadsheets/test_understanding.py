"""What people write into cells is understood, or refused in words that help."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places.opening import validate_hours
from places.spreadsheets.fields import BY_KEY
from places.spreadsheets.understanding import (
    BadCell,
    Surroundings,
    degrees,
    phones,
    plain_hours,
    position_of,
    tongues,
    understand,
)
from places.spreadsheets.understanding.choices import as_of, visibility, wheelchair
from tests.places.making import a_category, an_area

WORDS = [
    "Mo",
    "Di-Fr",
    "Sa",
    "und",
    ",",
    ";",
    "8-12",
    "14-18",
    "Uhr",
    "bis",
    "geschlossen",
    "täglich",
    "9.30",
    ":",
    "nv",
]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Mo-Fr 8-12 Uhr, Do 14-18 Uhr", "Mo-Fr 08:00-12:00, Th 14:00-18:00"),
        ("Montag bis Freitag von 8.30 bis 12 Uhr und 14-16 Uhr", "Mo-Fr 08:30-12:00,14:00-16:00"),
        ("Mo, Di und Do 9-12", "Mo,Tu,Th 09:00-12:00"),
        ("Mo. - Do.: 8:00 – 16:00 Uhr", "Mo-Th 08:00-16:00"),
        ("Di 9-12; Mi geschlossen", "Tu 09:00-12:00"),
        ("Sa+So 10-12", "Sa,Su 10:00-12:00"),
        ("täglich 10-18 Uhr", "Mo-Su 10:00-18:00"),
        ("So 22-2 Uhr", "Su 22:00-02:00"),
        ("Mittwochs 15:00–17:00", "We 15:00-17:00"),
        ("nach Vereinbarung", '"nach Vereinbarung"'),
        ("Mo-Fr 8-12 und nach telefonischer Vereinbarung", 'Mo-Fr 08:00-12:00 || "nach Vereinbarung"'),
        ("rund um die Uhr", "24/7"),
        ("Mon-Fri 9-17", "Mo-Fr 09:00-17:00"),
        ("Mo-Fr 08:00-12:00; PH off", "Mo-Fr 08:00-12:00; PH off"),
    ],
)
def test_hours_in_plain_words_are_read(said, meant):
    assert plain_hours.read(said)[0] == meant


@pytest.mark.parametrize(
    "said",
    [
        "Mo-Fr 8-16, Fr 8-12",
        "werktags 8-12",
        "1. Mittwoch im Monat 10-12",
        "8-12 Uhr",
        "Do",
        "Mo-Fr 8-25",
        "Mo-Fr 8-12 Uhr (außer Feiertage)",
        "Mo 8-12, Mo geschlossen",
        "Mo 8-12 und 2-5",
        "vormittags",
    ],
)
def test_hours_with_two_readings_are_refused(said):
    with pytest.raises(BadCell, match="nicht eindeutig"):
        plain_hours.read(said)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=10))
def test_what_is_read_of_hours_is_valid(words):
    try:
        said, _told = plain_hours.read(" ".join(words))
    except BadCell:
        return
    validate_hours(said)


@pytest.mark.parametrize(
    ("said", "lat"),
    [
        ("53,2331", 53.2331),
        ("53.2331", 53.2331),
        ("53,23 N", 53.23),
        ("N 53° 14' 2.4\"", 53.234),
        ("-7,5", -7.5),
        ("7,5 W", -7.5),
    ],
)
def test_degrees_are_read_as_people_write_them(said, lat):
    assert degrees.one(said).value == pytest.approx(lat)


@pytest.mark.parametrize(
    "said",
    [
        "53.23, 7.45",
        "53,23; 7,45",
        "53,23 7,45",
        "53,23,7,45",
        "53.23,7.45",
        "7.45 E, 53.23 N",
        "POINT(7.45 53.23)",
        "(53.23, 7.45)",
    ],
)
def test_both_coordinates_may_stand_in_one_cell(said):
    assert [each.value for each in degrees.pair(said)] == [53.23, 7.45]


@pytest.mark.parametrize("said", ["5923456", "abc", "", "53.23.1", "532331"])
def test_other_numbers_are_no_degrees(said):
    with pytest.raises(BadCell):
        degrees.one(said)


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("0491 926-0", ["+494919260"]),
        ("0491/926-0", ["+494919260"]),
        ("0491 / 9260", ["+494919260"]),
        ("4919260123", ["+494919260123"]),
        ("491926000.0", ["+49491926000"]),
        ("1712345678", ["+491712345678"]),
        ("Tel.: 0491 926-0, Mobil 0171 2345678", ["+494919260", "+491712345678"]),
        ("0491 926-0 / 0171 2345678", ["+494919260", "+491712345678"]),
        ("0491 926-0 oder 0491 926-1", ["+494919260", "+494919261"]),
        ("0491 926-0; Fax 0491 926-9", ["+494919260"]),
    ],
)
def test_telephone_numbers_are_found_in_a_cell(said, numbers):
    assert [phone["number"] for phone in phones.read(said)[0]] == numbers


def test_words_around_a_number_are_who_answers():
    assert [phone["contact"] for phone in phones.read("Frau Müller 0491 926-0; 0491 926-1 (Büro)")[0]] == [
        "Frau Müller",
        "Büro",
    ]


@pytest.mark.parametrize("said", ["abc", "12", "4.91E+08", "0491"])
def test_what_is_no_number_is_refused(said):
    with pytest.raises(BadCell):
        phones.read(said)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("Deutsch, Arabisch und Farsi", ["de", "ar", "fa"]),
        ("de; ar", ["de", "ar"]),
        ("German/English", ["de", "en"]),
        ("Dari, Kurdisch (Kurmandschi)", ["prs", "ku"]),
        ("العربية", ["ar"]),
        ("Tigrinya, ukrainisch, Türkçe", ["ti", "uk", "tr"]),
    ],
)
def test_languages_are_known_by_names_and_codes(said, codes):
    assert tongues.read(said) == codes


def test_an_unknown_language_is_refused():
    with pytest.raises(BadCell, match="Klingonisch"):
        tongues.read("Deutsch, Klingonisch")


@pytest.mark.parametrize(
    ("said", "date"),
    [("2014", "2014"), ("2014.0", "2014"), ("12/2010", "2010-12"), ("20.12.2010", "2010-12-20"),
     ("März 2016", "2016-03"), ("3. Mai 2016", "2016-05-03"), ("2016-05-03 00:00", "2016-05-03"),
     ("May 2016", "2016-05")],
)  # fmt: skip
def test_dates_are_as_exact_as_they_are_told(said, date):
    assert as_of(said) == date


@pytest.mark.parametrize("said", ["gestern", "31.2.2016", "2999", "13/2010"])
def test_other_dates_are_refused(said):
    with pytest.raises(BadCell):
        as_of(said)


def test_choices_are_known_by_their_words():
    assert [wheelchair(said) for said in ("ja", "Teilweise", "nein", "unbekannt")] == ["yes", "limited", "no", ""]
    assert [visibility(said) for said in ("öffentlich", "geschützt", "versteckt")] == ["public", "area_only", "hidden"]
    with pytest.raises(BadCell):
        visibility("geschlossen")


@pytest.fixture
def around(db):
    an_area()
    a_category("german", "Deutschkurse")
    return Surroundings.read()


FIELDS = ("name", "street", "house_number", "postcode", "town", "lat", "lon", "category", "municipality")


def said(around, **texts):
    return understand([texts.get(name, "") for name in FIELDS], FIELDS, around)


def errors(understood):
    return [problem.text for problem in understood.problems if problem.kind == "error"]


def told(understood):
    return [problem.text for problem in understood.problems if problem.kind == "told"]


def test_street_and_number_apart_are_one(around):
    row = said(around, name="Haus", street="Mühlenstraße", house_number="12 a", postcode="1067", town="Leer")
    assert row.values == {"name": "Haus", "street": "Mühlenstraße 12 a", "postcode": "01067", "town": "Leer"}
    assert told(row) == ["Die Postleitzahl wurde als 01067 gelesen."]


def test_a_house_number_that_became_a_date_is_refused(around):
    row = said(around, name="Haus", street="Weg", house_number="2026-03-01", town="Leer")
    assert "Datum" in errors(row)[0]


def test_swapped_coordinates_are_put_right_and_told(around):
    row = said(around, name="Haus", lat="7,4564", lon="53,2331")
    assert row.values["position"] == {"lon": 7.4564, "lat": 53.2331}
    assert told(row) == ["Breite und Länge waren vertauscht."]


def test_a_point_with_few_decimals_is_not_exact(around):
    rows = [said(around, name="Haus", lat=lat, lon="7,45") for lat in ("53,2331", "53,233", "53,23")]
    found = [position_of(row.values)[1] for row in rows]
    assert found == ["address", "street", "locality"]


def test_a_point_far_away_and_half_a_point_are_refused(around):
    assert "weit außerhalb" in errors(said(around, name="Haus", lat="48,1", lon="11,5"))[0]
    assert "eine davon fehlt" in errors(said(around, name="Haus", lat="53,2"))[0]


def test_a_row_needs_a_name_and_a_place(around):
    assert errors(said(around)) == [
        "Der Name fehlt.",
        "Es fehlt, wo das ist: eine Adresse, eine Gemeinde oder ein Punkt.",
    ]


@pytest.mark.parametrize(
    "text", ["Leer", "Stadt Leer", "034570013", "34570013", "03457013", "Leer (Ostfriesland)", "leer"]
)
def test_municipalities_are_known_by_names_and_keys(around, text):
    assert said(around, name="Haus", municipality=text).values["municipality"] == "034570013"


def test_a_category_is_known_by_any_of_its_words(around):
    assert said(around, name="Haus", town="Leer", category="Deutschkurse").values["categories"] == ["german"]
    assert "Es gibt: Deutschkurse" in errors(said(around, name="Haus", town="Leer", category="Zauberei"))[0]


def test_formulas_and_errors_of_the_spreadsheet_are_refused(around):
    assert "Formel ohne Ergebnis" in errors(said(around, name="=A1&B1", town="Leer"))[0]
    assert "#REF!" in errors(said(around, name="#REF!", town="Leer"))[0]


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_no_cell_makes_understanding_fall_over(text):
    around = Surroundings({}, {}, {}, 0, None)
    for name in BY_KEY.keys() - {"category"}:
        understand([text], [name], around)
