"""Facts -> a place with its phones and offers. The caller holds the writers' lock."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from itertools import takewhile
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model

from geo.coordinates import point
from geo.precision import Precision
from places import locating
from places.facts.names import TEXTS, BadFact, Facts, Rule, offer_of
from places.models import Category, Offer, Phone, Place

_PLAIN = (*TEXTS, "languages", "wheelchair")


def write(place: Place, facts: Facts, *, on: date) -> None:
    """Make `place` say `facts`, which are clean, as known on that day. Raises BadFact.

    What is known of other facts stays. A number that is not among `phones` any more goes.
    """
    for name in facts.keys() & set(_PLAIN):
        setattr(place, name, facts[name])
    _save(place)
    if "phones" in facts:
        _phones(place, facts["phones"], on)
    if "position" in facts:
        _position(place, facts["position"], on)
    for identifier, values in _by_offer(facts).items():
        _offer(place, identifier, values, on)
    for key in facts.get("categories", ()):
        _begin_offer(place, key, on)
    if "street" in facts:
        _refuse_what_tells_the_street(place)


def _refuse_what_tells_the_street(place: Place) -> None:
    """Refuse a new street of a protected place that something it says already names."""
    try:
        place.refuse_the_street_anywhere()
    except ValidationError as error:
        said = " ".join(error.messages)
        raise BadFact("street", Rule(said, said)) from None


def _save(part: Model, prefix: str = "") -> None:
    try:
        part.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        said = " ".join(messages)
        raise BadFact(f"{prefix}{field}", Rule(said, said)) from None
    part.save()


def _phones(place: Place, wanted: list[dict[str, str]], on: date) -> None:
    """Make the numbers of `place` those that are `wanted`, in that order: the first is the one that people call.

    They are told in the order in which they were made; so one that comes where another stood is made anew.
    """
    known = {str(phone.number): phone for phone in place.phones.all()}
    numbers = [said["number"] for said in wanted]
    pairs = zip((number for number in known if number in numbers), numbers, strict=False)
    staying = [number for number, _same in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    place.phones.exclude(number__in=staying).delete()
    for said in wanted:
        before = known.get(said["number"])
        is_same = before is not None and (before.shown, before.contact) == (said["shown"], said["contact"])
        if is_same and said["number"] in staying:
            continue
        phone = before if before and said["number"] in staying else Phone(place=place, number=said["number"])
        phone.shown, phone.contact = said["shown"], said["contact"]
        phone.as_of = before.as_of if before and is_same else on.isoformat()
        _save(phone)


def _position(place: Place, position: Mapping[str, float] | None, on: date) -> None:
    if position is None:
        locating.take_away(place)
    else:
        at = point(lon=position["lon"], lat=position["lat"])
        locating.put_by_hand(place, at, precision=Precision.ADDRESS, on=on)


def _by_offer(facts: Facts) -> dict[UUID, dict[str, Any]]:
    found: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for name, value in facts.items():
        if part := offer_of(name):
            found[part[0]][part[1]] = value
    return found


def _offer(place: Place, identifier: UUID, values: dict[str, Any], on: date) -> None:
    try:
        offer = place.offers.get(pk=identifier)
    except Offer.DoesNotExist:
        raise BadFact(
            f"offers.{identifier}", Rule("is no longer offered", "Dieses Angebot gibt es nicht mehr.")
        ) from None
    for field, value in values.items():
        setattr(offer, field, value)
    offer.as_of = on.isoformat()
    _save(offer, f"offers.{identifier}.")


def _begin_offer(place: Place, key: str, on: date) -> None:
    category = Category.objects.get(key=key)
    if not place.offers.filter(category=category).exists():
        _save(Offer(place=place, category=category, title=category.name, as_of=on.isoformat()), "categories.")
