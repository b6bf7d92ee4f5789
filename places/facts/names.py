"""The names of facts: what they are called, who may suggest them, and what they assert."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from places.models import Assertion, Place

Facts = dict[str, Any]
Said = str | Promise

TEXTS: dict[str, int] = {
    "name": 200,
    "description": 5_000,
    "street": 200,
    "postcode": 10,
    "town": 100,
    "email": 254,
    "website": 200,
    "opening_hours": 500,
}
"""Facts that are texts, with their longest length."""
OFFER_TEXTS: dict[str, int] = {
    "title": 200,
    "description": 5_000,
    "audience": 200,
    "opening_hours": 500,
    "bring": 200,
    "cost": 200,
}
OFFER_FIELDS = (*OFFER_TEXTS, "languages")
FIELDS = (*TEXTS, "phones", "languages", "wheelchair", "position")
"""Facts of a place itself, in the order in which they are told."""
NEW_FIELDS = (*FIELDS, "categories")
"""What can be said of a place that is missing."""
_WHERE = frozenset({"street", "postcode", "town", "position"})

_LABELS: dict[str, Said] = {
    "name": _("Name"),
    "description": _("Beschreibung"),
    "street": _("Straße und Hausnummer"),
    "postcode": _("Postleitzahl"),
    "town": pgettext_lazy("town", "Ort"),
    "email": _("E-Mail"),
    "website": _("Website"),
    "opening_hours": _("Öffnungszeiten"),
    "phones": _("Telefon"),
    "languages": _("Sprachen"),
    "wheelchair": _("Zugang ohne Stufen"),
    "position": _("Lage auf der Karte"),
    "categories": _("Welche Hilfe es dort gibt"),
    "title": _("Angebot"),
    "audience": _("Für wen"),
    "bring": _("Was man mitbringt"),
    "cost": _("Kosten"),
}
_ASSERTED: dict[str, Assertion.Fact] = {
    "street": Assertion.Fact.ADDRESS,
    "postcode": Assertion.Fact.ADDRESS,
    "town": Assertion.Fact.ADDRESS,
    "position": Assertion.Fact.POSITION,
    "phones": Assertion.Fact.PHONE,
    "opening_hours": Assertion.Fact.HOURS,
    "languages": Assertion.Fact.LANGUAGES,
    "wheelchair": Assertion.Fact.ACCESS,
}


@dataclass(frozen=True)
class Rule:
    """What a value must be: `english` for programs, `said` for people in their language."""

    english: str
    said: Said


class BadFact(Exception):
    """A value breaks the rule of its field. Send it as the rule says, or leave it out."""

    def __init__(self, field: str, rule: Rule) -> None:
        super().__init__(f"{field}: {rule.english}")
        self.field = field
        self.rule = rule


class UnknownFact(BadFact):
    """There is no such field, or it is not open to suggestions here."""


def offer_of(name: str) -> tuple[UUID, str] | None:
    """Return the offer and the field that `offers.<id>.<field>` names; None for the name of a fact of a place."""
    prefix, _dot, rest = name.partition(".")
    identifier, _dot, field = rest.partition(".")
    if prefix != "offers" or field not in OFFER_FIELDS:
        return None
    try:
        return UUID(identifier), field
    except ValueError:
        return None


def label(name: str) -> Said:
    """Return what people call the fact `name`; of a part of an offer, that part."""
    part = offer_of(name)
    return _LABELS.get(part[1] if part else name, name)


def longest(name: str) -> int:
    """Return how many characters the fact `name`, which is a text, may have."""
    part = offer_of(name)
    return OFFER_TEXTS[part[1]] if part else TEXTS[name]


def asserted_by(names: Iterable[str]) -> set[Assertion.Fact]:
    """Return what is said to be so by whoever says `names`."""
    return {_ASSERTED[name] for name in names if name in _ASSERTED}


def suggestible(place: Place) -> tuple[str, ...]:
    """Return the facts of `place` that anybody may suggest: where a protected place is, nobody is asked."""
    is_known_to_all = place.is_shown_to_the_door
    own = (name for name in FIELDS if is_known_to_all or name not in _WHERE)
    offered = (f"offers.{offer.pk}.{field}" for offer in place.offers.all() for field in OFFER_FIELDS)
    return (*own, *offered)
