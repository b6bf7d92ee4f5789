"""What the providers' raw results say: point, precision, label. Results coarser than a municipality are left out."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from geo.coordinates import point
from geo.folding import fold
from geo.geocoding.address import Address, Geocoded
from geo.geocoding.spelling import slips
from geo.precision import Precision

Raw = Mapping[str, Any]
_ENDING_NUMBER = re.compile(r"\s(\d+\s?[a-z]?)$", re.IGNORECASE)
_LOCALITIES = (
    "city", "town", "village", "hamlet", "suburb", "quarter", "neighbourhood", "isolated_dwelling", "borough",
    "city_district", "district", "locality", "macrohood", "allotments", "farm", "island",
)  # fmt: skip
_MUNICIPALITIES = ("municipality", "localadmin", "postcode", "postalcode")
_STREETS = ("road", "street", "highway")


def read(provider: str, raws: Iterable[Raw], address: Address) -> list[Geocoded]:
    """Return what the `raws` of `provider` answer to `address`, in their order.

    Raises ValueError, TypeError or LookupError where a result is not what the provider documents.
    """
    answers = (_READERS[provider](raw, address) for raw in raws)
    return [answer for answer in answers if answer]


def _nominatim(raw: Raw, address: Address) -> Geocoded | None:
    parts: Raw = raw.get("address") or {}
    precision = _precision(str(raw.get("addresstype") or raw.get("type") or ""))
    if precision is None and raw.get("class") == "highway":
        precision = Precision.STREET
    if precision is None and int(raw.get("place_rank", 0)) >= 26:
        precision = Precision.STREET  # a house or a shop: on the street, at which number is checked below
    number = str(parts.get("house_number", ""))
    return _answer(
        "nominatim", precision, number, address, lon=raw["lon"], lat=raw["lat"], label=raw.get("display_name")
    )


def _photon(raw: Raw, address: Address) -> Geocoded | None:
    found: Raw = raw["properties"]
    street = str(found.get("street") or (found.get("name") if found.get("type") == "street" else None) or "")
    kind = "postcode" if found.get("osm_value") == "postcode" else str(found.get("type", ""))
    precision = Precision.STREET if kind in ("house", "street") else _precision(kind)
    if precision == Precision.STREET and not _same_street(address, street):
        return None
    number = str(found.get("housenumber", "")) if kind == "house" else ""
    lines = (f"{street or found.get('name', '')} {number}", f"{found.get('postcode', '')} {found.get('city', '')}")
    label = ", ".join(line.strip() for line in lines if line.strip())
    lon, lat = raw["geometry"]["coordinates"][:2]
    return _answer("photon", precision, number, address, lon=lon, lat=lat, label=label)


def _pelias(raw: Raw, address: Address) -> Geocoded | None:
    found: Raw = raw["properties"]
    layer = str(found.get("layer", ""))
    precision = Precision.STREET if layer in ("address", "venue", "street") else _precision(layer)
    street = str(found.get("street") or found.get("name") or "")
    if precision == Precision.STREET and not _same_street(address, street):
        return None
    lon, lat = raw["geometry"]["coordinates"][:2]
    number = str(found.get("housenumber", "")) if layer in ("address", "venue") else ""
    return _answer("pelias", precision, number, address, lon=lon, lat=lat, label=found.get("label"))


_READERS: dict[str, Callable[[Raw, Address], Geocoded | None]] = {
    "nominatim": _nominatim,
    "photon": _photon,
    "pelias": _pelias,
}


def _precision(kind: str) -> Precision | None:
    """Return what a result of `kind` stands for; None for a county and all that is larger."""
    if kind in _STREETS:
        return Precision.STREET
    if kind in _LOCALITIES:
        return Precision.LOCALITY
    return Precision.MUNICIPALITY if kind in _MUNICIPALITIES else None


def _answer(
    provider: str, precision: Precision | None, number: str, address: Address, *, lon: Any, lat: Any, label: Any
) -> Geocoded | None:
    """Return the answer: an exact address where the house `number` is the one that was asked."""
    place = point(lon=float(lon), lat=float(lat))
    if precision is None:
        return None
    if precision == Precision.STREET and number and _same_number(address, number):
        precision = Precision.ADDRESS
    return Geocoded(place, precision, provider, _printable(str(label or "")) or address.text)


def _same_number(address: Address, number: str) -> bool:
    asked = _ENDING_NUMBER.search(address.street)
    return asked is not None and fold(asked[1]).replace(" ", "") == fold(number).replace(" ", "")


def _same_street(address: Address, street: str) -> bool:
    """Whether the street is the one asked for but for three slips: these providers guess."""
    asked = fold(_ENDING_NUMBER.sub("", address.street))
    return not asked or slips(asked, fold(_ENDING_NUMBER.sub("", street)), most=3) <= 3


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:500]
