"""A server of our own for what must not reach anyone else's: says what it is told to, byte by byte."""

import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import IPv4Address, ip_address
from socket import SHUT_RDWR, create_server, socket
from threading import Thread
from typing import Any

from geo.fetching import Reach
from geo.fetching.target import IPAddress

LOOPBACK: Sequence[IPAddress] = [IPv4Address("127.0.0.1")]


def http(status: int = 200, body: bytes = b"", **headers: Any) -> bytes:
    """Return an answer in HTTP."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in {"Content_Length": len(body), **headers}.items()]
    return "\r\n".join([f"HTTP/1.1 {status} Said", *lines, "", ""]).encode() + body


@dataclass
class Server:
    """Answers each request line, such as "GET /", by what `answers` says; keeps what was asked."""

    answers: Callable[[str], bytes | Iterator[bytes]]
    trusting: ssl.SSLContext | None = None
    asked: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "/", host: str = "open.test", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def reach(self, resolve: Callable[[str], Sequence[IPAddress]] = lambda host: LOOPBACK, **more: Any) -> Reach:
        """Return what lets a test come here, and nowhere else on this machine."""
        return Reach(resolve=resolve, allows=LOOPBACK.__contains__, ports={self.port, 80}, **more)

    def serve(self, listening: socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            Thread(target=self._answer, args=[connection], daemon=True).start()

    def _answer(self, connection: socket) -> None:
        try:
            with self.trusting.wrap_socket(connection, server_side=True) if self.trusting else connection as line:
                said = self.answers(self._question(line))
                for part in [said] if isinstance(said, bytes) else said:
                    line.sendall(part)
        except OSError:
            connection.close()

    def _question(self, line: socket) -> str:
        received = b""
        while b"\r\n\r\n" not in received:
            if not (more := line.recv(65536)):
                raise OSError
            received += more
        head, _, body = received.partition(b"\r\n\r\n")
        wanted = next(
            (int(each[15:]) for each in head.split(b"\r\n") if each.lower().startswith(b"content-length:")), 0
        )
        while len(body) < wanted:
            body += line.recv(65536)
        self.heads.append(head.decode())
        self.bodies.append(body)
        self.asked.append(head.decode().partition(" HTTP")[0])
        return self.asked[-1]


@contextmanager
def serving(
    answers: Callable[[str], bytes | Iterator[bytes]] = lambda asked: http(), trusting: ssl.SSLContext | None = None
) -> Iterator[Server]:
    """Serve on this machine for as long as the block lasts."""
    listening = create_server(("127.0.0.1", 0))
    server = Server(answers, trusting, port=listening.getsockname()[1])
    Thread(target=server.serve, args=[listening], daemon=True).start()
    try:
        yield server
    finally:
        listening.shutdown(SHUT_RDWR)  # without which the thread that waits would take one more
        listening.close()


def addresses(*texts: str) -> Callable[[str], Sequence[IPAddress]]:
    """Return a resolver that says for one name after the other: these addresses."""
    return lambda host: [ip_address(text) for text in texts]
