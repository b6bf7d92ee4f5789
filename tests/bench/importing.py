"""How long an import takes, step by step: `python -m tests.bench.importing --rows 10000`.

In a database of its own with the region's files. Each row is a place of its own in one of the villages and streets
that the gazetteer knows; the second pass imports the same file again, the third one undoes the first.
"""

import argparse
import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter
from typing import Any

import django

_SEED = 4
_NAMES = ("Familienzentrum", "Treffpunkt", "Kleiderkammer", "Beratung", "Sprachcafé", "Nachbarschaftshilfe")
_HEADINGS = "Kennung;Name;Straße;PLZ;Ort;Telefon;Öffnungszeiten;Kategorie;Stand"


def table(count: int) -> bytes:
    """Return a CSV of `count` rows, whose villages are in the gazetteer."""
    from geo.models import GazetteerEntry

    draw = random.Random(_SEED)
    villages = list(
        GazetteerEntry.objects.settlements()
        .filter(area__isnull=False)
        .exclude(postcode="")
        .values_list("name", "postcode")
    )
    streets = [name.split()[-1] for name in GazetteerEntry.objects.stops().values_list("name", flat=True)]
    lines = [_HEADINGS]
    for number in range(count):
        village, postcode = draw.choice(villages)
        street = f"{draw.choice(streets)} {draw.randint(1, 200)}"
        phone = f"0491 {100_000 + number}"
        name = f"{draw.choice(_NAMES)} {number}"
        lines.append(
            f"{number};{name};{street};{postcode};{village};{phone};Mo-Fr 8-12 Uhr, Do 14-18 Uhr;Treffpunkt;11/2026"
        )
    return "\n".join(lines).encode("cp1252", errors="replace")


def study(count: int) -> Iterator[tuple[str, float]]:
    """Yield each step with its seconds."""
    from places import spreadsheets

    data, begun = table(count), []
    for time in ("first", "again"):
        given, seconds = _timed(lambda: spreadsheets.begin("liste.csv", data, by=None))
        yield f"{time}: read", seconds
        steps: dict[str, Callable[[Any], object]] = {
            "map": lambda each: spreadsheets.map_columns(each, dict(enumerate(each.mapping)), by=None),
            "locate": _locate,
            "plan": spreadsheets.plan,
            "apply": lambda each: spreadsheets.apply(each, by=None),
        }
        for name, step in steps.items():
            yield f"{time}: {name}", _timed(lambda step=step, given=given: step(given))[1]  # type: ignore[misc]
        sys.stdout.write(f"{time}: {given.counts}\n")
        begun.append(given)
    yield "undo", _timed(lambda: spreadsheets.undo(begun[0], by=None))[1]


def _locate(given: Any) -> None:
    from places import spreadsheets

    progress = spreadsheets.Progress(0, 1)
    while progress.done < progress.total:
        progress = spreadsheets.locate_some(given, 1_000)


def _timed(step: Callable[[], Any]) -> tuple[Any, float]:
    begin = perf_counter()
    done = step()
    return done, perf_counter() - begin


def main(given: Sequence[str] | None = None) -> None:
    from tests.bench import database

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--inside", action="store_true", help="this process works in the database of the study")
    options = parser.parse_args(given)
    if options.inside:
        for step, seconds in study(options.rows):
            sys.stdout.write(f"{step:<16} {seconds:6.1f} s\n")
            sys.stdout.flush()
        return
    name = f"{database.name(options.rows)}_import"
    database.make(name)
    try:
        database.run(name, "django", "migrate", "--verbosity=0")
        database.run(name, "django", "load_region")
        sys.stdout.write(database.run(name, "tests.bench.importing", f"--rows={options.rows}", "--inside"))
    finally:
        database.drop(name)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geo.settings")
    django.setup()
    main()
