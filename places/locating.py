"""Address -> point: the only writer of a place's point."""

from django.contrib.gis.geos import Point

from geo.geocoding import Address, Geocoded, geocode
from geo.precision import Precision
from places.models import Place, Visibility

BY_HAND = "von Hand gesetzt"
"""How the source of a point begins that a person has set; locating leaves it alone."""

_SOURCES = {
    "gazetteer": "Ortsverzeichnis",
    "region": "Bekannte Adresse",
    "nominatim": "Nominatim, © OpenStreetMap-Mitwirkende (ODbL)",
    "photon": "Photon, © OpenStreetMap-Mitwirkende (ODbL)",
    "pelias": "Pelias",
}


def put(place: Place, at: Point, *, precision: Precision, source: str, note: str = "") -> None:
    """Set and save the point of `place`, how precise it is, and where it comes from."""
    place.location = at
    place.position_precision = precision
    place.position_source = source[:300]
    place.position_note = note[:300]
    place.save(
        update_fields=["location", "position_precision", "position_source", "position_note", "edited_at"],
    )


def locate(place: Place, *, force: bool = False) -> Geocoded:
    """Geocode the address of `place`, put the answer where it is worth it, and return it.

    With `force` a point set by hand and a more precise one are replaced too. Raises
    AddressNotFound, or GeocoderUnavailable.
    """
    answer = find(place)
    if force or improves(place, answer):
        put(place, answer.location, precision=answer.precision, source=source_of(answer))
    return answer


def find(place: Place, *, settle: bool = True) -> Geocoded:
    """Return the point for the address of `place`. What is not public is asked of nobody outside."""
    return geocode(address_of(place), ask_online=place.visibility == Visibility.PUBLIC, settle=settle)


def address_of(place: Place) -> Address:
    """Return the address of `place`; where it has neither postcode nor town, its municipality's name."""
    town = place.town or ("" if place.postcode else place.area.name)
    return Address(street=place.street, postcode=place.postcode, town=town)


def improves(place: Place, answer: Geocoded) -> bool:
    """Whether `answer` may replace the point of `place`: none, or neither set by hand nor more precise."""
    if place.location is None:
        return True
    return not set_by_hand(place) and not Precision(place.position_precision).finer_than(answer.precision)


def refines(place: Place, answer: Geocoded) -> bool:
    """Whether `answer` is more precise than the point of `place`, which nobody set by hand, or the first one."""
    return improves(place, answer) and (
        place.location is None or answer.precision.finer_than(Precision(place.position_precision))
    )


def improvable(place: Place) -> bool:
    """Whether geocoding may help `place`: it has no point, or an approximate one that nobody set by hand."""
    return place.location is None or (Precision(place.position_precision).approximate and not set_by_hand(place))


def set_by_hand(place: Place) -> bool:
    return place.position_source.startswith(BY_HAND)


def source_of(answer: Geocoded) -> str:
    """Return the words for `Place.position_source`: who knew the point, and as what."""
    return f"{_SOURCES.get(answer.provider, answer.provider)}: {answer.label}"
