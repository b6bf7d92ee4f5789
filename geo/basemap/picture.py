"""A small map that stands still: the ground, the search circle, and a pin for each place."""

import math
from collections.abc import Sequence
from html import escape

from django.contrib.gis.geos import Point
from django.utils.safestring import SafeString, mark_safe

from geo.basemap.circle import circle
from geo.basemap.crowd import Box
from geo.basemap.frame import Frame
from geo.basemap.generalising import ALWAYS
from geo.basemap.ground import Pieces, cut, generalise, ground_svg
from geo.basemap.labels import arrange, labels_svg
from geo.basemap.palette import look
from geo.basemap.pins import Pin, Spot, pins_svg, spots
from geo.basemap.source import Source, ground
from geo.coordinates import lon_lat
from geo.tiles import TILE_PX, to_square

MIN_ZOOM, MAX_ZOOM = 1.0, 13.5
UNITS_PER_PX = 5
CIRCLE_ROOM_PX, PINS_ROOM_PX = 10, 34
Position = tuple[float, float]


def picture_svg(
    *,
    centre: Point,
    radius_m: float | None,
    width_px: int,
    height_px: int,
    pins: Sequence[Pin],
    title: str,
    outlined: bool = True,
    printed: bool = False,
) -> SafeString:
    """Return a map on which the circle, or without a radius the centre and all pins, just fit.

    The circle is that of a search; without `outlined` it only says how much is to be seen. In a box
    of other proportions the picture covers all of it.

    It is made to be put into a page, whose style sheet holds the dark scheme (palette.dark_css), or, `printed`, into
    a PDF.
    """
    at = to_square(*lon_lat(centre))
    ring = circle(*lon_lat(centre), radius_m) if radius_m else []
    shown = ring or [at, *(to_square(*lon_lat(pin.location)) for pin in pins)]
    frame = _frame(shown, width_px, height_px, CIRCLE_ROOM_PX if ring else PINS_ROOM_PX)
    drawing = _map(frame, spots(pins, frame), ring if outlined else [], at, printed)
    size = f'viewBox="0 0 {width_px} {height_px}" width="{width_px}" height="{height_px}"'
    fill = 'preserveAspectRatio="xMidYMid slice" role="img"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {fill}><title>{escape(title)}</title>'
    return mark_safe(f"{head}{drawing}</svg>")  # noqa: S308  title, labels and colours are escaped


def _frame(shown: Sequence[Position], width: int, height: int, room: int) -> Frame:
    """Return the closest window in which `shown` keeps `room` px from the edge."""
    west, east = min(x for x, _ in shown), max(x for x, _ in shown)
    north, south = min(y for _, y in shown), max(y for _, y in shown)
    scale = min((width - 2 * room) / max(east - west, 1e-9), (height - 2 * room) / max(south - north, 1e-9))
    zoom = min(MAX_ZOOM, max(MIN_ZOOM, math.log2(max(scale, 1) / TILE_PX)))
    return Frame.around(
        (west + east) / 2, (north + south) / 2, zoom=zoom, width=width, height=height, units=UNITS_PER_PX
    )


def _map(frame: Frame, places: Sequence[Spot], ring: Sequence[Position], at: Position, printed: bool) -> str:
    source = ground()
    drawn = ground_svg(source, cut(_whole(source, frame.zoom), frame), frame)
    here = frame.px(*at)
    labels = arrange(
        source.names,
        min(round(frame.zoom), int(MAX_ZOOM)),
        frame.px,
        taken=[*(spot.box for spot in places), *([_around(here)] if ring else [])],
        within=(0, 0, frame.width, frame.height),
    )
    names = labels_svg(labels, 0, 0, printed=printed)
    return drawn + _circle_svg(ring, frame) + names + _here_svg(ring, here) + pins_svg(places)


def _whole(source: Source, zoom: float) -> Pieces:
    """Return all shapes for `zoom` or at most a quarter more, so that few variants are made.

    Coarser where much is shown: narrow waters stay open from zoom 10 on.
    """
    step = math.ceil(zoom * 4) / 4
    return generalise(source, step, tolerance_px=0.5 if step >= 10 else 1.0)


def _around(here: Position) -> Box:
    return here[0] - 7, here[1] - 7, here[0] + 7, here[1] + 7


def _circle_svg(ring: Sequence[Position], frame: Frame) -> str:
    if not ring:
        return ""
    path = frame.path([[(x, y, ALWAYS) for x, y in [*ring, ring[0]]]], closed=True)
    width, height = frame.width * frame.units, frame.height * frame.units
    outside = f'<path {look("dim")} d="M0 0h{width}v{height}H0z{path}"/>'
    stroke = f'stroke-width="{2 * frame.units}" stroke-dasharray="{6 * frame.units} {4 * frame.units}"'
    line = f'<path {look("circle")} {stroke} d="{path}"/>'
    return f'<g transform="scale({1 / frame.units:g})">{outside}{line}</g>'


def _here_svg(ring: Sequence[Position], here: Position) -> str:
    if not ring:
        return ""
    return f'<circle {look("here")} cx="{here[0]:.1f}" cy="{here[1]:.1f}" r="5" stroke-width="2"/>'
