"""Known addresses, kept for good, so that geocoding finds them without asking anyone."""

from geo.geocoding import Geocoded
from geo.geocoding.memory import remember
from geo.models import GeocodedAddress
from geo.precision import Precision
from places.locating import address_of
from places.models import Place

PROVIDER = "region"


def keep(before: Place | None, place: Place) -> Place:
    """Remember the address of `place` in the stead of that of `before`, where its point is the address's.

    The address of a protected place is not remembered: what is, visitors find.
    """
    if before is not None:
        GeocodedAddress.objects.filter(provider=PROVIDER, query=address_of(before).key).delete()
    if place.location and _known_to_the_door(place):
        address = address_of(place)
        answer = Geocoded(place.location, Precision.ADDRESS, PROVIDER, address.text)
        remember(address, answer, provider=PROVIDER, expires=False)
    return place


def _known_to_the_door(place: Place) -> bool:
    precise = place.position_precision == Precision.ADDRESS and place.street != ""
    return precise and place.is_shown_to_the_door
