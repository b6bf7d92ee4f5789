"""What a place says today, in the words of a row, and what a row would change of it."""

from collections.abc import Mapping
from typing import Any

from geo.coordinates import lon_lat
from places.models import Place
from places.spreadsheets.table import tidy

Values = dict[str, Any]

PLAIN = (
    "name", "description", "notice", "street", "postcode", "town", "email", "website", "opening_hours", "languages",
    "wheelchair", "visibility", "as_of",
)  # fmt: skip
"""Fields that are columns of a place."""
FIELDS = (*PLAIN, "municipality", "organization", "phones", "categories", "position")
_NOTHING: Values = {"languages": [], "phones": [], "categories": [], "position": None}
_DECIMALS = 6
_SAME_DEGREES = 0.00001  # about a metre


def nothing() -> Values:
    """Return what a place says that is not there yet."""
    return {name: _NOTHING.get(name, "") for name in FIELDS}


def said_by(place: Place) -> Values:
    """Return what `place` says, whose phones and offers with their categories were fetched along."""
    values: Values = {name: getattr(place, name) for name in PLAIN}
    values["languages"] = list(place.languages)
    values["municipality"] = place.area.key
    values["organization"] = place.organization.name if place.organization else ""
    values["phones"] = [
        {"number": str(phone.number), "shown": phone.shown, "contact": phone.contact} for phone in place.phones.all()
    ]
    values["categories"] = list(dict.fromkeys(offer.category.key for offer in place.offers.all()))
    values["position"] = _position(place)
    return values


def _position(place: Place) -> dict[str, Any] | None:
    if place.location is None:
        return None
    lon, lat = lon_lat(place.location)
    precision = str(place.position_precision)
    return {"lon": round(lon, _DECIMALS), "lat": round(lat, _DECIMALS), "precision": precision}


def changes(now: Values, wanted: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return [before, after] of each field of `wanted` that would be another; what is not wanted stays.

    No offer is taken away, and a number keeps who answers it where the row does not say.
    """
    after = {name: _merged(name, now[name], wanted[name]) for name in FIELDS if name in wanted}
    return {name: [now[name], value] for name, value in after.items() if not _same(name, now[name], value)}


def _merged(name: str, now: Any, wanted: Any) -> Any:
    if name == "categories":
        return [*now, *(key for key in wanted if key not in now)]
    if name == "phones":
        known = {phone["number"]: phone for phone in now}
        return [_phone(phone, known.get(phone["number"])) for phone in wanted]
    return wanted


def _phone(wanted: dict[str, str], known: dict[str, str] | None) -> dict[str, str]:
    if known is None:
        return wanted
    return {**known, "contact": wanted["contact"] or known["contact"]}


def _same(name: str, one: Any, other: Any) -> bool:
    if one == other or not (one and other):
        return bool(one == other)
    if name == "position":
        is_there = all(abs(one[axis] - other[axis]) < _SAME_DEGREES for axis in ("lon", "lat"))
        return is_there and one["precision"] == other.get("precision", one["precision"])
    if isinstance(one, str) and isinstance(other, str):
        return _plain(one) == _plain(other)
    return name == "phones" and sorted(map(_number, one)) == sorted(map(_number, other))


def _plain(text: str) -> str:
    """Return `text` without what a spreadsheet does not keep: spaces more than one, at its ends, or unusual ones."""
    return " ".join(tidy(text).split())


def _number(phone: dict[str, str]) -> tuple[str, str]:
    return phone["number"], phone["contact"]
