"""Tile addresses on the Web Mercator square, as every web map counts them: x to the east, y to the south."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from geo.coordinates import BBox

TILE_PX = 256
WORLD = BBox(-180, -85, 180, 85)
"""What is shown where no region is known: nearly all of the Web Mercator square."""
MAX_ZOOM = 24
MAX_LAT = math.degrees(math.atan(math.sinh(math.pi)))


class NoSuchTile(ValueError):
    """The numbers name no tile. Give 0 <= z <= 24, and x and y from 0 to 2**z - 1."""


def to_square(lon: float, lat: float) -> tuple[float, float]:
    """Return where `lon`, `lat` degrees lie on the Web Mercator square: 0..1 from west, 0..1 from north.

    Latitudes beyond ±85.05 lie on the square's edge.
    """
    sine = math.sin(math.radians(max(-MAX_LAT, min(MAX_LAT, lat))))
    return lon / 360 + 0.5, 0.5 - math.atanh(sine) / (2 * math.pi)


def from_square(x: float, y: float) -> tuple[float, float]:
    """Return the (longitude, latitude) in degrees of a position on the Web Mercator square."""
    return (x - 0.5) * 360, math.degrees(math.atan(math.sinh((0.5 - y) * 2 * math.pi)))


@dataclass(frozen=True)
class Tile:
    """One square of the map at zoom `z`. Raises NoSuchTile, naming the field and its rule."""

    z: int
    x: int
    y: int

    def __post_init__(self) -> None:
        if not 0 <= self.z <= MAX_ZOOM:
            raise NoSuchTile(f"z={self.z} is outside 0 to {MAX_ZOOM}")
        last = 2**self.z - 1
        for name, value in (("x", self.x), ("y", self.y)):
            if not 0 <= value <= last:
                raise NoSuchTile(f"{name}={value} is outside 0 to {last}, the tiles of zoom {self.z}")

    @classmethod
    def at(cls, lon: float, lat: float, *, z: int) -> Self:
        """Return the tile of zoom `z` that holds `lon`, `lat` degrees."""
        x, y = to_square(lon, lat)
        last = 2**z - 1
        return cls(z, min(int(x * 2**z), last), min(int(y * 2**z), last))

    @classmethod
    def over(cls, box: BBox, *, z: int) -> Iterator[Self]:
        """Yield the tiles of zoom `z` that together show `box`, row by row."""
        for part in box.boxes:
            first, last = cls.at(part.west, part.north, z=z), cls.at(part.east, part.south, z=z)
            for y in range(first.y, last.y + 1):
                yield from (cls(z, x, y) for x in range(first.x, last.x + 1))

    @property
    def square(self) -> tuple[float, float, float, float]:
        """West, north, east and south edge on the Web Mercator square, each 0..1."""
        size = 1 / 2**self.z
        return self.x * size, self.y * size, (self.x + 1) * size, (self.y + 1) * size

    @property
    def bounds(self) -> BBox:
        """The box of WGS 84 degrees that the tile covers."""
        west, north, east, south = self.square
        (west_lon, north_lat), (east_lon, south_lat) = from_square(west, north), from_square(east, south)
        return BBox(west_lon, south_lat, east_lon, north_lat)

    @property
    def parent(self) -> "Tile":
        """The tile of the zoom above that holds this one. Raises NoSuchTile at zoom 0."""
        return Tile(self.z - 1, self.x // 2, self.y // 2)
