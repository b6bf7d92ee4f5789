"""Languages: one for each address, and how each says dates, lists, numbers and distances."""

import datetime

import pytest
from django.utils import translation

from geo.languages import LANGUAGES, addressing, saying

DAY = datetime.date(2026, 11, 26)
CODES = [language.code for language in LANGUAGES]


def in_language(code, say, *values, **options):
    with translation.override(code):
        return say(*values, **options)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("de", "Donnerstag, 26. November 2026"),
        ("en", "Thursday, 26 November 2026"),
        ("ar", "الخميس، 26 نوفمبر 2026"),
        ("fa", "پنجشنبه 26 نوامبر 2026"),
        ("ku", "pêncşem, 26ê mijdara 2026an"),
        ("ti", "ሓሙስ፣ 26 ሕዳር 2026"),
    ],
)
def test_a_day_is_said_in_words(code, said):
    assert in_language(code, saying.day, DAY) == said


def test_german_says_the_parts_of_a_date_as_people_expect():
    assert (saying.date(DAY), saying.month(DAY), saying.near_date(DAY)) == (
        "26. November 2026",
        "November 2026",
        "26. November",
    )
    assert (saying.weekday(DAY), saying.short_weekday(DAY)) == ("Donnerstag", "Do")
    assert saying.time(datetime.time(14, 5)) == "14:05"


@pytest.mark.parametrize(
    ("code", "all_of", "one_of"),
    [("de", "a, b und c", "a, b oder c"), ("en", "a, b and c", "a, b or c"), ("ar", "a وb وc", "a أو b أو c")],
)
def test_a_list_ends_with_a_word(code, all_of, one_of):
    assert in_language(code, saying.listed, ["a", "b", "c"]) == all_of
    assert in_language(code, saying.listed, ["a", "b", "c"], choice=True) == one_of


@pytest.mark.parametrize(
    ("code", "far", "near"),
    [("de", "3,2 km", "850 m"), ("fa", "3.2 کیلومتر", "850 متر"), ("ti", "3.2 ኪሜ", "850 ሜ"), ("uk", "3,2 км", "850 м")],
)
def test_distances_have_the_units_of_the_language(code, far, near):
    assert in_language(code, saying.kilometres, 3.2, decimals=1) == far
    assert in_language(code, saying.metres, 850) == near


@pytest.mark.parametrize("code", CODES)
def test_every_language_writes_the_digits_that_stand_on_doors_and_clocks(code):
    said = [
        in_language(code, saying.date, DAY),
        in_language(code, saying.day, DAY),
        in_language(code, saying.month, DAY),
        in_language(code, saying.number, 1234.5, decimals=1),
        in_language(code, saying.kilometres, 12),
        in_language(code, saying.time, datetime.time(14, 5)),
    ]
    assert [letter for text in said for letter in text if letter.isdigit() and letter not in "0123456789"] == []


@pytest.mark.parametrize(
    ("code", "named", "said"),
    [
        ("de", "ar", "Arabisch (العربية)"),
        ("de", "de", "Deutsch"),
        ("ar", "de", "الألمانية (Deutsch)"),
        ("de", "prs", "Dari (دری)"),
        ("en", "ku", "Kurdish (Kurmancî)"),
        ("ku", "ku", "kurdî (kurmancî)"),
        ("uk", "rom", "Romani"),
        ("de", "zh-hans", "Chinesisch (vereinfacht) (简体中文)"),
        ("de", "../etc", "../etc"),
        ("de", "", ""),
    ],
)
def test_a_language_is_called_as_the_visitor_calls_it_and_as_its_speakers_do(code, named, said):
    assert in_language(code, saying.language, named) == said


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_a_name_for_every_language(code):
    assert [each for each in CODES if in_language(code, saying.language, each) == each] == []


@pytest.mark.parametrize("language", LANGUAGES, ids=CODES)
def test_a_language_says_of_itself_what_django_and_cldr_say_of_it(language):
    known = translation.get_language_info(language.code)
    assert known["bidi"] == language.is_rtl
    assert in_language(language.code, lambda: saying.locale().text_direction) == language.direction


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/", "de"),
        ("/ar/", "ar"),
        ("/ar", "ar"),
        ("/arabisch/", "de"),
        ("/de/", "de"),
        ("/api/v1/ar/", "de"),
        ("//", "de"),
    ],
)
def test_the_address_tells_the_language(path, code):
    assert addressing.spoken_at(path) == code
