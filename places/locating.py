"""Address -> point: the only writer of a place's point."""

from collections.abc import Callable
from datetime import date

from django.contrib.gis.geos import Point
from django.db import transaction
from django.utils.formats import date_format

from geo.geocoding import Address, Geocoded, geocode
from geo.models import Edition
from geo.precision import Precision
from places.models import Place

BY_HAND = "von Hand gesetzt"
"""How the source of a point begins that a person has set; locating leaves it alone."""

_SOURCES = {
    "gazetteer": "Ortsverzeichnis",
    "region": "Bekannte Adresse",
    "nominatim": "Nominatim, © OpenStreetMap-Mitwirkende (ODbL)",
    "photon": "Photon, © OpenStreetMap-Mitwirkende (ODbL)",
    "pelias": "Pelias",
}
Worth = Callable[[Place, Geocoded], bool]
"""Whether a place's point should follow an answer."""
_POINT = ("location", "position_precision", "position_source", "position_note")
_ADDRESS = ("street", "postcode", "town", "area")


def put(place: Place, at: Point, *, precision: Precision, source: str, note: str = "") -> None:
    """Set and save the point of `place`, how precise it is, and where it comes from."""
    place.location = at
    place.position_precision = precision
    place.position_source = source[:300]
    place.position_note = note[:300]
    place.save(update_fields=[*_POINT, "edited_at"])


def put_by_hand(place: Place, at: Point, *, precision: Precision, on: date) -> None:
    """Set the point of `place` as a person says on that day; the note about the position stays.

    Where only the precision is new, so do the words about who knew the point: they hold its credit.
    """
    source = f"{BY_HAND}, {date_format(on)}"
    if at == place.location and place.position_source:
        source = place.position_source if set_by_hand(place) else f"{source}: Genauigkeit. {place.position_source}"
    put(place, at, precision=precision, source=source, note=place.position_note)


def take_away(place: Place) -> None:
    """Leave `place` without a point, unless it has got another address meanwhile: the public sees its municipality."""
    if not _has_moved_on(place):
        place.location = None
        place.position_precision = Precision.MUNICIPALITY
        place.position_source = place.position_note = ""
        place.save(update_fields=[*_POINT, "edited_at"])


def _has_moved_on(place: Place) -> bool:
    """Whether `place`, read anew behind the writers' lock, has by now another address than was asked for."""
    Edition.objects.claim()
    asked = address_of(place)
    place.refresh_from_db(fields=(*_POINT, *_ADDRESS))
    return address_of(place) != asked


def locate(place: Place, *, force: bool = False) -> Geocoded:
    """Geocode the address of `place`, put the answer where it is worth it, and return it.

    With `force` a point set by hand and a more precise one are replaced too. What a person set while
    a provider was asked counts. Raises AddressNotFound, GeocoderUnavailable, or InvalidAddress.
    """
    answer = find(place)
    follow(place, answer, worth=always if force else improves)
    return answer


@transaction.atomic
def follow(place: Place, answer: Geocoded, *, worth: Worth) -> bool:
    """Put `answer` where it is `worth` it by now, whatever was set while a provider was asked; tell whether it was.

    It is worth nothing where the place has got another address meanwhile.
    """
    better = not _has_moved_on(place) and worth(place, answer)
    if better:
        put(place, answer.location, precision=answer.precision, source=source_of(answer))
    return better


def always(place: Place, answer: Geocoded) -> bool:
    """Whether `answer` may replace the point of `place`, whatever that is: it may."""
    return True


def find(place: Place, *, settle: bool = True) -> Geocoded:
    """Return the point for the address of `place`. What is not public is asked of nobody outside."""
    return geocode(address_of(place), ask_online=place.is_shown_to_the_door, settle=settle)


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
