"""A circuit breaker: who failed several times in a row is left alone for a while."""

import time
from collections.abc import Callable
from threading import Lock

from geo.geocoding.errors import GeocoderUnavailable


class Breaker:
    """Refuse requests after `failures` failed ones in a row, for `pause_s` seconds; then let one try.

    Ask `admit` before a request and tell `succeeded` or `failed` after it. For one process, safe
    between threads. `clock` gives seconds that never go back.
    """

    def __init__(self, failures: int, pause_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._failures, self._pause_s, self._clock = failures, pause_s, clock
        self._lock = Lock()
        self._failed = 0
        self._closed_at: float | None = None

    def admit(self) -> None:
        """Return where a request may go out; else raise GeocoderUnavailable with the seconds to wait.

        After the pause one request is let through to try; the next one follows its outcome, or,
        where that is never told, another pause.
        """
        with self._lock:
            if self._closed_at is None:
                return
            wait_s = self._closed_at - self._clock()
            if wait_s > 0:
                raise GeocoderUnavailable("the provider failed lately and is not asked now", retry_after_s=wait_s)
            self._closed_at = self._clock() + self._pause_s

    def succeeded(self) -> None:
        with self._lock:
            self._failed, self._closed_at = 0, None

    def failed(self, *, retry_after_s: float = 0) -> None:
        """Count a failure. With `retry_after_s` the provider itself said for how long to leave it alone."""
        with self._lock:
            self._failed += 1
            broken = self._failed >= self._failures
            pause_s = max(retry_after_s, self._pause_s if broken else 0)
            if pause_s:
                self._closed_at = self._clock() + pause_s
