"""Which entries of the gazetteer the postcode and town of an address name, and which municipalities."""

from collections.abc import Iterable, Sequence
from functools import reduce

from django.contrib.gis.geos import Point

from geo.folding import fold
from geo.geocoding.address import Address
from geo.geocoding.directory import Directory
from geo.geocoding.spelling import same_word
from geo.models import Area, GazetteerEntry

_Kind = GazetteerEntry.Kind
_NAMES = (_Kind.MUNICIPALITY, _Kind.VILLAGE)
_MOST_WORDS = 8
_CLEAR_LENGTH = 6  # "Halle" is no misspelt "Halte": shorter names are corrected only with a postcode that fits


def named(address: Address, directory: Directory) -> list[GazetteerEntry]:
    """Return what postcode and town of `address` name, the most specific first; [] where we know neither.

    "Langholt (Rhauderfehn)" names two entries, and the municipality decides which Langholt is meant.
    """
    postcodes = directory.postcode(address.postcode) if address.postcode else []
    towns = _agreeing(_towns(address, postcodes, directory))
    areas = {entry.area_id for entry in postcodes} & {entry.area_id for entry in towns}
    found = [entry for entry in (*towns, *postcodes) if not areas or entry.area_id in areas]
    return sorted(found if towns else postcodes, key=_specific)


def words(address: Address) -> list[str]:
    """Return the folded words that name the town of `address`.

    What was read as a street may be a village too, such as one that ends in "damm".
    """
    return fold(address.town or ("" if address.postcode else address.street)).split()[:_MOST_WORDS]


def areas_of(entries: Iterable[GazetteerEntry]) -> set[int]:
    return {entry.area_id for entry in entries if entry.area_id}


def meant(entries: Sequence[GazetteerEntry]) -> set[int]:
    """Return the municipalities in which what `named` found lies: by its towns, else by its postcode."""
    return areas_of([entry for entry in entries if entry.kind in _NAMES] or entries)


def lies_in(areas: set[int], place: Point) -> bool | None:
    """Whether `place` lies in one of the `areas`; None where there are none."""
    return Area.objects.filter(pk__in=areas).holding(place).exists() if areas else None


def gives_name(entry: GazetteerEntry) -> bool:
    """Whether the municipality of `entry` has its name, but for what stands in parentheses."""
    return entry.area is not None and entry.folded == fold(entry.area.name.split("(")[0])


def _towns(address: Address, postcodes: Sequence[GazetteerEntry], directory: Directory) -> Sequence[GazetteerEntry]:
    """Return the municipalities and villages that the town names: as it is written, else nearly so."""
    typed = words(address)
    if not typed:
        return []
    if exact := [entry for entry in directory.called(runs(typed)) if _near(address, entry)]:
        return exact
    town = " ".join(typed)
    if not postcodes and (address.postcode or len(town) < _CLEAR_LENGTH):
        return []
    areas = areas_of(postcodes) if postcodes else None
    near = directory.resembling(town, areas=areas, region=address.postcode[:2])
    return [entry for entry in near if entry.kind in _NAMES and same_word(town, entry.folded)]


def _near(address: Address, entry: GazetteerEntry) -> bool:
    """Keep out what has a postcode of another region (its first two digits): many villages share a name."""
    return not entry.postcode or entry.postcode.startswith(address.postcode[:2])


def runs(words: Sequence[str]) -> list[str]:
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


def _specific(entry: GazetteerEntry) -> tuple[int, bool, int, int, int]:
    order = (_Kind.VILLAGE, _Kind.MUNICIPALITY, _Kind.POSTCODE)
    return order.index(_Kind(entry.kind)), gives_name(entry), -len(entry.folded), -entry.weight, entry.pk
