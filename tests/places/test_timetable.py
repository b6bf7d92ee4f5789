"""A clerk's table and an `opening_hours` string say the same, or the table says that it cannot."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.opening import Hours, stretches, validate_hours
from places.timetable import BY_APPOINTMENT, CLOSED, Day, NotATable, Span, Timetable, merged, read, span, write

PLAIN = [
    "",
    "off",
    "24/7",
    "24/7; PH off",
    "Mo-Fr 08:00-12:00",
    "Mo-Su 08:00-12:00",
    "Mo-Fr 08:00-12:00; PH off",
    "Mo-Fr 08:00-12:00, We 14:00-17:00; PH off",
    "Mo-Fr 08:00-12:00, Mo-Th 14:00-16:00",
    "Mo-Th 08:00-12:00,14:00-16:00; Fr 08:00-11:00",
    "Mo,We 09:00-12:30; Th 15:00-18:00",
    "Mo,Tu 09:00-12:30",
    "Mo-We,Fr-Su 10:00-18:00",
    "Mo-Fr 08:00-24:00",
    "Su 10:00-12:00; PH 10:00-12:00",
    "PH 10:00-12:00",
    "Fr 22:00-02:00",
    "Fr,Sa 22:00-02:00, Su 10:00-12:00",
    "Mo-Su 22:00-02:00; PH off",
    '"nach Vereinbarung"',
    '"nach Vereinbarung, Tel. 0491 926-0"',
    'Mo-Fr 08:00-12:00 || "nach Vereinbarung"',
    'Mo-Fr 08:00-12:00; PH off || "nach Absprache; Telefon, oder Mail"',
    'Mo-Fr 08:00-12:00; Sa "nach Vereinbarung"',
    'Mo-Fr 08:00-12:00 "nach Vereinbarung"',
    'Mo-Fr 08:00-12:00; Sa 10:00-12:00 "nach Vereinbarung"; PH "nach Vereinbarung"',
    'Mo-Fr 08:00-12:00; Dec 24 off "Weihnachten, Silvester"; Jul-Aug Mo-Fr 09:00-11:00, Aug 01 14:00-16:00',
    "Mo-Fr 08:00-12:00; PH off; 2026 Aug 03-21 off; easter +1 day off; week 1-53/2 Fr off; SH off; Mo[1] off",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_as_short_as_it_can_be_stays(text):
    assert write(read(text)) == text


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("mo-fr 8:00 - 12:00", "Mo-Fr 08:00-12:00"),
        ("Mo,Tu,We,Th,Fr 08:00-12:00", "Mo-Fr 08:00-12:00"),
        ("Mo 08:00-12:00; Tu 08:00-12:00; We 08:00-12:00; Th 09:00-12:00", "Mo-We 08:00-12:00; Th 09:00-12:00"),
        ("Mo-Fr 08:00-12:00; We 08:00-12:00,14:00-17:00", "Mo-Fr 08:00-12:00, We 14:00-17:00"),
        ("Mo-Fr 08:00-12:00; We 14:00-17:00; PH off", "Mo,Tu,Th,Fr 08:00-12:00; We 14:00-17:00; PH off"),
        ("Mo-Fr 08:00-12:00; We off", "Mo,Tu,Th,Fr 08:00-12:00"),
        ("Mo-Fr 08:00-12:00; PH,Sa,Su off", "Mo-Fr 08:00-12:00; PH off"),
        ("Mo-Fr 08:00-12:00; PH closed", "Mo-Fr 08:00-12:00; PH off"),
        ("Mo-Sa 08:00-12:00; Su,PH 10:00-12:00", "Mo-Sa 08:00-12:00; Su 10:00-12:00; PH 10:00-12:00"),
        ("Mo-Su,PH 08:00-12:00", "Mo-Su 08:00-12:00"),
        ("08:00-12:00", "Mo-Su 08:00-12:00"),
        ("Sa-Mo 08:00-12:00", "Mo,Sa,Su 08:00-12:00"),
        ("Mo-Su 00:00-24:00", "24/7"),
        ("Mo 00:00-00:00", "Mo 00:00-24:00"),
        ("Mo 22:00-26:00", "Mo 22:00-02:00"),
        ("Mo 14:00-16:00,08:00-12:00", "Mo 08:00-12:00,14:00-16:00"),
        ("Mo 08:00-12:00,11:00-14:00,14:00-15:00", "Mo 08:00-15:00"),
        ("PH off", "off"),
        ("Mo-Su off", "off"),
        ("PH off; Mo-Su 08:00-12:00", "Mo-Su 08:00-12:00"),
        ("Mo-Fr 08:00-12:00; Dec 24 off; PH off", "Mo-Fr 08:00-12:00; PH off; Dec 24 off"),
        ('Mo-Fr unknown "nach Vereinbarung"', 'Mo-Fr "nach Vereinbarung"'),
        ('off || "nach Vereinbarung"', '"nach Vereinbarung"'),
        ('"nach Vereinbarung"; PH off', 'Mo-Su "nach Vereinbarung"; PH off'),
    ],
)
def test_what_is_said_at_length_is_said_shortly(text, shorter):
    assert write(read(text)) == shorter


@pytest.mark.parametrize(
    "text",
    [
        "Apr-Sep Mo-Fr 08:00-18:00; Oct-Mar Mo-Fr 09:00-16:00",  # seasons
        "We[1] 14:00-16:00",  # the first Wednesday of a month
        "week 1-53/2 Mo 10:00-12:00",
        "Mo-Fr sunrise-sunset",
        "Mo-Fr 08:00+",
        "Mo-Fr",
        "unknown",
        "PH Mo-Fr 10:00-12:00",
        "SH,PH off",
        "Mo 08:00-08:00",
        # comments that are no appointments, or two kinds of them
        'Mo-Fr 08:00-12:00 "Eingang hinten"',
        'Mo-Fr 08:00-12:00 unknown "bitte klingeln"',
        'Mo-Fr 08:00-12:00; PH off "Betriebsferien"',
        'Mo "nach Vereinbarung"; Tu "nach Absprache"',
        'Mo-Fr 08:00-12:00, Mo 14:00-16:00 "nach Vereinbarung"',
        "Mo-Fr 08:00-12:00 || Sa 10:00-12:00",
        'Mo-Fr 08:00-12:00 || "nach Vereinbarung"; PH off',
        # holidays that depend on the weekday they fall on
        "PH off; Mo-Fr 08:00-12:00",
        "Mo-Fr 08:00-12:00, PH 10:00-11:00",
        "Mo-Fr 08:00-12:00; PH off, We 14:00-17:00",
        # nights that the next day cuts
        "Mo 22:00-02:00; Tu 08:00-12:00",
        "Fr,Sa 22:00-02:00; Su off",
        "Fr 22:00-02:00; Fr 08:00-12:00",
        "08:00-12:00; Mo-Fr 22:00-02:00",
        # rules whose order matters
        "Mo-Fr 08:00-12:00; Dec 24 off; We 14:00-17:00",
        "Mo-Fr 08:00-12:00; Dec 20-31 10:00-11:00; PH off",
        "Mo-Fr 08:00-12:00, Dec 24 14:00-16:00",
    ],
)
def test_what_says_more_than_a_table_is_left_alone(text):
    validate_hours(text)
    with pytest.raises(NotATable):
        read(text)


def test_a_table_is_read_day_by_day():
    table = read('Mo-Fr 08:00-12:00; We 14:00-17:00 "nach Vereinbarung"; PH off; Dec 24 off')
    morning = Day((Span(480, 720),))
    afternoon = Day((Span(840, 1020),), by_appointment=True)
    assert table == Timetable(
        (morning, morning, afternoon, morning, morning, CLOSED, CLOSED), CLOSED, "Dec 24 off", words=BY_APPOINTMENT
    )


def test_words_that_name_no_appointment_get_some_that_do():
    assert write(Timetable(otherwise=True, words="Tel. 0491 926-0")) == '"nach Vereinbarung, Tel. 0491 926-0"'
    assert write(Timetable(otherwise=True, words="")) == '"nach Vereinbarung"'


def test_a_span_ends_on_the_next_day_where_it_must():
    assert span("22:00", "02:00") == Span(1320, 1560)
    assert span("00:00", "00:00") == span("00:00", "24:00") == Span(0, 1440)
    for refused in (("08:00", "08:00"), ("24:00", "25:00"), ("08:00", "40:00")):
        with pytest.raises(NotATable):
            span(*refused)


def test_spans_that_touch_are_one_but_no_longer_than_a_day():
    assert merged([Span(480, 720), Span(720, 800)]) == (Span(480, 800),)
    assert merged([Span(60, 1300), Span(1200, 1560)]) == (Span(60, 1300), Span(1200, 1560))


# With the evaluator as the oracle: over a year, a string and what is written of its table say the same.

LISTS = ["", "Mo-Fr ", "Mo,We ", "We ", "Sa ", "Sa,Su ", "Su,PH ", "PH ", "Mo-Su ", "Fr-Mo ", "Mo-Su,PH "]
TIMES = [
    "08:00-12:00", "8:00-12:00, 14:00-16:00", "10:00-12:00,11:00-13:00", "22:00-02:00", "20:00-28:00", "00:00-24:00",
    "off", "closed", '"nach Vereinbarung"', '09:00-11:00 "nach Vereinbarung"', 'unknown "nach Vereinbarung"',
]  # fmt: skip
WHOLE = ["24/7", "Dec 24 off", "Aug 01-14 10:00-11:00", "easter +1 day off", "SH off", "Mo[1] 18:00-20:00"]
RULES = st.tuples(st.sampled_from(LISTS), st.sampled_from(TIMES)).map("".join) | st.sampled_from(WHOLE)
SEPARATORS = st.sampled_from(["; ", "; ", ", ", " || "])
START = datetime(2026, 10, 1, tzinfo=UTC)


@st.composite
def expressions(draw):
    text = draw(RULES)
    for _ in range(draw(st.integers(0, 3))):
        text += draw(SEPARATORS) + draw(RULES)
    return text


def over_a_year(text):
    """Return when which state begins; the comments and the names of holidays beside it do not matter."""
    found = []
    for each in stretches(Hours(text, "Europe/Berlin", "NI"), START, START + timedelta(days=370)):
        if not found or found[-1][1] is not each.state:
            found.append((each.start, each.state))
    return found


@given(expressions())
def test_a_table_means_what_its_string_means(text):
    try:
        table = read(text)
    except NotATable:
        return
    written = write(table)
    validate_hours(written)
    assert over_a_year(written) == over_a_year(text), f"{text} is not {written}"
    assert write(read(written)) == written


SPANS = st.tuples(st.integers(0, 46), st.integers(1, 24)).map(
    lambda each: Span(each[0] * 30, min(each[0] + each[1], 48) * 30)
)
WEEKDAYS = st.builds(Day, st.lists(SPANS, max_size=3).map(merged), st.booleans())
TABLES = st.builds(
    Timetable,
    st.tuples(*[WEEKDAYS] * 7),
    st.none() | WEEKDAYS,
    st.sampled_from(["", "Dec 24 off"]),
    st.booleans(),
    st.sampled_from(["nach Vereinbarung", "Termin: 0491 926-0"]),
)


@given(TABLES)
def test_a_written_table_can_be_read_and_says_the_same(table):
    text = write(table)
    validate_hours(text)
    assert write(read(text)) == text
