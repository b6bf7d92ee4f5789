"""The press: makes one sheet at a time, in a process of its own, so that searches never wait for Python's lock."""

import os
import subprocess
import sys
from threading import BoundedSemaphore

from geo.conf import BASE_DIR

_PASSED_ON = ("PATH", "PYTHONPATH", "HOME", "LANG", "TMPDIR", "XDG_CACHE_HOME")
"""No key and no password: what sets the type has no use for them."""


class Busy(Exception):
    """Another sheet is on the press. Ask again after `retry_after_s` seconds."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"Another sheet is being printed; ask again after {retry_after_s} s.")
        self.retry_after_s = retry_after_s


class PressFailed(Exception):
    """The press made no PDF. Its last words say why; `./bootstrap packages` installs the libraries that it needs."""


class Press:
    """One sheet at a time; at most `waiting` more wait for their turn, each for at most `patience_s` seconds."""

    def __init__(self, *, waiting: int, patience_s: float, longest_s: float) -> None:
        self._turn, self._room = BoundedSemaphore(1), BoundedSemaphore(1 + waiting)
        self._patience_s, self._longest_s = patience_s, longest_s

    def pdf(self, html: str) -> bytes:
        """Return `html` as a PDF. Raises Busy, PressFailed."""
        if not self._room.acquire(blocking=False):
            raise Busy(round(self._patience_s) or 1)
        try:
            return self._in_turn(html)
        finally:
            self._room.release()

    def _in_turn(self, html: str) -> bytes:
        if not self._turn.acquire(timeout=self._patience_s):
            raise Busy(round(self._patience_s) or 1)
        try:
            return _made(html, self._longest_s)
        finally:
            self._turn.release()


def _made(html: str, longest_s: float) -> bytes:
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        made = subprocess.run(
            [sys.executable, "-m", "places.printing"],
            input=html.encode(), capture_output=True, check=True, timeout=longest_s, cwd=BASE_DIR, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise PressFailed(f"A sheet took longer than {longest_s} s.") from error
    except subprocess.CalledProcessError as error:
        raise PressFailed(error.stderr.decode(errors="replace")[-500:] or str(error)) from error
    return made.stdout
