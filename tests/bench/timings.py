"""How long the answers took, and how many there were in a second."""

from collections.abc import Sequence
from statistics import median


class Timings:
    """The durations of answers in seconds, turn by turn, and how long each turn took."""

    def __init__(self) -> None:
        self.turns: list[Sequence[float]] = []
        self.walls_s: list[float] = []

    def add(self, seconds: Sequence[float], wall_s: float) -> None:
        self.turns.append(seconds)
        self.walls_s.append(wall_s)

    @property
    def answers(self) -> int:
        return sum(map(len, self.turns))

    @property
    def rates(self) -> list[float]:
        """Answers a second in each turn."""
        return [len(turn) / wall_s for turn, wall_s in zip(self.turns, self.walls_s, strict=True)]

    @property
    def per_second(self) -> float:
        return median(self.rates)

    def percentile_ms(self, share: float) -> float:
        """Return the milliseconds within which `share` percent of the answers came."""
        ranked = sorted(second for turn in self.turns for second in turn)
        return 1000 * ranked[min(int(len(ranked) * share / 100), len(ranked) - 1)]

    def times(self, floor: "Timings") -> float:
        """Return how many times the floor's time an answer took: the median of all pairs of neighbouring turns."""
        return median(theirs / ours for theirs, ours in zip(floor.rates, self.rates, strict=True))
