"""`python -m tests.bench`: load synthetic places, and measure the searches through HTTP against bare SQL."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import django

SIZES = (16, 100_000, 1_000_000)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many places")
    parser.add_argument("--cases", nargs="+", default=["radius", "bbox", "category"], help="what is asked")
    parser.add_argument("--rounds", type=int, default=8, help="how often floor and service take turns")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long a turn takes")
    parser.add_argument("--encoding", default="identity", help="Accept-Encoding of the requests: zstd, br, gzip")
    parser.add_argument("--keep", action="store_true", help="leave the databases, and use those of the last time")
    parser.add_argument("--check", action="store_true", help="fail where a target is missed")
    parser.add_argument("--output", type=Path, default=Path("bench-results"), help="the folder for the JSON")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Measure as the arguments `given` say; return the exit status."""
    from tests.bench import database, report, synthetic
    from tests.bench.measuring import Plan, measure

    options = arguments(given)
    plan = Plan(options.cases, options.rounds, options.seconds, options.encoding)
    rows = []
    for size in options.sizes:
        begin = perf_counter()
        name = synthetic.prepare(size, reuse=options.keep)
        _say(f"{size:,} places are there after {perf_counter() - begin:.0f} s")
        measured = list(measure(name, size, plan))
        _say(*report.lines(measured), "")
        rows += [report.row(each) for each in measured]
        if not options.keep:
            database.drop(name)
    missed = False
    for target, value, most in report.targets(rows):
        missed |= value > most
        _say(f"{target}: {value:.2f}, at most {most}{': missed' if value > most else ''}")
    _say(f"Written to {report.write(rows, options.output)}")
    return int(missed and options.check)


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join([*lines, ""]))
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geo.settings")
    django.setup()
    sys.exit(main())
