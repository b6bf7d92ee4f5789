"""A provider on this machine that speaks Nominatim's, Photon's and Pelias's JSON, and misbehaves on demand."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

_LONGEST_S = 30  # of an answer that is held, so that a test that waits for it fails and ends

Body = bytes | str | Sequence[Any] | Mapping[str, Any] | None


@dataclass(frozen=True)
class Answer:
    body: Body = ()
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    held_until: Event | None = None
    promised_bytes: int | None = None

    @property
    def content(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()


@dataclass(frozen=True)
class Question:
    path: str
    fields: dict[str, str]
    user_agent: str
    at: float


class Provider:
    """Give `answers` in turn, the last one for ever; note the `questions`."""

    def __init__(self) -> None:
        self.answers: list[Answer] = [Answer([])]
        self.questions: list[Question] = []
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider._note(self.path, self.headers["User-Agent"])
                provider._answer().send(self)

            def log_message(self, format: str, *args: Any) -> None:
                """Stay silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def says(self, *answers: Answer) -> None:
        self.answers = list(answers)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _note(self, path: str, user_agent: str) -> None:
        url = urlsplit(path)
        fields = {name: values[0] for name, values in parse_qs(url.query).items()}
        self.questions.append(Question(url.path, fields, user_agent, time.monotonic()))

    def _answer(self) -> "_Sending":
        return _Sending(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])


@dataclass(frozen=True)
class _Sending:
    answer: Answer

    def send(self, handler: BaseHTTPRequestHandler) -> None:
        if self.answer.held_until is not None:
            self.answer.held_until.wait(_LONGEST_S)
        content = self.answer.content
        length = self.answer.promised_bytes or len(content)
        try:
            handler.send_response(self.answer.status)
            for name, value in {"Content-Length": str(length), **self.answer.headers}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(content)
        except ConnectionError:
            """The one who asked has gone."""


def nominatim(
    lon: Any = "7.4564",
    lat: Any = "53.2331",
    *,
    kind: str = "building",
    rank: int = 30,
    number: str = "37",
    **more: Any,
) -> dict[str, Any]:
    return {
        "place_id": 1,
        "lon": lon,
        "lat": lat,
        "class": "highway" if kind == "road" else "place",
        "type": kind,
        "addresstype": kind,
        "place_rank": rank,
        "display_name": f"{number}, Bergmannstraße, Leer, Deutschland",
        "address": {"house_number": number, "road": "Bergmannstraße"} if number else {},
        **more,
    }


def photon(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def feature(lon: Any = 7.4564, lat: Any = 53.2331, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": properties,
    }


def photon_house(**properties: Any) -> dict[str, Any]:
    house = {"type": "house", "street": "Bergmannstraße", "housenumber": "37", "postcode": "26789", "city": "Leer"}
    return feature(**house | properties)


def pelias_house(**properties: Any) -> dict[str, Any]:
    house = {"layer": "address", "name": "Bergmannstraße 37", "street": "Bergmannstraße", "housenumber": "37"}
    return feature(**house | {"label": "Bergmannstraße 37, Leer"} | properties)


NAMES = ("nominatim", "photon", "pelias")
FOUND = {"nominatim": [nominatim()], "photon": photon(photon_house()), "pelias": photon(pelias_house())}
