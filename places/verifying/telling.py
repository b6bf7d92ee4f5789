"""What is said of a place today, in the active language, for those who are asked whether it still holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from geo.languages import saying
from places import weekly
from places.models import Assertion, Place, as_of
from places.querysets import AGEING
from places.verifying import due

Fact = Assertion.Fact
_LABELS = {
    Fact.HOURS: gettext_lazy("Öffnungszeiten"),
    Fact.LANGUAGES: gettext_lazy("Sprachen"),
    Fact.PHONE: gettext_lazy("Telefon"),
    Fact.ADDRESS: gettext_lazy("Adresse"),
}


@dataclass(frozen=True)
class Saying:
    """What is said of a fact, in lines, and since when that is so ("" where nobody knows)."""

    fact: str
    label: str
    lines: tuple[str, ...]
    since: str

    @property
    def mark(self) -> str:
        """What a form brings back, to tell whether this is still said."""
        return salted_hmac("places.verifying.mark", repr((self.fact, self.lines))).hexdigest()[:16]


def askable(place: Place, facts: Iterable[str]) -> list[str]:
    """Return those of `facts` that may be told in a letter: of a protected place not the address."""
    is_told = place.is_shown_to_the_door
    return [fact for fact in AGEING if fact in set(facts) and (is_told or fact != Fact.ADDRESS)]


def sayings(place: Place, facts: Iterable[str]) -> list[Saying]:
    """Return what may be told in a letter of those `facts` of `place` of which anything is known."""
    return all_sayings(place, askable(place, facts))


def all_sayings(place: Place, facts: Iterable[str]) -> list[Saying]:
    """Return what is said of `facts` of `place`, for those who may know all of it."""
    told = ((fact, tuple(_LINES[Fact(fact)](place))) for fact in facts)
    return [Saying(fact, label(fact), lines, _since(place, fact)) for fact, lines in told if lines]


def label(fact: str) -> str:
    return str(_LABELS[Fact(fact)])


def _since(place: Place, fact: str) -> str:
    said = due.last_said(place, fact)
    return as_of.in_words(said) if said else ""


def _hours(place: Place) -> Iterator[str]:
    if place.opening_hours:
        yield from weekly.lines(place.opening_hours)
    for offer in place.offers.all():
        if offer.opening_hours:
            yield f"{saying.isolated(offer.title)}:"
            yield from weekly.lines(offer.opening_hours)


def _languages(place: Place) -> Iterator[str]:
    spoken = [*place.languages, *(code for offer in place.offers.all() for code in offer.languages)]
    if spoken:
        yield saying.listed(saying.language_here(code) for code in dict.fromkeys(spoken))


def _phones(place: Place) -> Iterator[str]:
    for phone in place.phones.all():
        contact = f" ({saying.isolated(phone.contact)})" if phone.contact else ""
        yield f"{saying.isolated(phone.shown)}{contact}"


def _address(place: Place) -> Iterator[str]:
    if place.street:
        yield saying.isolated(", ".join(filter(None, (place.street, f"{place.postcode} {place.town}".strip()))))


_LINES = {Fact.HOURS: _hours, Fact.LANGUAGES: _languages, Fact.PHONE: _phones, Fact.ADDRESS: _address}
