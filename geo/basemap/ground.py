"""Everything of a map that lies under its words: sea, land, the area in focus, rivers, borders."""

from functools import lru_cache

from geo.basemap.clipping import Box, clip_line, clip_ring, pad
from geo.basemap.frame import Frame
from geo.basemap.generalising import Vertex, visible
from geo.basemap.palette import look
from geo.basemap.source import AREAS, Source

Pieces = dict[str, list[list[Vertex]]]

MARGIN_PX = 24
"""How much farther than the window pieces reach: their cut edges, and the strokes on them, stay unseen."""
ORDER = ("land", "focus", "water", "river", "municipality", "district", "country", "edge")
FROM_ZOOM = {"municipality": 10, "district": 8}


@lru_cache(maxsize=32)
def generalise(source: Source, zoom: float, *, tolerance_px: float) -> Pieces:
    """Return the shapes of `source` that a map of `zoom` shows, none farther than `tolerance_px` from the truth."""
    tolerance = tolerance_px * Frame(zoom, 0, 0, 0, 0).pixel
    pieces = {}
    for layer in ORDER:
        if zoom < FROM_ZOOM.get(layer, 0):
            continue
        shortest = 4 if layer in AREAS else 2
        lines = (visible(line, tolerance) for line in source.shapes.get(layer, ()))
        pieces[layer] = [line for line in lines if len(line) >= shortest]
    return pieces


def cut(pieces: Pieces, frame: Frame) -> Pieces:
    """Return what of `pieces` lies in `frame` and its margin; layers without any are left out."""
    box = pad(frame.box, MARGIN_PX * frame.pixel)
    return {layer: lines for layer, whole in pieces.items() if (lines := _cut_layer(layer, whole, box))}


def _cut_layer(layer: str, lines: list[list[Vertex]], box: Box) -> list[list[Vertex]]:
    if layer in AREAS:
        return [part for ring in lines if len(part := clip_ring(ring, box)) > 3]
    return [run for line in lines for run in clip_line(line, box)]


def ground_svg(source: Source, pieces: Pieces, frame: Frame) -> str:
    """Return the SVG elements of `pieces` in `frame`, with plain ground where `source` knows nothing."""
    x1, y1 = frame.px(*source.square[:2])
    x2, y2 = frame.px(*source.square[2:])
    if x1 <= 0 and y1 <= 0 and x2 >= frame.width and y2 >= frame.height:
        return _rectangle("sea", frame) + _paths(pieces, frame)
    void = _rectangle("void", frame)
    x1, y1 = max(x1, 0), max(y1, 0)
    width, height = min(x2, frame.width) - x1, min(y2, frame.height) - y1
    if width <= 0 or height <= 0:
        return void
    view = f"{x1:.1f} {y1:.1f} {width:.1f} {height:.1f}"
    place = f'x="{x1:.1f}" y="{y1:.1f}" width="{width:.1f}" height="{height:.1f}"'
    inner = _rectangle("sea", frame) + _paths(pieces, frame)
    return f'{void}<svg {place} viewBox="{view}" preserveAspectRatio="none">{inner}</svg>'


def _rectangle(name: str, frame: Frame) -> str:
    return f'<path {look(name)} d="M0 0h{frame.width}v{frame.height}H0z"/>'


def _paths(pieces: Pieces, frame: Frame) -> str:
    drawn = []
    for layer in ORDER:
        if layer not in pieces:
            continue
        data = frame.path(pieces[layer], closed=layer in AREAS)
        drawn += [f'<path {look(name)} {stroke} d="{data}"/>' for name, stroke in _strokes(layer, frame) if data]
    if not drawn:
        return ""
    return f'<g transform="scale({1 / frame.units:g})" stroke-linejoin="round">{"".join(drawn)}</g>'


def _strokes(layer: str, frame: Frame) -> list[tuple[str, str]]:
    """Return the looks in which `layer` is drawn, one over the other, with widths and dashes."""
    bold = min(1.5, max(0.7, 0.7 + (frame.zoom - 8) * 0.16)) * frame.units
    width = {"land": 5.5, "water": 0.8, "river": 1.4, "municipality": 0.9, "district": 1, "country": 1.3}
    dashes = {"municipality": (3, 3), "country": (7, 2.5, 1.2, 2.5)}
    pattern = " ".join(f"{px * frame.units:.0f}" for px in dashes.get(layer, ()))
    if layer == "focus":
        return [("focus", "")]
    if layer == "edge":
        return [("glow", _stroke(7 * bold)), ("edge", _stroke(1.3 * bold))]
    return [(layer, _stroke(width[layer] * bold, pattern))]


def _stroke(width: float, dashes: str = "") -> str:
    return f'stroke-width="{width:.0f}"' + (f' stroke-dasharray="{dashes}"' if dashes else "")
