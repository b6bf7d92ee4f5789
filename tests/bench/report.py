"""What was measured, as a table for people and as JSON."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from tests.bench.measuring import FLOOR, Measured

_PERCENTILES = (50, 95, 99)
_MOST_TIMES_THE_FLOOR = 2.5  # radius search at 100,000 places, requests a second over eight connections
_MOST_GROWTH = 2.0  # p95 of the radius search, from 100,000 places to a million
_COLUMNS = "{:<26}{:>10}{:>9}{:>9}{:>9}   {:>9}{:>7}{:>7}{:>7}"
_HEAD = _COLUMNS.format("", "answers/s", "p50 ms", "p95 ms", "p99 ms", "1/s", "p50", "p95", "p99")


def row(measured: Measured) -> dict[str, Any]:
    """Return all about `measured`; `times_the_floor` holds quotients of which less is better."""
    timings, floor = measured.timings, measured.floor
    milliseconds = {f"p{share}_ms": timings.percentile_ms(share) for share in _PERCENTILES}
    times = {f"p{share}": timings.percentile_ms(share) / floor.percentile_ms(share) for share in _PERCENTILES}
    return {
        "places": measured.size,
        "case": measured.case,
        "way": measured.way,
        "answers": timings.answers,
        "per_second": timings.per_second,
        **milliseconds,
        "times_the_floor": {"per_second": timings.times(floor)} | times,
        "client_busy": measured.busy,
    }


def lines(measured: Sequence[Measured]) -> Iterator[str]:
    """Yield the table of one size."""
    yield f"\n{measured[0].size:,} places{'':<54}times the floor"
    yield _HEAD
    for each in measured:
        yield _line(each)
    busiest = max(each.busy for each in measured)
    yield f"Asking took {busiest:.0%} of one core at most" + (
        ": too much, it is part of the times." if busiest > 0.5 else "."
    )


def _line(measured: Measured) -> str:
    timings, floor = measured.timings, measured.floor
    label = f"{measured.case}, {measured.way}" if measured.way == FLOOR else f"  {measured.way}"
    shown = [f"{timings.per_second:.0f}", *(f"{timings.percentile_ms(share):.2f}" for share in _PERCENTILES)]
    quotients = [timings.times(floor)]
    quotients += [timings.percentile_ms(share) / floor.percentile_ms(share) for share in _PERCENTILES]
    return _COLUMNS.format(label, *shown, *(f"{each:.2f}" if measured.way != FLOOR else "" for each in quotients))


def targets(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, float, float]]:
    """Yield each target that can be judged: what it is, what was measured, and the most it may be."""
    radius = {row["places"]: row for row in rows if (row["case"], row["way"]) == ("radius", "8 connections")}
    if 100_000 in radius:
        times = radius[100_000]["times_the_floor"]["per_second"]
        yield "radius search at 100,000 places, times the floor", times, _MOST_TIMES_THE_FLOOR
    if {100_000, 1_000_000} <= radius.keys():
        growth = radius[1_000_000]["p95_ms"] / radius[100_000]["p95_ms"]
        yield "its p95 at 1,000,000 places, times that at 100,000", growth, _MOST_GROWTH


def write(rows: Sequence[dict[str, Any]], folder: Path) -> Path:
    """Write `rows` as JSON into `folder`, and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now().astimezone()
    file = folder / f"{now:%Y-%m-%d-%H%M%S}.json"
    file.write_bytes(orjson.dumps({"measured_at": now, "rows": rows}, option=orjson.OPT_INDENT_2))
    return file
