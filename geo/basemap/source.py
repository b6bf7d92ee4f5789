"""The region's file, read and checked. Its shape is told in the package's docstring."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings

from geo.basemap.generalising import Vertex, weigh
from geo.coordinates import BBox
from geo.tiles import to_square

_log = logging.getLogger(__name__)

AREAS = ("land", "water", "focus")
BORDERS = ("country", "district", "municipality", "focus")
NAMES = ("country", "area", "water", "river")


class BasemapUnavailable(Exception):
    """The basemap's file is missing or malformed. Point BASEMAP_DATA to a file of the documented shape."""


@dataclass(frozen=True)
class Name:
    """A word on the map. `kind` is place, country, area, water or river; `weight` is people (stops for a village)."""

    text: str
    kind: str
    x: float
    y: float
    weight: int
    in_focus: bool
    from_zoom: int
    to_zoom: int


@dataclass(frozen=True, eq=False)
class Source:
    """All that the map can draw: lines and rings of vertices on the Web Mercator square, by layer."""

    bounds: BBox
    shapes: dict[str, list[list[Vertex]]]
    names: list[Name]
    credit: str = ""

    @property
    def square(self) -> tuple[float, float, float, float]:
        """West, north, east and south edge of `bounds` on the Web Mercator square."""
        west, north = to_square(self.bounds.west, self.bounds.north)
        east, south = to_square(self.bounds.east, self.bounds.south)
        return west, north, east, south


PLAIN = Source(BBox(0, 0, 0, 0), {}, [])
"""Ground on which nothing is drawn."""


def ground() -> Source:
    """Return the basemap that the settings name; PLAIN where there is none, since a map of places is good without."""
    return _readable(settings.BASEMAP.data)


@lru_cache(maxsize=2)
def _readable(path: Path) -> Source:
    try:
        return read(path)
    except BasemapUnavailable as error:
        _log.warning("plain ground: %s", error)
        return PLAIN


@lru_cache(maxsize=2)
def read(path: Path) -> Source:
    """Return the basemap of the file at `path`. Raises BasemapUnavailable."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BasemapUnavailable(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise BasemapUnavailable(f"{path} is not JSON: {error}") from error
    try:
        return _parse(data)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise BasemapUnavailable(f"{path} has not the shape of a basemap: {error!r}") from error


def _parse(data: dict[str, Any]) -> Source:
    shapes: dict[str, list[list[Vertex]]] = {}
    points = []
    for number, feature in enumerate(data["features"]):
        try:
            layer, geometry = _layer(feature["properties"]), feature["geometry"]
            if layer in ("place", "name"):
                points.append((feature["properties"], geometry["coordinates"]))
            else:
                closed = layer in AREAS
                shapes.setdefault(layer, []).extend(weigh(line, closed=closed) for line in _lines(geometry, closed))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise ValueError(f"feature {number}: {error!r}") from error
    focus = shapes.get("focus", [])
    names = [_name(properties, coordinates, focus) for properties, coordinates in points]
    return Source(BBox(*data["bbox"]), shapes, names, _credit(data))


def _credit(data: dict[str, Any]) -> str:
    """Return the file's own short form, else all whom it names."""
    names = dict.fromkeys(entry["credit"] for entry in data["credits"])
    return str(data.get("credit") or " · ".join(names))


def _layer(properties: dict[str, Any]) -> str:
    layer: str = properties["layer"]
    if layer in (*AREAS, "river", "place") or (layer == "name" and properties["kind"] in NAMES):
        return layer
    if layer == "border" and properties["level"] in BORDERS:
        return "edge" if properties["level"] == "focus" else str(properties["level"])
    raise ValueError(f"no layer for {properties}")


def _lines(geometry: dict[str, Any], closed: bool) -> Iterator[list[tuple[float, float]]]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind not in (("Polygon", "MultiPolygon") if closed else ("LineString", "MultiLineString")):
        raise ValueError(f"{kind} where {'an area' if closed else 'a line'} belongs")
    parts = coordinates if kind.startswith("Multi") else [coordinates]
    for line in (ring for polygon in parts for ring in polygon) if closed else parts:
        yield [to_square(lon, lat) for lon, lat in line]


def _name(properties: dict[str, Any], coordinates: list[float], focus: list[list[Vertex]]) -> Name:
    x, y = to_square(*coordinates)
    return Name(
        text=str(properties["name"]),
        kind=properties.get("kind", "place"),
        x=x,
        y=y,
        weight=int(properties.get("population", properties.get("stops", 0))),
        in_focus=_inside(x, y, focus),
        from_zoom=int(properties.get("from_zoom", 0)),
        to_zoom=int(properties.get("to_zoom", 99)),
    )


def _inside(x: float, y: float, rings: list[list[Vertex]]) -> bool:
    """Tell whether a ray to the east crosses the rings an odd number of times."""
    crossings = 0
    for ring in rings:
        for (x1, y1, _), (x2, y2, _) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
    return crossings % 2 == 1
