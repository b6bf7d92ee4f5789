"""Who says that facts are so: the only writer of assertions."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from geo.models import Edition
from geo.precision import Precision
from places.freshness import last_day
from places.models import Assertion, Place

Fact = Assertion.Fact
Party = Assertion.Party


@transaction.atomic
def confirm(
    place: Place,
    fields: Iterable[Fact],
    *,
    said_by: Party,
    on: date | str,
    user: AbstractBaseUser | None = None,
    source: str = "",
) -> list[Assertion]:
    """Keep that `said_by` says the `fields` of `place` are so, as of the day `on` (a date, or a part of one)."""
    Edition.objects.claim()
    said = {
        "user": user,
        "source": source[:300],
        "as_of": on if isinstance(on, str) else on.isoformat(),
        "confirmed_at": timezone.now(),
    }
    return [
        Assertion.objects.update_or_create(place=place, field=field, said_by=said_by, defaults=said)[0]
        for field in sorted(fields)
    ]


def confirm_as_loaded(place: Place) -> None:
    """Keep that a file said what is known of `place`, as of the dates that it names; without a date it says nothing."""
    newest = place.sources.first()
    phoned = max((phone.as_of for phone in place.phones.all()), key=last_day, default="")
    dated = {fact: phoned if fact == Fact.PHONE else place.as_of for fact in known_facts(place)}
    for as_of in sorted(set(dated.values()) - {""}):
        known = [fact for fact, of_fact in dated.items() if of_fact == as_of]
        confirm(place, known, said_by=Party.IMPORT, on=as_of, source=newest.title if newest else "")


def known_facts(place: Place) -> set[Fact]:
    """Return the facts of `place` of which anything is known, and which can so be confirmed."""
    known = {
        Fact.ADDRESS: bool(place.street or place.town),
        Fact.POSITION: place.location is not None and not Precision(place.position_precision).approximate,
        Fact.PHONE: place.phones.exists(),
        Fact.HOURS: bool(place.opening_hours),
        Fact.LANGUAGES: bool(place.languages),
        Fact.ACCESS: bool(place.wheelchair),
    }
    return {fact for fact, is_known in known.items() if is_known}
