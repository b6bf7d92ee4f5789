"""The measurement of one size: floor and service by turns, so that a noisy machine disturbs both alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import orjson

from tests.bench import database, server
from tests.bench.floor import Floor, spots
from tests.bench.load import Connection, Visitors
from tests.bench.questions import CASES, Question, Spot, endless
from tests.bench.timings import Timings

CONNECTIONS = (1, 8)
FLOOR = "floor"
_CHECKED = 20  # questions
_AT_THE_EDGE = 3  # places


@dataclass(frozen=True)
class Plan:
    """What is measured, and for how long: `rounds` of `seconds` for floor, one and eight connections each."""

    cases: Sequence[str]
    rounds: int
    seconds: float
    encoding: str = "identity"


@dataclass(frozen=True)
class Measured:
    """One case at one size, over one way of asking: the floor, or so many connections."""

    size: int
    case: str
    way: str
    timings: Timings
    floor: Timings
    busy: float = 0.0


class WrongAnswer(Exception):
    """The service found other places than bare SQL. Nothing is worth measuring before that is understood."""


def measure(name: str, size: int, plan: Plan) -> Iterator[Measured]:
    """Yield what was measured with the `size` places in the database `name`, case by case."""
    with database.connect(name) as bench, server.serving(name) as port:
        drawn = spots(bench)
        for case in plan.cases:
            floor = Floor(bench, case)
            _check(floor, port, case, drawn)
            yield from _case(floor, port, size, case, plan, drawn)


def _check(floor: Floor, port: int, case: str, drawn: Sequence[Spot]) -> None:
    """Compare some answers of the service with the floor's. Raises WrongAnswer.

    The fiftieth nearest along the sphere, which bare SQL finds, may be the next along the spheroid.
    """
    connection = Connection(server.HOST, port)
    questions = endless(CASES[case], drawn, "check")
    for question in (next(questions) for _ in range(_CHECKED)):
        found, expected = (_slugs(answer) for answer in (connection.ask(question.path), floor.ask(question)))
        if len(found) != len(expected) or len(found - expected) > _AT_THE_EDGE:
            raise WrongAnswer(f"{question.path}: {sorted(found ^ expected)}")
    connection.close()


def _slugs(answer: bytes | memoryview) -> set[str]:
    return {feature["properties"]["slug"] for feature in orjson.loads(answer)["features"]}


def _case(floor: Floor, port: int, size: int, case: str, plan: Plan, drawn: Sequence[Spot]) -> Iterator[Measured]:
    visitors = {f"{many} connection{'s' * (many > 1)}": Visitors(server.HOST, port, many) for many in CONNECTIONS}
    timings = {way: Timings() for way in (FLOOR, *visitors)}
    for turn in range(-1, plan.rounds):  # the first one warms up: caches, connections, prepared statements
        for way, timed in timings.items():
            asked = [endless(CASES[case], drawn, (turn, way, number)) for number in range(max(CONNECTIONS))]
            _turn(floor, visitors.get(way), asked, plan, Timings() if turn < 0 else timed)
    for way, timed in timings.items():
        busy = visitors[way].busy if way in visitors else 0.0
        yield Measured(size, case, way, timed, timings[FLOOR], busy)
    for each in visitors.values():
        each.close()


def _turn(
    floor: Floor, visitors: Visitors | None, asked: Sequence[Iterator[Question]], plan: Plan, into: Timings
) -> None:
    if visitors is None:
        floor.measure(asked[0], plan.seconds, into)
    else:
        visitors.measure(asked[: visitors.many], plan.seconds, into, plan.encoding)
