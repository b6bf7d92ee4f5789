"""Where a place is, and where it should be: on a map that stands still."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _

from geo import basemap, bearing
from geo.basemap import Pin
from geo.bearing import Direction
from geo.coordinates import point
from places.facts import Facts

WIDTH_PX, HEIGHT_PX = 560, 320
_ALONE_M = 5_000
_NOW, _THEN = "#5b5046", "#0b5a60"
NOW, THEN = "A", "B"
"""How the two pins are labelled."""


@dataclass(frozen=True)
class Move:
    """How far and in which direction the suggested position is from today's; as `distances.way` says it."""

    metres: float
    direction: Direction
    place: dict[str, Any] = field(default_factory=lambda: {"approximate": False})


def move(now: Facts, suggested: Facts) -> Move | None:
    """Return what a suggested position would move; None where one of both is not known."""
    start, end = _at(now), _at(suggested)
    return Move(bearing.metres(start, end), bearing.direction(start, end)) if start and end else None


def picture(now: Facts, suggested: Facts) -> str:
    """Return a map with today's position and the suggested one; "" where neither is known."""
    known = ((_at(now), NOW, _NOW), (_at(suggested), THEN, _THEN))
    pins = [Pin(at, label, colour, approximate=False) for at, label, colour in known if at]
    if not pins:
        return ""
    return basemap.picture_svg(
        centre=pins[-1].location,
        radius_m=None if len(pins) > 1 else _ALONE_M,
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
        pins=pins,
        outlined=False,
        title=_("Karte: %(now)s ist die Lage jetzt, %(then)s die vorgeschlagene") % {"now": NOW, "then": THEN},
    )


def _at(values: Facts) -> Point | None:
    at = values.get("position")
    return point(lon=at["lon"], lat=at["lat"]) if at else None
