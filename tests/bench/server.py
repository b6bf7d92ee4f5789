"""The service as `./bootstrap` serves it, on a port of its own."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from geo.conf import BASE_DIR
from tests.bench import database

HOST = "127.0.0.1"
SIZE = {"WORKERS": "2", "THREADS": "2"}  # unless the environment says otherwise
COMMAND = ("--interface", "wsgi", "--no-ws", "--log-level", "warning", "--factory", "geo.wsgi:warmed")
_START_TIMEOUT_S = 30
_STOP_TIMEOUT_S = 10


@contextmanager
def serving(name: str) -> Iterator[int]:
    """Serve the database `name` in the block; give the port."""
    port = _free_port()
    workers, threads = (os.environ.get(name, usual) for name, usual in SIZE.items())
    options = ("--host", HOST, "--port", str(port), "--workers", workers, "--blocking-threads", threads)
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", *options, *COMMAND],
            cwd=BASE_DIR,
            env=database.environment(name),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait(port, process)
            yield port
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop the server, by force where it does not hear: a signal that comes while a worker starts is lost to it."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_STOP_TIMEOUT_S)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START_TIMEOUT_S
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection((HOST, port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("The server did not start. Does `make run` work?")
