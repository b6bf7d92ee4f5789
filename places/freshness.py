"""How old a fact is, so that words about it age by themselves. Pure functions of a day that is passed in."""

import calendar
import datetime
from dataclasses import dataclass

from django.conf import settings

_MONTHS_PER_YEAR = 12


@dataclass(frozen=True)
class Age:
    """The full months since a fact was last known to be true, and whether that is too long for a fact of its kind."""

    months: int
    is_old: bool

    @property
    def years(self) -> int:
        return self.months // _MONTHS_PER_YEAR


def age(as_of: str, kind: str, today: datetime.date) -> Age:
    """Return the age on `today` of a fact of `kind` ("hours", "languages", "phone" or "address").

    Of a date that is known by year or month alone, its last day counts: nothing is called older than it surely is.
    """
    months = _full_months(_last_day(as_of), today)
    return Age(months, months >= getattr(settings.FRESHNESS, f"{kind}_months"))


def _last_day(as_of: str) -> datetime.date:
    year, month, day = (*map(int, as_of.split("-")), 0, 0)[:3]
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def _full_months(since: datetime.date, today: datetime.date) -> int:
    months = (today.year - since.year) * _MONTHS_PER_YEAR + today.month - since.month
    return max(0, months - (today.day < since.day))
