"""The embedded geocoder: villages, postcodes and stops from our own table, no network."""

from collections.abc import Sequence

from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D

from geo.functions import along_the_index
from geo.geocoding import stops
from geo.geocoding.address import Address, Geocoded
from geo.geocoding.directory import Directory
from geo.geocoding.naming import areas_of, gives_name
from geo.models import GazetteerEntry
from geo.precision import Precision

PROVIDER = "gazetteer"
_Kind = GazetteerEntry.Kind
_PRECISIONS = {
    _Kind.MUNICIPALITY: Precision.MUNICIPALITY,
    _Kind.VILLAGE: Precision.LOCALITY,
    _Kind.POSTCODE: Precision.MUNICIPALITY,
    _Kind.STOP: Precision.STREET,
}


def find(address: Address, entries: Sequence[GazetteerEntry], directory: Directory) -> Geocoded | None:
    """Return the street, as stops name it, else the village, municipality or postcode of `address`.

    `entries` are what its postcode and town name; None where there are none.
    """
    if not entries:
        return None
    best = entries[0]
    village = best if best.kind == _Kind.VILLAGE and not gives_name(best) else None
    return as_answer(_stop(address, areas_of(entries), village, directory) or best)


def _stop(
    address: Address, areas: set[int], village: GazetteerEntry | None, directory: Directory
) -> GazetteerEntry | None:
    street = stops.wanted(address.street)
    named_after = directory.stops(street, areas) if street else ()
    if not named_after:
        return None
    return stops.on_street(street, named_after, villages=directory.villages(areas), village=village)


def name_near(place: Point, *, within: D) -> str:
    """Return how the nearest village or municipality is called, as the search box takes it; "" where none is near."""
    around = GazetteerEntry.objects.settlements().within(place, within).with_area()
    nearest = around.order_by(along_the_index("location", place)).first()
    return label(nearest) if nearest else ""


def as_answer(entry: GazetteerEntry) -> Geocoded:
    """Return `entry` as the answer to an address."""
    return Geocoded(entry.location, _PRECISIONS[_Kind(entry.kind)], PROVIDER, label(entry), kind=entry.kind)


def label(entry: GazetteerEntry) -> str:
    """Return the name as people would write it, with its municipality: "Loga, Leer (Ostfriesland)"."""
    if entry.area is None or entry.kind in (_Kind.MUNICIPALITY, _Kind.STOP):
        return entry.name
    if entry.kind == _Kind.POSTCODE:
        return f"{entry.name} {entry.area.name}"
    return entry.name if gives_name(entry) else f"{entry.name}, {entry.area.name}"
