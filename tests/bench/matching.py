"""What many rows cost that are looked up and compared at once: `python -m tests.bench.matching --rows 10000`.

In the development database, which holds the region: nothing is written. Each row has a street and a town of the
gazetteer; every fiftieth town is misspelt. Places are made up in memory, and each row repeats one of them with a slip.
"""

import argparse
import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from geo.geocoding import Address
    from places.models import Place

_SEED = 4
_MISSPELT = 50
_SINGLY = 500
_KINDS = ("Familienzentrum", "Treffpunkt", "Kleiderkammer", "Beratungsstelle", "Sprachcafé", "Tafel")
_PARTS = ("Moor", "Oster", "Wester", "Alten", "Neuen", "Sand", "feld", "heim", "dorf", "burg", "kirchen", "hagen")


def addresses(count: int) -> "list[Address]":
    from geo.geocoding import Address
    from geo.models import GazetteerEntry

    draw = random.Random(_SEED)
    towns = list(GazetteerEntry.objects.settlements().values_list("name", "postcode"))
    streets = [name.split(",")[0] for name in GazetteerEntry.objects.stops().values_list("name", flat=True)]
    found = []
    for number in range(count):
        town, postcode = draw.choice(towns)
        written = slip(town) if number % _MISSPELT == 0 else town
        found.append(Address(f"{draw.choice(streets)} {draw.randint(1, 200)}", postcode, written))
    return found


def made_up(count: int) -> "list[Place]":
    """Return places that are nowhere but in memory."""
    from geo.coordinates import point
    from geo.models import Area
    from places.models import Place

    draw = random.Random(_SEED)
    areas = list(Area.objects.municipalities().without_outlines())
    return [
        Place(
            name=f"{draw.choice(_KINDS)} {''.join(draw.choices(_PARTS, k=2))} {draw.choice(_PARTS)}{number % 1000}",
            area=draw.choice(areas),
            street=f"Weg {number % 300}",
            location=point(lon=7.2 + draw.random() * 0.7, lat=53 + draw.random() * 0.4),
        )
        for number in range(count)
    ]


def slip(text: str) -> str:
    """Exchange two letters in the middle."""
    at = len(text) // 3
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def study(count: int) -> Iterator[tuple[str, float]]:
    """Yield what was done, with its seconds."""
    from geo.geocoding import GeocodingError, geocode, geocode_all
    from places.likeness import Described, similar_all

    asked, places = addresses(count), made_up(count)

    def one_by_one() -> None:
        for address in asked[:_SINGLY]:
            try:
                geocode(address, ask_online=False)
            except GeocodingError:
                continue

    rows = [Described(slip(place.name), place.street, place.area.name, place.location) for place in places]
    yield f"{count:,} addresses at once", _timed(lambda: geocode_all(asked, ask_online=False))
    yield f"{len(asked[:_SINGLY]):,} addresses one by one", _timed(one_by_one)
    yield f"{count:,} rows compared with {count:,} places", _timed(lambda: similar_all(rows, places=places))


def _timed(work: Callable[[], Any]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def main(given: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.matching", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    for name, seconds in study(parser.parse_args(given).rows):
        sys.stdout.write(f"{name:<50} {seconds:7.2f} s\n")
        sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geo.settings")
    django.setup()
    main()
