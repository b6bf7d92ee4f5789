"""Which names a map shows, and where: chosen for the whole map at once, so that no tile cuts a word."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from geo.basemap.crowd import Box, Crowd, holds
from geo.basemap.lettering import Lettering, lettering
from geo.basemap.palette import look
from geo.basemap.source import Name

Position = tuple[float, float]
GAP_PX = 3
DOT_PX = 4
LEAST_PEOPLE = {8: 25_000, 9: 9_000, 10: 2_500, 11: 1_000}
LEAST_PEOPLE_IN_FOCUS = {8: 10_000, 9: 5_000, 10: 1_500, 11: 300}
RANK = {"water": 1e9, "country": 1e9, "area": 25_000.0, "river": 9_000.0}
"""As many people would a town need to choose its place before these names; in the focus a sixth of them."""
SAME_NAME_PX = 300
"""An area is not named where a place of the same name is this near: "LEER" next to "Leer" says nothing."""


@dataclass(frozen=True)
class Label:
    """A word in its place: the middle of its baseline in px, the dot that it names, and the room of both."""

    text: str
    x: float
    y: float
    lettering: Lettering
    boxes: tuple[Box, ...]
    dot: Position | None = None


def arrange(
    names: Iterable[Name],
    zoom: int,
    px: Callable[[float, float], Position],
    *,
    taken: Sequence[Box] = (),
    within: Box | None = None,
) -> list[Label]:
    """Return the labels of a map at `zoom`, none over another, over a `taken` box or out of `within`.

    `px` turns a position on the square into pixels. The most important name chooses first.
    """
    marks, crowd, labels = Crowd(taken), Crowd(taken), []
    placed = [(name, px(name.x, name.y)) for name in sorted(names, key=_importance) if _fits_zoom(name, zoom)]
    if within:
        placed = [(name, (x, y)) for name, (x, y) in placed if holds(within, (x, y, x, y))]
    towns = [(name.text, at) for name, at in placed if name.kind == "place"]
    for name, at in placed:
        if name.kind == "area" and _is_named(name.text, at, towns):
            continue
        for label in _town_labels(name, at, zoom, marks) if name.kind == "place" else _area_labels(name, at, zoom):
            if all((within is None or holds(within, box)) and crowd.is_free(box) for box in label.boxes):
                for box in label.boxes:
                    crowd.add(box)
                labels.append(label)
                break
    return labels


def _fits_zoom(name: Name, zoom: int) -> bool:
    if name.kind == "area":
        return zoom >= 10
    if name.kind != "place":
        return name.from_zoom <= zoom <= name.to_zoom
    least = LEAST_PEOPLE_IN_FOCUS if name.in_focus else LEAST_PEOPLE
    return name.weight >= least.get(max(zoom, 8), 0)


def _importance(name: Name) -> tuple[float, str, float, float]:
    rank = RANK.get(name.kind, name.weight * (6 if name.in_focus else 1))
    return -rank, name.text, name.x, name.y


def _is_named(area: str, at: Position, towns: list[tuple[str, Position]]) -> bool:
    x, y = at
    return any(town == area and abs(x - tx) < SAME_NAME_PX and abs(y - ty) < SAME_NAME_PX for town, (tx, ty) in towns)


def _town_labels(name: Name, at: Position, zoom: int, marks: Crowd) -> Iterator[Label]:
    """Yield where the label of a town may stand, the best first: around its dot, or around the mark upon it."""
    letters = lettering(name, zoom)
    (x, y), size, half = at, letters.size_px, letters.width_px(name.text) / 2
    dot, beside = (x - DOT_PX, y - DOT_PX, x + DOT_PX, y + DOT_PX), y + size * 0.35
    if marks.is_free(dot):
        around = [(x, y - 7), (x, y + size + 3), (x + half + 6, beside), (x - half - 6, beside)]
        for label in _spread(name, letters, around):
            yield replace(label, boxes=(*label.boxes, dot), dot=at)
    else:
        below, above = y + size + 13, y - 15
        yield from _spread(name, letters, [(x, below), (x + half + 15, beside), (x - half - 15, beside), (x, above)])
        yield from _spread(name, letters, [(x + dx * (half + 13), by) for dx in (1, -1) for by in (below, above)])


def _area_labels(name: Name, at: Position, zoom: int) -> Iterator[Label]:
    """Yield where the label of an area or a water may stand: over its point, else north or south of it."""
    letters = lettering(name, zoom)
    size, (x, y) = letters.size_px, at
    return _spread(name, letters, [(x, y + size * (0.35 + step)) for step in (0, -2, 2, -4, 4)])


def _spread(name: Name, letters: Lettering, baselines: Iterable[tuple[float, float]]) -> Iterator[Label]:
    half, size = letters.width_px(name.text) / 2, letters.size_px
    for x, y in baselines:
        box = (x - half - GAP_PX, y - size - 1, x + half + GAP_PX, y + size * 0.3 + 1)
        yield Label(name.text, x, y, letters, (box,))


def labels_svg(labels: Iterable[Label], left: float, top: float, *, printed: bool = False) -> str:
    """Return the SVG elements of `labels` in a window whose upper left corner is at `left`, `top` px.

    Where a page is `printed`, `paint-order` is unknown and a halo would cover its letters: there, letters without
    one are written over it.
    """
    groups: dict[str, list[str]] = {}
    dots = []
    for label in labels:
        if label.dot:
            dots.append(f'<circle cx="{label.dot[0] - left:.1f}" cy="{label.dot[1] - top:.1f}" r="2.2"/>')
        text = (
            f'<text x="{label.x - left:.1f}" y="{label.y - top:.1f}">{escape(label.lettering.spell(label.text))}</text>'
        )
        groups.setdefault(label.lettering.attributes, []).append(text)
    drawn = "".join(f"<g {attributes}>{''.join(texts)}</g>" for attributes, texts in groups.items())
    over = f'<g stroke-width="0">{drawn}</g>' if printed else ""
    drawn += over + (f'<g {look("dot")} stroke-width="1.4">{"".join(dots)}</g>' if dots else "")
    return f"<g {FONT}>{drawn}</g>" if drawn else ""


FONT = (
    'font-family="system-ui,-apple-system,Segoe UI,Roboto,Noto Sans,sans-serif" text-anchor="middle" '
    'paint-order="stroke" stroke-linejoin="round" stroke-width="3"'
)
