"""The embedded geocoder: villages, postcodes and stops from our own table, no network."""

from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D

from geo.functions import along_the_index
from geo.geocoding import stops
from geo.geocoding.address import Address, Geocoded
from geo.geocoding.naming import gives_name, named
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


def find(address: Address) -> Geocoded | None:
    """Return the street, as stops name it, else the village, municipality or postcode of `address`.

    None where the gazetteer knows none of them.
    """
    entries = named(address)
    if not entries:
        return None
    best = entries[0]
    village = best if best.kind == _Kind.VILLAGE and not gives_name(best) else None
    areas = {entry.area_id for entry in entries if entry.area_id}
    stop = stops.on_street(address.street, areas, village=village) if address.street else None
    return as_answer(stop or best)


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
