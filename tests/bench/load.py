"""Asking over HTTP, on connections that stay open: little more than what a socket costs."""

import socket
import threading
import time
from collections.abc import Iterator, Sequence

from tests.bench.questions import Question
from tests.bench.timings import Timings

_ROOM = 1 << 20  # bytes, more than any answer here


class UnexpectedAnswer(Exception):
    """The service did not answer with 200 and a Content-Length. Its log says why."""


class Connection:
    """One connection to the service."""

    def __init__(self, host: str, port: int) -> None:
        self._socket = socket.create_connection((host, port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._room = bytearray(_ROOM)
        self._host = host

    def close(self) -> None:
        self._socket.close()

    def ask(self, path: str, *, encoding: str = "identity") -> memoryview:
        """Return the body of the answer to a GET of `path`; it is good until the next one."""
        head = f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nAccept-Encoding: {encoding}\r\n\r\n"
        self._socket.sendall(head.encode())
        filled = start = 0
        length = -1
        while filled < start + length or length < 0:
            got = self._socket.recv_into(memoryview(self._room)[filled:])
            if not got:
                raise UnexpectedAnswer(path)
            filled += got
            if length < 0 and (end := self._room.find(b"\r\n\r\n", 0, filled)) >= 0:
                start, length = end + 4, _length(bytes(self._room[:end]), path)
        return memoryview(self._room)[start : start + length]


def _length(head: bytes, path: str) -> int:
    status, *lines = head.lower().split(b"\r\n")
    lengths = [int(line[15:]) for line in lines if line.startswith(b"content-length:")]
    if b" 200" not in status or not lengths:
        raise UnexpectedAnswer(f"{path}: {status.decode()}")
    return lengths[0]


class Visitors:
    """So many at a time as there are `connections`: each asks, waits for the answer and asks again."""

    def __init__(self, host: str, port: int, connections: int) -> None:
        self._connections = [Connection(host, port) for _ in range(connections)]
        self.many = connections
        self.cpu_s = self.wall_s = 0.0

    def measure(self, questions: Sequence[Iterator[Question]], seconds: float, into: Timings, encoding: str) -> None:
        """Ask for `seconds`, each connection its own `questions`."""
        took: list[float] = []
        threads = [
            threading.Thread(target=_ask, args=(connection, asked, seconds, encoding, took))
            for connection, asked in zip(self._connections, questions, strict=True)
        ]
        cpu, begin = time.process_time(), time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        wall_s = time.perf_counter() - begin
        self.cpu_s += time.process_time() - cpu
        self.wall_s += wall_s
        into.add(took, wall_s)

    def close(self) -> None:
        for connection in self._connections:
            connection.close()

    @property
    def busy(self) -> float:
        """The share of one core that asking took. Near 1, it is this program that is measured."""
        return self.cpu_s / self.wall_s if self.wall_s else 0.0


def _ask(
    connection: Connection, questions: Iterator[Question], seconds: float, encoding: str, took: list[float]
) -> None:
    begin = now = time.perf_counter()
    while now < begin + seconds:
        question = next(questions)
        start = time.perf_counter()
        connection.ask(question.path, encoding=encoding)
        now = time.perf_counter()
        took.append(now - start)
