"""The circle of a radius search, true on the ground."""

import math

from geo.tiles import to_square

EQUATOR_M = 6_378_137.0
FLATTENING = 1 / 298.257223563


def circle(lon: float, lat: float, radius_m: float, *, corners: int = 72) -> list[tuple[float, float]]:
    """Return the circle of `radius_m` around `lon`, `lat` degrees as positions on the Web Mercator square.

    Each corner is a point on a sphere that fits the spheroid in the corner's direction: within 0.1 %
    of the radius up to 100 km. Positions may pass the square's west and east edge.
    """
    return [_corner(lon, lat, radius_m, 2 * math.pi * step / corners) for step in range(corners)]


def _corner(lon: float, lat: float, radius_m: float, azimuth: float) -> tuple[float, float]:
    angle, phi = radius_m / _curvature_radius_m(lat, azimuth), math.radians(lat)
    sine = math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(azimuth)
    east = math.sin(azimuth) * math.sin(angle) * math.cos(phi)
    turn = math.atan2(east, math.cos(angle) - math.sin(phi) * sine)
    return to_square(lon + math.degrees(turn), math.degrees(math.asin(max(-1, min(1, sine)))))


def _curvature_radius_m(lat: float, azimuth: float) -> float:
    """Return the spheroid's radius of curvature at `lat` degrees towards `azimuth` (Euler's theorem)."""
    squared = FLATTENING * (2 - FLATTENING)
    bulge = 1 - squared * math.sin(math.radians(lat)) ** 2
    meridian_m = EQUATOR_M * (1 - squared) / bulge**1.5
    vertical_m = EQUATOR_M / math.sqrt(bulge)
    curvature = math.cos(azimuth) ** 2 / meridian_m + math.sin(azimuth) ** 2 / vertical_m
    return float(1 / curvature)
