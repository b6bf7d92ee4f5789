"""What every export asks of a place's public properties."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from places.models import Visibility

Properties = dict[str, Any]


@dataclass(frozen=True)
class OpenTime:
    """A stretch of time in which a place is open, or one of its offers, by its title; in the place's time zone."""

    start: datetime
    end: datetime
    comment: str = ""
    offer: str = ""


def has_exact_point(place: Properties) -> bool:
    """Return whether the place's point is its door: neither withheld nor that of an area."""
    return place["visibility"] == Visibility.PUBLIC and not place["approximate"]


def postal_address(place: Properties) -> str:
    """Return "Bergmannstraße 37, 26789 Leer" as far as it is known and public, at least the municipality."""
    town = " ".join(part for part in (place["postcode"], place["town"] or place["area"]["name"]) if part)
    return f"{place['street']}, {town}" if place["street"] else town


def plain(value: str, kept: str = "") -> str:
    """Return `value` without the control characters that would begin a line of their own, but for those `kept`."""
    unix = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in unix if each in kept or (each >= " " and each not in "\x7f\x85\u2028\u2029"))


def web_address(text: str) -> str:
    """Return `text` if it is the address of a web page, else "": no link and no export carries a script along."""
    return text if text.lower().startswith(("https://", "http://")) else ""
