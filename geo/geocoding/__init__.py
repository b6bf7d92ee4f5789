"""Address in, point with precision out: from memory, from the gazetteer, from an online provider."""

from dataclasses import replace

from django.conf import settings

from geo.geocoding import gazetteer, memory, online
from geo.geocoding.address import Address, Geocoded, finer
from geo.geocoding.bulk import Known, geocode_all
from geo.geocoding.directory import Directory
from geo.geocoding.errors import AddressNotFound, GeocoderUnavailable, GeocodingError, InvalidAddress
from geo.geocoding.gazetteer import name_near
from geo.geocoding.naming import lies_in, meant, named
from geo.geocoding.reading import spaced
from geo.geocoding.suggesting import explains, only_begins, suggest

__all__ = [
    "Address",
    "AddressNotFound",
    "Geocoded",
    "GeocoderUnavailable",
    "GeocodingError",
    "InvalidAddress",
    "Known",
    "explains",
    "geocode",
    "geocode_all",
    "name_near",
    "only_begins",
    "spaced",
    "suggest",
]


def geocode(address: Address, *, ask_online: bool = True, settle: bool = True) -> Geocoded:
    """Return the most precise point known for `address`.

    A provider that is down, or knows nothing, does not take away what the gazetteer knows; unless,
    without `settle`, a provider that is down raises although the gazetteer knows something coarser.
    Without `ask_online` the address leaves this server for nobody, whatever the settings say. Raises
    AddressNotFound, or GeocoderUnavailable where only the provider could have known.
    """
    provider = settings.GEOCODER.provider if ask_online else ""
    directory = Directory()
    entries = named(address, directory)
    ours = gazetteer.find(address, entries, directory)
    try:
        theirs = memory.recall(address, provider=provider)
        if theirs is None and provider and (address.street or ours is None):
            theirs = _ask(address, provider, meant(entries))
    except (AddressNotFound, GeocoderUnavailable) as error:
        if ours is None or (isinstance(error, GeocoderUnavailable) and not settle):
            raise
        theirs = None
    answer = finer(theirs, ours)
    return replace(answer, in_named_area=lies_in(meant(entries), answer.location))


def _ask(address: Address, provider: str, areas: set[int]) -> Geocoded:
    """Ask the provider and remember its answer. Of several the first in the named `areas` counts."""
    found = online.ask(address)
    inside = (answer for answer in found if lies_in(areas, answer.location) is not False)
    answer = next(inside, found[0] if found else None)
    memory.remember(address, answer, provider=provider)
    if answer is None:
        raise AddressNotFound(f"{provider} does not know the address")
    return answer
