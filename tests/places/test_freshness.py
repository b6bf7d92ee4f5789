"""How old a fact is, and when that is too old."""

import datetime

import pytest

from places.freshness import Age, age

TODAY = datetime.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("as_of", "months"),
    [
        ("2026-11-25", 0),
        ("2026-11-26", 0),  # a slip of the pen, not a fact from the future
        ("2026-10-25", 1),
        ("2026-10-26", 0),
        ("2024-02-29", 32),
        ("2026", 0),
        ("2014", 142),
        ("2016-01", 129),
    ],
)
def test_full_months_count_from_the_last_day_that_may_be_meant(as_of, months):
    assert age(as_of, "phone", TODAY).months == months


def test_years_are_full_ones():
    assert age("2014", "phone", TODAY).years == 11


@pytest.mark.parametrize(("kind", "months"), [("hours", 6), ("languages", 12), ("phone", 12), ("address", 36)])
def test_each_kind_of_fact_grows_old_at_its_own_pace(kind, months):
    year, month = divmod(2026 * 12 + 10 - months, 12)
    then = datetime.date(year, month + 1, 25)
    assert age(then.isoformat(), kind, TODAY) == Age(months, is_old=True)
    assert age((then + datetime.timedelta(days=1)).isoformat(), kind, TODAY) == Age(months - 1, is_old=False)
