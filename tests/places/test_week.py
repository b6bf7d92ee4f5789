"""The coming days as a table of hours."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from places.opening import Hours, State
from places.week import days, open_times

BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY = datetime(2026, 10, 28, 15, tzinfo=BERLIN)


def hours(expression: str, state: str = "NI") -> Hours:
    return Hours(expression, "Europe/Berlin", state)


def shown(expression: str) -> list[list[str]]:
    return [
        [f"{time.start:%H:%M}-{time.end:%H:%M}" for time in day.times] for day in days(hours(expression), WEDNESDAY)
    ]


def test_seven_days_begin_with_today_and_keep_what_is_over():
    week = days(hours("Mo-Fr 08:00-12:00"), WEDNESDAY)
    assert [day.date for day in week] == [date(2026, 10, 28) + timedelta(days=number) for number in range(7)]
    assert shown("Mo-Fr 08:00-12:00; We 14:00-16:00") == [
        ["14:00-16:00"],
        ["08:00-12:00"],
        ["08:00-12:00"],
        [],
        [],
        ["08:00-12:00"],
        ["08:00-12:00"],
    ]


def test_a_holiday_is_named_by_its_state():
    assert [day.holiday for day in days(hours("Mo-Sa 08:00-12:00; PH off"), WEDNESDAY)] == [
        "", "", "", "Reformationstag", "", "", "",
    ]  # fmt: skip
    bavarian = days(hours("Mo-Su 08:00-12:00; PH off", "BY"), WEDNESDAY)
    assert [day.holiday for day in bavarian][3:5] == ["", "Allerheiligen"]
    assert [day.is_closed for day in bavarian][3:5] == [False, True]


def test_a_night_belongs_to_the_day_on_which_it_begins():
    assert shown("Fr 22:00-02:00")[2:4] == [["22:00-02:00"], []]


def test_what_never_closes_is_shown_day_by_day():
    week = days(hours("24/7"), WEDNESDAY)
    assert [day.is_whole for day in week] == [True] * 7


def test_the_day_on_which_clocks_go_back_is_whole_too():
    saturday = datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    week = days(hours("24/7"), saturday)
    assert [len(day.times) for day in week] == [1] * 7
    assert [day.is_whole for day in week] == [True] * 7


def test_appointments_and_doubt_are_in_the_table():
    states = {
        time.state
        for time in open_times(hours('Mo 08:00-10:00 "nach Vereinbarung"; Tu 09:00-10:00 unknown'), WEDNESDAY, days=7)
    }
    assert State.CLOSED not in states
    assert State.UNKNOWN in states
