"""What a place says today, in the vocabulary of facts."""

from typing import Any

from geo.coordinates import lon_lat
from places.facts.names import NEW_FIELDS, OFFER_FIELDS, TEXTS, Facts
from places.models import Offer, Place

_DECIMALS = 6
_EMPTY: dict[str, Any] = {"phones": [], "languages": [], "categories": [], "position": None}


def read(place: Place) -> Facts:
    """Return all facts of `place` with those of its offers; `position` is the exact point, for staff, or None."""
    facts: Facts = {name: getattr(place, name) for name in TEXTS}
    facts["phones"] = [
        {"number": str(phone.number), "shown": phone.shown, "contact": phone.contact} for phone in place.phones.all()
    ]
    facts["languages"] = list(place.languages)
    facts["wheelchair"] = place.wheelchair
    facts["position"] = _position(place)
    for offer in place.offers.all():
        facts |= _offered(offer)
    return facts


def read_closing(place: Place) -> Facts:
    """Return since when `place` is closed, and the short name of what replaced it; "" of what is not so."""
    return {
        "closed_on": place.closed_on.isoformat() if place.closed_on else "",
        "replaced_by": place.replaced_by.slug if place.replaced_by else "",
    }


def read_new() -> Facts:
    """Return the facts of a place of which nothing is known yet."""
    return {name: _EMPTY.get(name, "") for name in NEW_FIELDS}


def _position(place: Place) -> dict[str, float] | None:
    if place.location is None:
        return None
    lon, lat = lon_lat(place.location)
    return {"lon": round(lon, _DECIMALS), "lat": round(lat, _DECIMALS)}


def _offered(offer: Offer) -> Facts:
    values = {field: getattr(offer, field) for field in OFFER_FIELDS}
    return {f"offers.{offer.pk}.{field}": _plain(value) for field, value in values.items()}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, list) else value
