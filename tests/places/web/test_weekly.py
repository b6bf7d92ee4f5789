"""Opening hours for paper: as few lines as the week allows, and none that says more than is known."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from places import week
from places.opening import Hours, Stretch
from places.web.weekly import lines

WEDNESDAY = datetime.datetime(2026, 10, 28, 11, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # Saturday is Reformationstag


def said(expression: str, language: str = "de") -> list[str]:
    """Return the lines of the seven days from a Wednesday on."""
    days = week.days(Hours(expression, "Europe/Berlin", "NI"), WEDNESDAY)
    with override(language):
        return [f"{line.days} {', '.join(map(clock, line.times))}" for line in lines(days)]


def clock(time: Stretch) -> str:
    return f"{time.start:%H:%M}–{time.end:%H:%M}"


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("Mo-Th 09:00-16:00; Fr 09:00-12:00", ["Mo–Do 09:00–16:00", "Fr 09:00–12:00"]),
        ("Mo,We 08:00-12:00,14:00-17:00", ["Mo und Mi 08:00–12:00, 14:00–17:00"]),
        ("Mo,We,Fr 08:00-12:00", ["Mo, Mi und Fr 08:00–12:00"]),
        ("Tu 15:00-18:00; Mo 09:00-12:00; We 15:00-18:00", ["Mo 09:00–12:00", "Di und Mi 15:00–18:00"]),
        ("Fr-Su 10:00-12:00; PH off", ["Fr und So 10:00–12:00"]),
        ("2027 Mo 09:00-12:00", []),
    ],
)
def test_days_of_the_same_times_share_a_line(expression, told):
    assert said(expression) == told


def test_days_are_named_in_the_language_of_the_sheet():
    assert said("Mo-Th 09:00-16:00", "en") == ["Mon–Thu 09:00–16:00"]


def test_what_is_only_by_appointment_is_no_time_to_come():
    days = week.days(Hours('Tu 15:00-18:00; Fr "nach Vereinbarung"', "Europe/Berlin", "NI"), WEDNESDAY)
    assert [[each.state for each in line.times] for line in lines(days)] == [["open"], ["by_appointment"]]
