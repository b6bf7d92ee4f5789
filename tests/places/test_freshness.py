"""How old a fact is, and when that is too old."""

import datetime

import pytest

from places.freshness import Age, Known, age, known

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
    days = (TODAY - then).days
    assert age(then.isoformat(), kind, TODAY) == Age(days, months, is_old=True)
    after = (then + datetime.timedelta(days=1)).isoformat()
    assert age(after, kind, TODAY) == Age(days - 1, months - 1, is_old=False)


def test_what_is_not_asked_after_grows_old_as_addresses_do():
    for kind in ("access", "position"):
        assert age("2023-11-25", kind, TODAY).is_old
        assert not age("2023-11-26", kind, TODAY).is_old


@pytest.mark.parametrize(
    ("own", "said", "told"),
    [
        ("2014", None, ("2014", "")),
        ("", None, ("", "")),
        ("", ("2026-11-13", "public"), ("2026-11-13", "public")),
        ("2014", ("2026-11-13", "municipality"), ("2026-11-13", "municipality")),
        ("2026-11-20", ("2026-11-13", "municipality"), ("2026-11-20", "")),  # somebody wrote it in the admin since
        ("2013", ("2016-01", "import"), ("2013", "import")),  # one of the place's numbers, of which another is newer
        ("2016-01", ("2016-01", "import"), ("2016-01", "import")),
        ("2026", ("2016-01", "import"), ("2026", "")),
        ("", ("2016-01", "import"), ("2016-01", "import")),
    ],
)
def test_the_later_date_counts_and_who_said_so(own, said, told):
    assert known(own, said and {"as_of": said[0], "by": said[1]}) == Known(*told)
