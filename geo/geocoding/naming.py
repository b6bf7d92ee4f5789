"""Which entries of the gazetteer the postcode and town of an address name, and which municipalities."""

from collections.abc import Iterable, Sequence
from functools import reduce

from django.contrib.gis.geos import Point
from django.db.models import Q

from geo.folding import fold
from geo.geocoding.address import Address
from geo.geocoding.spelling import same_word
from geo.models import Area, GazetteerEntry

_Kind = GazetteerEntry.Kind
_NAMES = (_Kind.MUNICIPALITY, _Kind.VILLAGE)
_MOST_WORDS = 8
_CLEAR_LENGTH = 6  # "Halle" is no misspelt "Halte": shorter names are corrected only with a postcode that fits


def named(address: Address) -> list[GazetteerEntry]:
    """Return what postcode and town of `address` name, the most specific first; [] where we know neither.

    "Langholt (Rhauderfehn)" names two entries, and the municipality decides which Langholt is meant.
    """
    postcodes = _postcodes(address)
    towns = _agreeing(_towns(address, postcodes))
    areas = {entry.area_id for entry in postcodes} & {entry.area_id for entry in towns}
    found = [entry for entry in (*towns, *postcodes) if not areas or entry.area_id in areas]
    return sorted(found if towns else postcodes, key=_specific)


def lies_in_named_area(address: Address, place: Point) -> bool | None:
    """Whether `place` lies in the municipality that `address` names; None where we know none of that name."""
    entries = named(address)
    towns = [entry for entry in entries if entry.kind in _NAMES]
    areas = {entry.area_id for entry in towns or entries if entry.area_id}
    return Area.objects.filter(pk__in=areas).holding(place).exists() if areas else None


def gives_name(entry: GazetteerEntry) -> bool:
    """Whether the municipality of `entry` has its name, but for what stands in parentheses."""
    return entry.area is not None and entry.folded == fold(entry.area.name.split("(")[0])


def _postcodes(address: Address) -> list[GazetteerEntry]:
    if not address.postcode:
        return []
    return list(GazetteerEntry.objects.filter(kind=_Kind.POSTCODE, postcode=address.postcode).with_area())


def _towns(address: Address, postcodes: Sequence[GazetteerEntry]) -> list[GazetteerEntry]:
    """Return the municipalities and villages that the town names: as it is written, else nearly so.

    What was read as a street may be a village too, such as one that ends in "damm".
    """
    words = fold(address.town or ("" if address.postcode else address.street)).split()[:_MOST_WORDS]
    if not words:
        return []
    entries = GazetteerEntry.objects.names().filter(_near(address)).with_area()
    if exact := [entry for entry in entries.called(_runs(words)) if entry.kind in _NAMES]:
        return exact
    town = " ".join(words)
    if postcodes:
        entries = entries.filter(area__in=[entry.area_id for entry in postcodes])
    elif address.postcode or len(town) < _CLEAR_LENGTH:
        return []
    near = [entry for entry in entries.resembling(town)[:8] if entry.kind in _NAMES]
    return [entry for entry in near if same_word(town, entry.folded)]


def _near(address: Address) -> Q:
    """Keep out what has a postcode of another region (its first two digits): many villages share a name."""
    return Q(postcode="") | Q(postcode__startswith=address.postcode[:2])


def _runs(words: Sequence[str]) -> list[str]:
    """Return every run of neighbouring words: "leer", "leer loga", "loga"."""
    ends = range(len(words) + 1)
    return [" ".join(words[start:end]) for start in ends for end in ends[start + 1 :]]


def _agreeing(entries: Sequence[GazetteerEntry]) -> list[GazetteerEntry]:
    """Keep the entries in the municipalities that all names agree on; all where they do not agree."""
    names = {entry.folded for entry in entries}
    areas = [{entry.area_id for entry in entries if entry.folded == name} for name in names]
    common = _common(areas)
    return [entry for entry in entries if not common or entry.area_id in common]


def _common(sets: Iterable[set[int | None]]) -> set[int | None]:
    sets = list(sets)
    return reduce(set.intersection, sets) if sets else set()


def _specific(entry: GazetteerEntry) -> tuple[int, bool, int, int]:
    order = (_Kind.VILLAGE, _Kind.MUNICIPALITY, _Kind.POSTCODE)
    return order.index(_Kind(entry.kind)), gives_name(entry), -len(entry.folded), -entry.weight
