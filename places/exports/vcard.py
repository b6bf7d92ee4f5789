"""A place as a contact: vCard 4.0 (RFC 6350).

Written here, since vobject writes only versions 2.1 and 3.0; it reads this one in the tests.
"""

from collections.abc import Iterator

from django.contrib.gis.geos import Point

from geo.coordinates import lon_lat
from places.exports.facts import Properties, has_exact_point, plain, web_address

MEDIA_TYPE = "text/vcard; charset=utf-8"
_LINE_OCTETS = 75
_ESCAPED = str.maketrans({"\\": r"\\", ",": r"\,", ";": r"\;", "\n": r"\n"})


def vcard(place: Properties, location: Point, *, identifier: str, page: str) -> str:
    """Return the contact of `place`, whose page is at the address `page`."""
    lines = ["BEGIN:VCARD", "VERSION:4.0", *_properties(place, location, identifier, page), "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _properties(place: Properties, location: Point, identifier: str, page: str) -> Iterator[str]:
    yield "KIND:org"
    yield f"UID:urn:uuid:{identifier}"
    yield f"FN:{_text(place['name'])}"
    yield f"ORG:{_text((place['organization'] or place)['name'])}"
    yield f"ADR:;;{';'.join(_text(part) for part in _address(place))};"
    if has_exact_point(place):
        lon, lat = lon_lat(location)
        yield f"GEO:geo:{lat:.6f},{lon:.6f}"
    for phone in place["phones"]:
        yield f"TEL;VALUE=uri;TYPE=work,voice:tel:{phone['number']}"
    if place["email"]:
        yield f"EMAIL;TYPE=work:{_text(place['email'])}"
    if web_address(place["website"]):
        yield f"URL:{plain(place['website'])}"
    yield f"SOURCE:{plain(page)}"
    if note := _note(place):
        yield f"NOTE:{_text(note)}"


def _address(place: Properties) -> tuple[str, str, str, str]:
    """Return street, town, state (not known) and postcode, in the order of ADR."""
    return place["street"], place["town"] or place["area"]["name"], "", place["postcode"]


def _note(place: Properties) -> str:
    """Return who answers at which number, and what is uncertain."""
    contacts = [f"{phone['shown']}: {phone['contact']}" for phone in place["phones"] if phone["contact"]]
    return "\n".join(part for part in (*contacts, place["notice"]) if part)


def _text(value: str) -> str:
    return plain(value, kept="\n").translate(_ESCAPED)


def _folded(line: str) -> str:
    """Return `line` in pieces of at most 75 octets, none of which cuts a character."""
    pieces, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LINE_OCTETS:
            pieces.append("")
            size = 1  # the blank that begins a continued line
        pieces[-1] += character
        size += octets
    return "\r\n ".join(pieces)
