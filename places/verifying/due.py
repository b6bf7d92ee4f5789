"""What of a place is due: known, but last said by those who answer for it longer ago than a fact of its kind may be."""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from places import freshness
from places.models import Assertion, Place
from places.querysets import AGEING, PlaceQuerySet

_MONTHS_PER_YEAR = 12


@dataclass(frozen=True)
class Due:
    """Which facts of a place are due, and which are not known at all."""

    old: tuple[str, ...]
    unknown: tuple[str, ...]


def cutoff(fact: str, today: date) -> date:
    """Return the last day on which a fact that is due `today` was said to be so."""
    months = today.year * _MONTHS_PER_YEAR + today.month - 1 - getattr(settings.FRESHNESS, f"{fact}_months")
    year, month = divmod(months, _MONTHS_PER_YEAR)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def with_due(places: PlaceQuerySet, today: date) -> PlaceQuerySet:
    """Return `places` with what is due of each `today`; `of` tells it."""
    return places.with_due({fact: cutoff(fact, today) for fact in AGEING}, Assertion.ANSWERABLE)


def of(place: Any) -> Due:
    """Return what is due of a place that `with_due` fetched."""
    return Due(
        old=tuple(fact for fact in AGEING if getattr(place, f"due_{fact}")),
        unknown=tuple(fact for fact in AGEING if not getattr(place, f"knows_{fact}")),
    )


def last_said(place: Place, fact: str) -> str:
    """Return as of when those who answer for `place` last said that `fact` is so; "" where nobody knows."""
    said = [
        each.as_of
        for each in place.assertions.all()
        if each.field == fact and each.said_by in Assertion.ANSWERABLE and each.as_of
    ]
    own = [phone.as_of for phone in place.phones.all()] if fact == "phone" else [place.as_of]
    return max(said or own, key=freshness.last_day, default="")


def unknown(place: Place) -> tuple[str, ...]:
    """Return the facts of which nothing is known, as `of` tells them of a place that `with_due` fetched."""
    offers = place.offers.all()
    known = {
        "hours": place.opening_hours or any(offer.opening_hours for offer in offers),
        "languages": place.languages or any(offer.languages for offer in offers),
        "phone": place.phones.all(),
        "address": place.street,
    }
    return tuple(fact for fact in AGEING if not known[fact])
