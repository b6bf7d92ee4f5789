"""How many sheets a network may have made: its address is never kept, only a salted digest, in memory, for a while."""

import secrets
from collections import deque
from hashlib import blake2b
from threading import Lock
from time import monotonic

from geo.visitors import network


class Spent(Exception):
    """A network has had its share. Ask again after `retry_after_s` seconds."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"Too many sheets; ask again after {retry_after_s} s.")
        self.retry_after_s = retry_after_s


class Ration:
    """`sheets` within `window_s` seconds for each network (/24, or /56 of IPv6), as one process counts them.

    The salt is this process's own and is known nowhere else, so a digest says nothing after it ends.
    """

    def __init__(self, sheets: int, window_s: float) -> None:
        self.sheets, self.window_s = sheets, window_s
        self._salt, self._lock = secrets.token_bytes(16), Lock()
        self._made: dict[bytes, deque[float]] = {}

    def claim(self, address: str) -> None:
        """Count one more sheet for the network of `address`. Raises Spent."""
        now, network = monotonic(), self._digest(address)
        with self._lock:
            self._forget(now - self.window_s)
            made = self._made.setdefault(network, deque())
            if len(made) >= self.sheets:
                raise Spent(int(made[0] + self.window_s - now) + 1)
            made.append(now)

    def give_back(self, address: str) -> None:
        """Take the last sheet of the network of `address` off its account: it was not made."""
        with self._lock:
            made = self._made.get(self._digest(address))
            if made:
                made.pop()

    def _forget(self, until: float) -> None:
        for digest, made in list(self._made.items()):
            while made and made[0] <= until:
                made.popleft()
            if not made:
                del self._made[digest]

    def _digest(self, address: str) -> bytes:
        return blake2b(network(address).encode(), key=self._salt, digest_size=16).digest()
