"""How far and in which of eight directions one point lies from another, along the spheroid (geographiclib's door)."""

from enum import StrEnum

from django.contrib.gis.geos import Point
from geographiclib.geodesic import Geodesic

from geo.coordinates import lon_lat


class Direction(StrEnum):
    """The eight directions, clockwise from north."""

    NORTH = "north"
    NORTH_EAST = "north_east"
    EAST = "east"
    SOUTH_EAST = "south_east"
    SOUTH = "south"
    SOUTH_WEST = "south_west"
    WEST = "west"
    NORTH_WEST = "north_west"


_ALL = tuple(Direction)


def direction(start: Point, end: Point) -> Direction:
    """Return the direction in which the shortest way from `start` to `end` begins."""
    (lon, lat), (end_lon, end_lat) = lon_lat(start), lon_lat(end)
    azimuth = float(Geodesic.WGS84.Inverse(lat, lon, end_lat, end_lon, Geodesic.AZIMUTH)["azi1"])
    return _ALL[round(azimuth / 45) % 8]


def metres(start: Point, end: Point) -> float:
    """Return the length of the shortest way from `start` to `end`."""
    (lon, lat), (end_lon, end_lat) = lon_lat(start), lon_lat(end)
    return float(Geodesic.WGS84.Inverse(lat, lon, end_lat, end_lon, Geodesic.DISTANCE)["s12"])
