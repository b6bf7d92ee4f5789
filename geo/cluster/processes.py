"""The processes of a server, known by their working directory, which is its data folder.

That survives a moved checkout, and tells a server from another program that got its process id after a crash.
"""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from geo.cluster import ClusterError

_TIMEOUT_S = 30


def server(data: Path) -> int | None:
    """Return the process id of the server that works in `data`, None where none does."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n")[0])
    except (OSError, ValueError):
        return None
    return next(iter(_working_in(data, [pid])), None)


def stop(data: Path) -> None:
    """Stop the server that works in `data`, ending its sessions, and wait until it is gone."""
    if pid := server(data):
        os.kill(pid, signal.SIGINT)
    await_end(data)


def await_end(data: Path) -> None:
    """Wait until no process works in `data`: what a killed server leaves behind must end first."""
    pids = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    if not _until(lambda: not _working_in(data, pids)):
        left = ", ".join(map(str, _working_in(data, pids)))
        raise ClusterError(f"Processes of PostgreSQL in {data} do not end: {left}. Stop them with `kill`.")


def _working_in(data: Path, pids: Iterable[int]) -> list[int]:
    found = []
    for pid in pids:
        with contextlib.suppress(OSError):
            if Path(f"/proc/{pid}/cwd").samefile(data):
                found.append(pid)
    return found


def _until(condition: Callable[[], bool]) -> bool:
    """Wait for `condition`; return whether it came true in time."""
    end = time.monotonic() + _TIMEOUT_S
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
