"""A way to the site that can be cut, as when a server stops: whoever used it finds nobody there."""

import socket
from contextlib import suppress
from threading import Thread
from urllib.parse import urlsplit


class Relay:
    """Passes bytes on between an own port and `origin` until it is cut."""

    def __init__(self, origin: str) -> None:
        parts = urlsplit(origin)
        self._target = (parts.hostname, parts.port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = [self._listener]
        Thread(target=self._serve, daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def cut(self) -> None:
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._listener.accept()
                there = socket.create_connection(self._target)
                self._open += [here, there]
                for source, sink in ((here, there), (there, here)):
                    Thread(target=self._pump, args=(source, sink), daemon=True).start()

    @staticmethod
    def _pump(source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while received := source.recv(65_536):
                sink.sendall(received)
            sink.shutdown(socket.SHUT_WR)
