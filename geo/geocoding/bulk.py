"""Many addresses at once, by a number of queries that does not grow with them. Nothing leaves this server."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings

from geo.coordinates import lon_lat
from geo.geocoding import gazetteer, memory
from geo.geocoding.address import Address, Geocoded, finer
from geo.geocoding.directory import ReadDirectory
from geo.geocoding.errors import AddressNotFound
from geo.geocoding.naming import areas_of, meant, named, runs, words
from geo.models import Area, GazetteerEntry
from geo.precision import Precision

_Entries = Mapping[Address, Sequence[GazetteerEntry]]


@dataclass(frozen=True)
class Known:
    """What is known of an address without asking anybody outside.

    `may_ask` says that the provider was not asked yet and could place it more precisely: `geocode` asks it.
    """

    found: Geocoded | AddressNotFound
    may_ask: bool = False


def geocode_all(addresses: Sequence[Address], *, ask_online: bool = True) -> list[Known]:
    """Return for each of the `addresses` what `geocode` answers, or raises, as far as we know it ourselves.

    Without `ask_online` what a provider once said of an address does not count either, and no address may be asked.
    Each town that is misspelt costs a query more.
    """
    provider = settings.GEOCODER.provider if ask_online else ""
    distinct = list(dict.fromkeys(addresses))
    directory = _read(distinct)
    entries = _named(distinct, directory)
    directory.read_streets({area for found in entries.values() for area in areas_of(found)})
    theirs = memory.recall_all(distinct, provider=provider)
    known = {
        address: _weighed(address, theirs.get(address), gazetteer.find(address, entries[address], directory), provider)
        for address in distinct
    }
    checked = _checked(known, entries)
    return [checked[address] for address in addresses]


def _read(addresses: Sequence[Address]) -> ReadDirectory:
    directory = ReadDirectory()
    names = {name for typed in {tuple(words(address)) for address in addresses} for name in runs(typed)}
    directory.read_names({address.postcode for address in addresses} - {""}, names)
    return directory


def _named(addresses: Sequence[Address], directory: ReadDirectory) -> dict[Address, Sequence[GazetteerEntry]]:
    """Return what each address names: worked out once for each postcode and town."""
    known: dict[tuple[str, ...], Sequence[GazetteerEntry]] = {}
    found = {}
    for address in addresses:
        locality = (address.postcode, *words(address))
        if locality not in known:
            known[locality] = named(address, directory)
        found[address] = known[locality]
    return found


def _weighed(
    address: Address, theirs: Geocoded | AddressNotFound | None, ours: Geocoded | None, provider: str
) -> Known:
    """Return the more precise answer, and whether the provider might know a better one."""
    try:
        answer = finer(theirs if isinstance(theirs, Geocoded) else None, ours)
    except AddressNotFound as error:
        failure = theirs if isinstance(theirs, AddressNotFound) else error
        return Known(failure, may_ask=bool(provider) and theirs is None)
    is_coarse = Precision.STREET.finer_than(answer.precision)
    return Known(answer, may_ask=bool(provider and address.street) and theirs is None and is_coarse)


def _checked(known: Mapping[Address, Known], entries: _Entries) -> dict[Address, Known]:
    """Say of each answer whether it lies in the municipality that its address names, by one query."""
    areas = {address: meant(found) for address, found in entries.items()}
    held = _held([each.found for each in known.values()], {area for named in areas.values() for area in named})
    return {address: _placed(each, areas[address], held) for address, each in known.items()}


def _held(found: Sequence[Geocoded | AddressNotFound], areas: Collection[int]) -> dict[tuple[float, float], set[int]]:
    """Return by longitude and latitude which of the `areas` each distinct point lies in."""
    points = {lon_lat(each.location): each.location for each in found if isinstance(each, Geocoded)}
    held = Area.objects.filter(pk__in=areas).holding_each(list(points.values()))
    return dict(zip(points, held, strict=True))


def _placed(known: Known, areas: set[int], held: Mapping[tuple[float, float], set[int]]) -> Known:
    if not isinstance(known.found, Geocoded) or not areas:
        return known
    inside = not areas.isdisjoint(held[lon_lat(known.found.location)])
    return replace(known, found=replace(known.found, in_named_area=inside))
