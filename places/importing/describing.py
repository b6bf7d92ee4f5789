"""What the database says, in the words of a file's record: equal before and after, where nobody changed it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from geo.coordinates import lon_lat
from places.importing import records
from places.models import Category, CategoryWords, Offer, Organization, Place

Description = dict[str, Any]


def category(category: Category) -> Description:
    return _plain(category, records.CATEGORY)


def words(words: CategoryWords) -> Description:
    return _plain(words, records.WORDS) | {"state": words.state}


def organization(organization: Organization) -> Description:
    return _plain(organization, records.ORGANIZATION)


def place(place: Place) -> Description:
    """Describe a place with all that hangs on it; prefetch that."""
    position = ("position_precision", "position_source", "position_note")
    return _plain(place, [*records.FACTS, *position]) | {
        "organization": place.organization and place.organization.slug,
        "area": place.area.key,
        "serves": sorted(area.key for area in place.serves.all()),
        "at": place.location and lon_lat(place.location),
        "phones": _parts(_plain(phone, records.PHONE) | {"number": str(phone.number)} for phone in place.phones.all()),
        "sources": _parts(_plain(source, records.SOURCE) for source in place.sources.all()),
        "offers": _parts(_offer(offer) for offer in place.offers.all()),
    }


def _offer(offer: Offer) -> Description:
    times = _parts(_plain(each, records.TIMES) for each in offer.times.all())
    plain = _plain(offer, records.OFFER.keys() - {"times"}) | {"category": offer.category.key}
    return plain | ({"times": times} if times else {})


def _plain(instance: Model, fields: Iterable[str]) -> Description:
    """Return the values of `fields`, without the empty ones: a field that comes later changes nothing."""
    values = {field: getattr(instance, field) for field in fields}
    return {field: value for field, value in values.items() if value not in (None, "", [], {})}


def _parts(parts: Iterable[Description]) -> list[Description]:
    return sorted(parts, key=lambda part: sorted((field, str(value)) for field, value in part.items()))
