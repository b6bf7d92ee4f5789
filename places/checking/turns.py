"""Politeness: one request at a time to a host, with a pause after it; one run of the command at a time."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from django.db import connection


def household(host: str) -> str:
    """Return the name under which hosts are counted as one."""
    return host.removeprefix("www.")


class Turns:
    """Give each host, entered by name, to one thread at a time, and again `pause_s` after it was left."""

    def __init__(
        self,
        pause_s: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._pause_s, self._clock, self._sleep = pause_s, clock, sleep
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._free_at: dict[str, float] = {}
        self._own = Lock()

    @contextmanager
    def __call__(self, host: str) -> Iterator[None]:
        name = household(host)
        with self._own:
            lock = self._locks[name]
        with lock:
            self._sleep(max(0.0, self._free_at.get(name, 0.0) - self._clock()))
            try:
                yield
            finally:
                self._free_at[name] = self._clock() + self._pause_s


@contextmanager
def alone() -> Iterator[bool]:
    """Yield whether no other run is under way, and keep others away meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('places.checking'))")
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('places.checking'))")
