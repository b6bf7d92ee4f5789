"""Coordinates as people write them: "53,2331", "53,23 N", "53° 14' N", "53.23, 7.45", "POINT(7.45 53.23)"."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from places.spreadsheets.understanding.problems import BadCell

_ONE = re.compile(
    r"""(?P<before>[NSEOW])?\s*
    (?P<degrees>[+-]?\d{1,15}(?:[.,]\d+)?(?:[eE]-?\d+)?)\s*[°º]?\s*
    (?:(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*)?
    (?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:["″”]|'')\s*)?
    (?P<after>[NSEOW])?""",
    re.VERBOSE | re.IGNORECASE,
)
_WKT = re.compile(r"\s*(?:SRID=4326;)?\s*POINT\s*\(\s*(\S+)\s+(\S+)\s*\)\s*", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[;/|]\s*|\s*,\s+|\s+,\s*|(?<=[NSEOWnseow])\s*,\s*|\s+")
_FURTHEST = 180


class Degrees(NamedTuple):
    value: float
    axis: str = ""


def one(text: str) -> Degrees:
    """Return the degrees in `text`, with "lat" or "lon" where a letter says which. Raises BadCell."""
    found = _ONE.fullmatch(text.strip())
    if not found:
        raise BadCell(_("„%(text)s“ ist keine Zahl in Grad, zum Beispiel 53,2331.") % {"text": text[:40]})
    value = _number(found["degrees"])
    value += (_number(found["minutes"] or "0") / 60 + _number(found["seconds"] or "0") / 3600) * (
        -1 if value < 0 else 1
    )
    letter = (found["before"] or found["after"] or "").upper()
    if abs(value) > _FURTHEST:
        raise BadCell(
            _("%(text)s sind keine Grad. Fehlt das Komma, oder sind es Meter? Gebraucht wird zum Beispiel 53,2331.")
            % {"text": text[:40]}
        )
    axis = {"N": "lat", "S": "lat", "E": "lon", "O": "lon", "W": "lon"}.get(letter, "")
    return Degrees(-value if letter in ("S", "W") else value, axis)


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def pair(text: str) -> tuple[Degrees, Degrees]:
    """Return the latitude and longitude in one cell, in this order unless it says otherwise. Raises BadCell."""
    if wkt := _WKT.fullmatch(text):
        return one(wkt[2]), one(wkt[1])
    parts = _two(text.strip().strip("()[]"))
    if len(parts) != 2:
        raise BadCell(_("„%(text)s“ sind nicht Breite und Länge, zum Beispiel 53.2331, 7.4564.") % {"text": text[:40]})
    first, second = map(one, parts)
    return (second, first) if first.axis == "lon" or second.axis == "lat" else (first, second)


def _two(text: str) -> list[str]:
    """Return the two halves of `text`: at the separator in its middle, of which there must be an odd number."""
    halves = text.split(",") if text.count(",") == 1 and "." in text else _SEPARATOR.split(text)
    if text.count(",") == 3 and len(halves) == 1:
        first, second, third, fourth = text.split(",")
        halves = [f"{first},{second}", f"{third},{fourth}"]
    middle = len(halves) // 2
    return halves if len(halves) <= 2 else [" ".join(halves[:middle]), " ".join(halves[middle:])]
