"""Points and boxes on WGS 84: the only module that knows the order of axes."""

import math
from dataclasses import dataclass
from typing import Self

from django.contrib.gis.geos import Point, Polygon

WGS84 = 4326


class InvalidCoordinates(ValueError):
    """The numbers name no point on the Earth. Give degrees: lon within ±180, lat within ±90."""


def point(*, lon: float, lat: float) -> Point:
    """Return the WGS 84 point at `lon`, `lat` degrees.

    Raises InvalidCoordinates where they are outside ±180, ±90 or not finite.
    """
    _check(lon, lat)
    return Point(lon, lat, srid=WGS84)


def _check(lon: float, lat: float) -> None:
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise InvalidCoordinates(f"lon={lon}, lat={lat} is outside ±180, ±90")


def lon_lat(place: Point) -> tuple[float, float]:
    """Return (longitude, latitude) of `place` in degrees, the order of GeoJSON."""
    return place.x, place.y


def in_figures(place: Point) -> str:
    """Return "53.233100, 7.456400": latitude and longitude, in the order in which people copy and paste them."""
    return f"{place.y:.6f}, {place.x:.6f}"


def off_the_axes(place: Point) -> Point:
    """Return a point at most some 2 km from `place` and at least 128 m from the planes of the Earth's axes.

    Only where `place` is nearer to one: by a pole, the equator, or the meridians 0, ±90 and 180.
    """
    lon, lat = lon_lat(place)
    lat = min(max(lat, -89.98), 89.98)
    if abs(lat) < 0.002:
        lat = 0.002
    clearance = math.degrees(math.asin(2e-5 / math.cos(math.radians(lat))))
    beyond = lon % 90
    if beyond < clearance:
        lon += clearance - beyond
    elif beyond > 90 - clearance:
        lon -= clearance - (90 - beyond)
    return point(lon=(lon + 540) % 360 - 180, lat=lat)


@dataclass(frozen=True)
class BBox:
    """A box of degrees, edges included. Where west > east it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        _check(self.west, self.south)
        _check(self.east, self.north)
        if self.south > self.north:
            raise InvalidCoordinates(f"south={self.south} lies north of north={self.north}")

    @classmethod
    def around(cls, centre: Point, radius_m: float) -> Self:
        """Return a box that holds the circle of `radius_m` metres around `centre`."""
        lon, lat = lon_lat(centre)
        dlat = math.degrees(radius_m / 6_335_439)
        south, north = max(lat - dlat, -90), min(lat + dlat, 90)
        if south == -90 or north == 90:
            return cls(-180, south, 180, north)
        dlon = math.degrees(radius_m / 6_335_439 / math.cos(math.radians(max(abs(south), abs(north)))))
        if dlon >= 180:
            return cls(-180, south, 180, north)
        return cls((lon - dlon + 540) % 360 - 180, south, (lon + dlon + 540) % 360 - 180, north)

    @property
    def boxes(self) -> list["BBox"]:
        """Boxes with west <= east that together hold every point of this one.

        The meridians 180 and -180 are one, and a pole has every longitude.
        """
        if self.west > self.east:
            return [
                *BBox(self.west, self.south, 180, self.north).boxes,
                *BBox(-180, self.south, self.east, self.north).boxes,
            ]
        boxes = [self]
        if self.east == 180 and self.west > -180:
            boxes.append(BBox(-180, self.south, -180, self.north))
        if self.west == -180 and self.east < 180:
            boxes.append(BBox(180, self.south, 180, self.north))
        boxes += [BBox(-180, pole, 180, pole) for pole in (-90, 90) if pole in (self.south, self.north)]
        return boxes

    @property
    def centre(self) -> Point:
        """The point in the middle; only of a box that does not cross the antimeridian."""
        return point(lon=(self.west + self.east) / 2, lat=(self.south + self.north) / 2)

    @property
    def polygon(self) -> Polygon:
        """The box as a WGS 84 polygon; only of a box that does not cross the antimeridian."""
        polygon = Polygon.from_bbox((self.west, self.south, self.east, self.north))
        polygon.srid = WGS84
        return polygon
