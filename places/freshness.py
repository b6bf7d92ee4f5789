"""How old a fact is, so that words about it age by themselves. Pure functions of a day that is passed in."""

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

_MONTHS_PER_YEAR = 12
_LIKE = {"access": "address", "position": "address"}
"""Facts that grow old as others do: steps and points change as seldom as addresses."""
_FROM_FILES = "import"


@dataclass(frozen=True)
class Age:
    """The days and full months since a fact was last known to be true, and whether that is too long for its kind."""

    days: int
    months: int
    is_old: bool

    @property
    def years(self) -> int:
        return self.months // _MONTHS_PER_YEAR


def age(as_of: str, kind: str, today: datetime.date) -> Age:
    """Return the age on `today` of a fact of `kind` ("hours", "languages", "phone", "address", "position", "access").

    Of a date that is known by year or month alone, its last day counts: nothing is called older than it surely is.
    """
    since = last_day(as_of)
    months = _full_months(since, today)
    is_old = months >= getattr(settings.FRESHNESS, f"{_LIKE.get(kind, kind)}_months")
    return Age(max(0, (today - since).days), months, is_old)


@dataclass(frozen=True)
class Known:
    """As of when a fact is known, and by whom: a party of an assertion, or "" where nobody asserted it."""

    as_of: str
    by: str = ""


def known(own: str, said: Mapping[str, str] | None) -> Known:
    """Return what is known of a fact with its `own` date, of which somebody `said` (`as_of`, `by`) that it is so.

    The later date counts. Where a file said so, the own date is the closer one: that of this number among others.
    """
    if not said:
        return Known(own)
    if said["by"] == _FROM_FILES and own:
        return Known(own, _FROM_FILES if last_day(own) <= last_day(said["as_of"]) else "")
    return Known(said["as_of"], said["by"]) if last_day(said["as_of"]) >= last_day(own) else Known(own)


def last_day(as_of: str) -> datetime.date:
    """Return the last day of the day, month or year `as_of`; the first of all days where it is not known."""
    if not as_of:
        return datetime.date.min
    year, month, day = (*map(int, as_of.split("-")), 0, 0)[:3]
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def _full_months(since: datetime.date, today: datetime.date) -> int:
    months = (today.year - since.year) * _MONTHS_PER_YEAR + today.month - since.month
    return max(0, months - (today.day < since.day))
