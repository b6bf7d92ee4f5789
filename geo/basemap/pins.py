"""Places on a picture: a pin where the point is known, a soft disc with a badge where it is not."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.contrib.gis.geos import Point

from geo.basemap.crowd import Box
from geo.basemap.frame import Frame
from geo.basemap.palette import look
from geo.basemap.spreading import spread
from geo.coordinates import lon_lat
from geo.tiles import to_square

APART_PX = 20.5
MOVED_PX = 1
AREA_PX = 17
BADGE_PX = 9
DROP = "M0 0c-2.2-4.7-11-9.6-11-18a11 11 0 0 1 22 0C11-9.6 2.2-4.7 0 0z"
DROP_HEAD_PX = 18


@dataclass(frozen=True)
class Pin:
    """A place on the picture: `label` is a number of at most three digits or two letters, `colour` is #rrggbb.

    `approximate` says that the place is somewhere around the point, not at it.
    """

    location: Point
    label: str
    colour: str
    approximate: bool


@dataclass(frozen=True)
class Spot:
    """Where a pin is drawn: its point, and its badge, moved aside where it would cover another, in px."""

    pin: Pin
    x: float
    y: float
    badge_x: float
    badge_y: float

    @property
    def is_moved(self) -> bool:
        """Whether the badge had to give way to another."""
        return math.hypot(self.badge_x - self.x, self.badge_y - _badge_y(self.pin, self.y)) > MOVED_PX

    @property
    def is_drop(self) -> bool:
        """Whether a pin may stand on the point: the point is known, and there is room."""
        return not self.pin.approximate and not self.is_moved

    @property
    def box(self) -> Box:
        """The room that it takes, in px."""
        reach = BADGE_PX + 2
        bottom = self.y if self.is_drop else self.badge_y + reach
        return self.badge_x - reach, self.badge_y - reach, self.badge_x + reach, bottom


def spots(pins: Sequence[Pin], frame: Frame) -> list[Spot]:
    """Return where those of `pins` that `frame` shows are drawn, from north to south."""
    at = [(pin, *frame.px(*to_square(*lon_lat(pin.location)))) for pin in pins]
    shown = [(pin, x, y) for pin, x, y in at if _touches(frame, x, y)]
    badges = spread([(x, _badge_y(pin, y)) for pin, x, y in shown], APART_PX)
    drawn = [Spot(pin, x, y, *badge) for (pin, x, y), badge in zip(shown, badges, strict=True)]
    return sorted(drawn, key=lambda spot: (spot.y, spot.x))


def _badge_y(pin: Pin, y: float) -> float:
    return y if pin.approximate else y - DROP_HEAD_PX


def _touches(frame: Frame, x: float, y: float) -> bool:
    return -AREA_PX < x < frame.width + AREA_PX and -AREA_PX < y < frame.height + AREA_PX + DROP_HEAD_PX


def pins_svg(places: Sequence[Spot]) -> str:
    """Return the SVG elements of `places`: first all areas, then badges and pins over them."""
    if not places:
        return ""
    grounds = [*map(_area, places), *map(_stem, places)]
    marks = "".join(grounds) + "".join(_mark(spot) for spot in places)
    font = 'font-family="system-ui,sans-serif" font-size="11" font-weight="700" text-anchor="middle"'
    return f"<g {font}>{marks}</g>"


def _area(spot: Spot) -> str:
    if not spot.pin.approximate:
        return ""
    colour = escape(spot.pin.colour)
    return (
        f'<circle cx="{spot.x:.1f}" cy="{spot.y:.1f}" r="{AREA_PX}" fill="{colour}" fill-opacity=".2" '
        f'stroke="{colour}" stroke-opacity=".65" stroke-dasharray="2 3"/>'
    )


def _stem(spot: Spot) -> str:
    """Return the line from a badge that had to move to its point; one still on its soft disc needs none."""
    strays = math.hypot(spot.badge_x - spot.x, spot.badge_y - spot.y) > AREA_PX
    if spot.is_drop or (spot.pin.approximate and not strays):
        return ""
    way = f"M{spot.x:.1f} {spot.y:.1f}L{spot.badge_x:.1f} {spot.badge_y:.1f}"
    return f'<path stroke="{escape(spot.pin.colour)}" stroke-width="2.5" stroke-linecap="round" d="{way}"/>'


def _mark(spot: Spot) -> str:
    rim = f'{look("rim")} fill="{escape(spot.pin.colour)}" stroke-width="1.5"'
    if spot.is_drop:
        shape = f'<path {rim} transform="translate({spot.x:.1f} {spot.y:.1f})" d="{DROP}"/>'
    else:
        shape = f'<circle {rim} cx="{spot.badge_x:.1f}" cy="{spot.badge_y:.1f}" r="{BADGE_PX}"/>'
    if not spot.pin.label:
        return shape
    text = escape(spot.pin.label)
    size = ' font-size="9"' if len(spot.pin.label) > 2 else ""
    return f'{shape}<text x="{spot.badge_x:.1f}" y="{spot.badge_y + 4:.1f}"{size} fill="#fff">{text}</text>'
