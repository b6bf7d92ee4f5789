"""What a loader did."""

from collections import Counter
from typing import Literal

Change = Literal["created", "updated", "removed", "kept", "unchanged"]
_ORDER: tuple[Change, ...] = ("created", "updated", "removed", "kept", "unchanged")


class Changes(Counter[Change]):
    """How many rows were created, updated, removed, kept as people left or need them, or found unchanged."""

    def __str__(self) -> str:
        counts = [f"{self[change]} {change}" for change in _ORDER if self[change]]
        return ", ".join(counts) or "nothing"
