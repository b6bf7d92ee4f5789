"""What opening hours say of a moment."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from places import calendars
from places.opening import Hours, State, next_opening, state_at, status, stretches

OPEN, CLOSED, BY_APPOINTMENT, UNKNOWN = State.OPEN, State.CLOSED, State.BY_APPOINTMENT, State.UNKNOWN


def hours(expression, state="NI"):
    return Hours(expression, "Europe/Berlin", state)


def local(text):
    """Return the moment at which clocks in Leer show `text`."""
    return datetime.fromisoformat(text).replace(tzinfo=hours("").zone)


def clock(moment):
    return moment and f"{moment:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("expression", "at", "state", "until"),
    [
        ("Mo-Fr 08:00-12:00", "2026-11-25 09:00", OPEN, "2026-11-25 12:00"),
        ("Mo-Fr 08:00-12:00", "2026-11-25 12:00", CLOSED, "2026-11-26 08:00"),
        ("Mo,PH 08:00-12:00, 14:00-16:00", "2026-11-23 13:00", CLOSED, "2026-11-23 14:00"),
        ("Mo-Fr 08:00-12:00", "2026-11-27 13:00", CLOSED, "2026-11-30 08:00"),
        ("24/7", "2026-11-25 09:00", OPEN, None),
        ("off", "2026-11-25 09:00", CLOSED, None),
        ("", "2026-11-25 09:00", UNKNOWN, None),
        ("unknown", "2026-11-25 09:00", UNKNOWN, None),
        ("no hours at all", "2026-11-25 09:00", UNKNOWN, None),
        # over midnight
        ("Fr 22:00-02:00", "2026-11-28 01:30", OPEN, "2026-11-28 02:00"),
        # the nights in which clocks are changed
        ("Sa 22:00-04:00", "2026-10-24 23:00", OPEN, "2026-10-25 04:00"),
        ("Sa 22:00-04:00", "2027-03-27 23:00", OPEN, "2027-03-28 04:00"),
        # seasons
        ("Apr-Oct Mo 10:00-12:00", "2026-10-26 11:00", OPEN, "2026-10-26 12:00"),
        ("Apr-Oct Mo 10:00-12:00", "2026-11-02 11:00", CLOSED, "2027-04-05 10:00"),
        # over the end of a year
        ("Mo-Fr 08:00-12:00; PH off", "2026-12-31 13:00", CLOSED, "2027-01-04 08:00"),
        # by appointment is not open
        ('"nach Vereinbarung"', "2026-11-25 09:00", BY_APPOINTMENT, None),
        ('Mo-Fr "Bitte klingeln"', "2026-11-25 09:00", BY_APPOINTMENT, "2026-11-28 00:00"),
        ('Mo-Fr 08:00-12:00 "nach Vereinbarung"', "2026-11-25 09:00", BY_APPOINTMENT, "2026-11-25 12:00"),
        ('Mo-Fr 08:00-12:00 unknown "Termin am Telefon"', "2026-11-25 09:00", BY_APPOINTMENT, "2026-11-25 12:00"),
        ('Mo-Fr 08:00-12:00 || "nach Vereinbarung"', "2026-11-25 13:00", BY_APPOINTMENT, "2026-11-26 08:00"),
        ('Mo-Fr 08:00-12:00 || "nach Vereinbarung"', "2026-11-26 08:00", OPEN, "2026-11-26 12:00"),
        ('Mo-Fr 08:00-12:00 off "nach Vereinbarung"', "2026-11-25 09:00", CLOSED, None),
        ('Mo-Fr 08:00-12:00 "ohne Termin"', "2026-11-25 09:00", OPEN, "2026-11-25 12:00"),
        ('Mo-Fr 08:00-12:00 "keine vorherige Anmeldung"', "2026-11-25 09:00", OPEN, "2026-11-25 12:00"),
        ('Mo-Fr 08:00-12:00 "Voranmeldung ist nicht nötig"', "2026-11-25 09:00", OPEN, "2026-11-25 12:00"),
        ('Mo-Fr 08:00-12:00 "nicht ohne Termin"', "2026-11-25 09:00", BY_APPOINTMENT, "2026-11-25 12:00"),
        (
            'Mo-Fr 08:00-12:00 "ohne Wartezeit nach Vereinbarung"',
            "2026-11-25 09:00",
            BY_APPOINTMENT,
            "2026-11-25 12:00",
        ),
        ('Mo-Fr 08:00-12:00 "Eingang hinten"', "2026-11-25 09:00", OPEN, "2026-11-25 12:00"),
        # nor when the sun rises
        ("Mo-Fr sunrise-sunset", "2026-11-25 18:00", UNKNOWN, "2026-11-28 00:00"),
        ("Mo-Fr 08:00-12:00,(sunset-01:00)-22:00; PH off", "2026-12-25 18:00", CLOSED, "2026-12-28 00:00"),
        ('We dawn-dusk "nach Vereinbarung"', "2026-11-25 12:00", BY_APPOINTMENT, "2026-11-26 00:00"),
        ("Mo-Fr 08:00-12:00, Sa sunrise-12:00", "2026-11-25 09:00", OPEN, "2026-11-25 12:00"),
        # nobody here knows the school holidays
        ("Mo 10:00-12:00; SH off", "2026-10-26 11:00", UNKNOWN, "2026-10-26 12:00"),
        ("Mo 10:00-12:00; SH off", "2026-10-26 13:00", CLOSED, "2026-11-02 10:00"),
        ("SH Mo 10:00-12:00", "2026-10-26 11:00", UNKNOWN, "2026-10-26 12:00"),
    ],
)
def test_a_moment(expression, at, state, until):
    found = status(hours(expression), local(at))
    assert (found.state, clock(found.until)) == (state, until)


@pytest.mark.parametrize(
    ("expression", "state", "expected", "reason"),
    [
        ("Sa 08:00-12:00; PH off", "NI", CLOSED, "Reformationstag"),
        ("Sa 08:00-12:00; PH off", "BW", OPEN, ""),
        ("Sa 08:00-12:00; PH off", "", OPEN, ""),
        ("Sa 08:00-12:00", "NI", OPEN, ""),
        ("PH,Su off", "NI", CLOSED, "Reformationstag"),
        ("Su,PH 08:00-12:00", "NI", OPEN, ""),
        ("PH Sa 08:00-12:00", "NI", OPEN, ""),
        ("PH Mo-Fr 08:00-12:00", "NI", CLOSED, "Reformationstag"),
        ("Mo-Su 08:00-12:00; PH -1 day off", "NI", OPEN, ""),
        ('Sa 08:00-12:00 "; PH off"', "NI", OPEN, "; PH off"),
        ("Sa 08:00-12:00; Jan-Dec PH off", "NI", UNKNOWN, ""),
    ],
)
def test_reformation_day_2026_a_saturday(expression, state, expected, reason):
    found = status(hours(expression, state), local("2026-10-31 09:00"))
    assert (found.state, found.reason) == (expected, reason)


def test_an_epiphany_that_is_a_holiday_in_bavaria_alone():
    at = local("2027-01-06 09:00")
    assert state_at(hours("Mo-Fr 08:00-12:00; PH off", "BY"), at) is CLOSED
    assert state_at(hours("Mo-Fr 08:00-12:00; PH off", "NI"), at) is OPEN


def test_a_night_of_25_hours_lasts_25_hours():
    night = stretches(hours("24/7"), local("2026-10-25 00:00"), local("2026-10-26 00:00"))
    assert [each.end.astimezone(UTC) - each.start.astimezone(UTC) for each in night] == [timedelta(hours=25)]


def test_the_next_opening_after_a_holiday():
    found = next_opening(hours("Mo-Sa 08:00-12:00; PH off"), local("2026-10-30 12:00"))
    assert clock(found.start) == "2026-11-02 08:00"
    assert next_opening(hours("off"), local("2026-10-30 12:00")) is None
    assert next_opening(hours('"nach Vereinbarung"'), local("2026-10-30 12:00")) is None


DAYS = st.sampled_from(["Mo-Fr", "Sa", "Su", "Mo,We", "PH", "Sa,PH", "Apr-Sep Tu", "SH"])
TIMES = st.sampled_from(["08:00-12:00", "14:00-18:30", "22:00-02:00", "off", "closed", "unknown", '"nach Absprache"'])
SEPARATORS = st.sampled_from(["; ", ", ", " || "])


@st.composite
def expressions(draw):
    rules = draw(st.lists(st.tuples(DAYS, TIMES).map(" ".join), min_size=1, max_size=4))
    text = rules[0]
    for rule in rules[1:]:
        text += draw(SEPARATORS) + rule
    return text


MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))


@given(expressions(), MOMENTS)
def test_stretches_have_no_gaps_and_say_what_a_moment_says(expression, start):
    end = start + timedelta(days=40)
    found = stretches(hours(expression), start, end)
    # in UTC: an hour that clocks show twice equals none of another zone
    assert (found[0].start.astimezone(UTC), found[-1].end.astimezone(UTC)) == (start, end)
    assert all(one.end == other.start for one, other in pairwise(found))
    for each in found:
        middle = each.start + (each.end - each.start) / 2
        assert state_at(hours(expression), each.start) is state_at(hours(expression), middle) is each.state


@given(expressions(), MOMENTS)
def test_a_status_lasts_until_it_changes(expression, at):
    found = status(hours(expression), at)
    assert found.state is state_at(hours(expression), at)
    if found.until:
        assert state_at(hours(expression), found.until) is not found.state
        assert state_at(hours(expression), found.until - timedelta(seconds=1)) is found.state


def test_every_holiday_that_comes_again_has_a_name_in_the_catalogues():
    """A day of one year alone, as in Berlin in 2028, keeps its German name."""
    years = [
        set(calendars.holidays_of(state, year).values())
        for year in range(2026, 2036)
        for state in calendars.STATES.values()
    ]
    again = {name for names in years for name in names if sum(name in each for each in years) > 1}
    assert again <= {str(name) for name in calendars.NAMES}


def test_a_country_without_known_holidays_is_refused_at_the_start(settings):
    settings.REGION = replace(settings.REGION, country="XX")
    with pytest.raises(ImproperlyConfigured, match="COUNTRY='XX'"):
        calendars.refuse_unknown_country()
