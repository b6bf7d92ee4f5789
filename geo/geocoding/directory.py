"""What the gazetteer holds: asked for one address, or read at once for many."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q

from geo.geocoding import stops
from geo.models import GazetteerEntry

_MOST_ALIKE = 8


class Directory:
    """Asks the database each time."""

    def postcode(self, code: str) -> Sequence[GazetteerEntry]:
        return list(GazetteerEntry.objects.with_postcode([code]).with_area())

    def called(self, names: Collection[str]) -> Sequence[GazetteerEntry]:
        """Return the municipalities and villages with one of these folded names."""
        return list(GazetteerEntry.objects.settlements().called(names).with_area())

    def resembling(self, town: str, *, areas: Collection[int] | None, region: str) -> Sequence[GazetteerEntry]:
        """Return what is called most like the folded `town`: in the `areas`, in the `region` of postcodes."""
        entries = GazetteerEntry.objects.names().filter(Q(postcode="") | Q(postcode__startswith=region))
        if areas is not None:
            entries = entries.inside(areas)
        return list(entries.resembling(town).with_area()[:_MOST_ALIKE])

    def villages(self, areas: Collection[int]) -> set[str]:
        """Return the folded names of the villages in the `areas`."""
        return set(GazetteerEntry.objects.inside(areas).villages().values_list("folded", flat=True))

    def stops(self, street: str, areas: Collection[int]) -> Sequence[GazetteerEntry]:
        """Return the stops in the `areas` whose name holds the folded `street`."""
        return list(GazetteerEntry.objects.inside(areas).stops().filter(folded__contains=street).with_area())


class ReadDirectory(Directory):
    """Holds what was read of it, and asks for names that are only alike, once for each."""

    def __init__(self) -> None:
        self._postcodes: dict[str, list[GazetteerEntry]] = defaultdict(list)
        self._called: dict[str, list[GazetteerEntry]] = defaultdict(list)
        self._villages: dict[int | None, set[str]] = defaultdict(set)
        self._stops: dict[str, list[GazetteerEntry]] = defaultdict(list)
        self._alike: dict[tuple[str, frozenset[int] | None, str], Sequence[GazetteerEntry]] = {}

    def read_names(self, postcodes: Iterable[str], names: Iterable[str]) -> None:
        """Read the postcodes, and the municipalities and villages of these folded names, in two queries."""
        for entry in GazetteerEntry.objects.with_postcode(postcodes).with_area():
            self._postcodes[entry.postcode].append(entry)
        for entry in super().called(set(names)):
            self._called[entry.folded].append(entry)

    def read_streets(self, areas: Collection[int]) -> None:
        """Read the villages and stops of the `areas`, in two queries."""
        entries = GazetteerEntry.objects.inside(areas)
        for area, name in entries.villages().values_list("area", "folded"):
            self._villages[area].add(name)
        for stop in entries.stops().with_area():
            for street in stops.streets(stop.name):
                self._stops[street].append(stop)

    def postcode(self, code: str) -> Sequence[GazetteerEntry]:
        return self._postcodes.get(code, ())

    def called(self, names: Collection[str]) -> Sequence[GazetteerEntry]:
        return [entry for name in dict.fromkeys(names) for entry in self._called.get(name, ())]

    def resembling(self, town: str, *, areas: Collection[int] | None, region: str) -> Sequence[GazetteerEntry]:
        asked = (town, None if areas is None else frozenset(areas), region)
        if asked not in self._alike:
            self._alike[asked] = super().resembling(town, areas=areas, region=region)
        return self._alike[asked]

    def villages(self, areas: Collection[int]) -> set[str]:
        return {name for area in areas for name in self._villages.get(area, ())}

    def stops(self, street: str, areas: Collection[int]) -> Sequence[GazetteerEntry]:
        return [stop for stop in self._stops.get(street, ()) if stop.area_id in areas and street in stop.folded]
