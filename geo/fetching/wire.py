"""One request over one connection, all of whose waits together end in time."""

import io
import socket
import ssl
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any

from geo.fetching.answer import Answer
from geo.fetching.errors import Insecure, NoAnswer, TooSlow
from geo.fetching.target import IPAddress, Target


@dataclass(frozen=True)
class Question:
    """What is asked of a target: at most `max_bytes` of the answer are read, for at most `timeout_s` altogether."""

    method: str
    headers: Mapping[str, str]
    body: bytes | None
    max_bytes: int
    timeout_s: float


def ask(target: Target, question: Question, addresses: Sequence[IPAddress], trust: ssl.SSLContext) -> Answer:
    """Return the answer of the first of `addresses` that can be connected to. Raises NoAnswer or one of its kinds."""
    deadline = _Deadline(question.timeout_s)
    try:
        with _connected(target, addresses, trust, deadline) as sock:
            return _answer(target, question, sock, deadline)
    except TimeoutError:
        raise TooSlow("the answer did not come in time") from None
    except ssl.SSLError:
        raise Insecure("no secure connection can be made") from None
    except OSError:
        raise NoAnswer("nobody answers") from None
    except (HTTPException, ValueError):
        raise NoAnswer("the answer is no HTTP") from None


class _Deadline:
    """A moment until which a socket may be waited for: a limit for each wait would let a slow server go on for ever."""

    def __init__(self, seconds: float) -> None:
        self._ends_at = time.monotonic() + seconds

    @property
    def left_s(self) -> float:
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def _connected(
    target: Target, addresses: Sequence[IPAddress], trust: ssl.SSLContext, deadline: _Deadline
) -> socket.socket:
    """Return a connection to the first address that takes one, encrypted for https."""
    sock = _plain(target, addresses, deadline)
    if target.scheme == "http":
        return sock
    try:
        sock.settimeout(deadline.left_s)
        return trust.wrap_socket(sock, server_hostname=target.host)
    except BaseException:
        sock.close()
        raise


def _plain(target: Target, addresses: Sequence[IPAddress], deadline: _Deadline) -> socket.socket:
    for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
        try:
            return socket.create_connection((str(address), target.port), timeout=deadline.left_s / left)
        except OSError:
            if left == 1:
                raise
    raise AssertionError


class _Reading(io.RawIOBase):
    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._deadline.left_s)
        return self._sock.recv_into(buffer)


class _Line:
    """The socket as `http.client` uses it, with the deadline before each wait."""

    def __init__(self, sock: socket.socket, deadline: _Deadline) -> None:
        self._sock, self._deadline = sock, deadline

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._deadline.left_s)
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reading(self._sock, self._deadline))

    def close(self) -> None:
        """Do nothing: `http.client` closes before the body is read."""


def _answer(target: Target, question: Question, sock: socket.socket, deadline: _Deadline) -> Answer:
    connection = HTTPConnection(target.host, target.port)
    connection.sock = _Line(sock, deadline)
    connection.putrequest(question.method, target.path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": target.authority, **question.headers}.items():
        connection.putheader(name, value)
    connection.endheaders(question.body)
    with connection.getresponse() as response:
        body = response.read(question.max_bytes + 1) if question.max_bytes else b""
        headers = {name.lower(): value for name, value in response.getheaders()}
        kept = body[: question.max_bytes]
        return Answer(target.url, response.status, headers, kept, cut=len(body) > len(kept))
