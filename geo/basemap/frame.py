"""The part of the Web Mercator square that a drawing shows, and its pixels."""

from dataclasses import dataclass

from geo.basemap.clipping import Box
from geo.basemap.generalising import Vertex
from geo.tiles import TILE_PX, Tile


@dataclass(frozen=True)
class Frame:
    """A window of `width` x `height` px at `zoom`, which need not be whole; `west`, `north` on the square.

    Paths are written in whole parts of a pixel, `units` to each: shorter than decimals.
    """

    zoom: float
    west: float
    north: float
    width: int
    height: int
    units: int = 10

    @classmethod
    def of_tile(cls, tile: Tile) -> "Frame":
        """Return the window that shows exactly `tile`."""
        west, north, _, _ = tile.square
        return cls(tile.z, west, north, TILE_PX, TILE_PX)

    @classmethod
    def around(cls, x: float, y: float, *, zoom: float, width: int, height: int, units: int) -> "Frame":
        """Return the window with the position `x`, `y` of the square in its middle."""
        pixel = 1 / (TILE_PX * 2**zoom)
        return cls(zoom, x - width / 2 * pixel, y - height / 2 * pixel, width, height, units)

    @property
    def pixel(self) -> float:
        """The width of one pixel on the square."""
        return 1 / (TILE_PX * 2**self.zoom)

    @property
    def box(self) -> Box:
        """The window on the square."""
        return self.west, self.north, self.west + self.width * self.pixel, self.north + self.height * self.pixel

    def px(self, x: float, y: float) -> tuple[float, float]:
        """Return the pixels from the window's upper left corner to `x`, `y` of the square."""
        return (x - self.west) / self.pixel, (y - self.north) / self.pixel

    def path(self, lines: list[list[Vertex]], *, closed: bool) -> str:
        """Return SVG path data of `lines` in units, each point relative to the one before."""
        scale = self.units / self.pixel
        data = []
        for line in lines:
            points = [(round((x - self.west) * scale), round((y - self.north) * scale)) for x, y, _ in line]
            data.append(_subpath(points, closed))
        return "".join(data)


def _subpath(points: list[tuple[int, int]], closed: bool) -> str:
    (x, y), steps = points[0], []
    start = f"M{x} {y}".replace(" -", "-")
    for nx, ny in points[1 : -1 if closed else None]:
        if (nx, ny) != (x, y):
            dx, dy = nx - x, ny - y
            steps.append(f"{dx}{dy}" if dy < 0 else f"{dx} {dy}")
            x, y = nx, ny
    if len(steps) < (2 if closed else 1):
        return ""
    return f"{start}l{' '.join(steps).replace(' -', '-')}{'z' if closed else ''}"
