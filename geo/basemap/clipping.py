"""Cut rings and lines to a box, so that a tile carries its own part only.

A box is (west, north, east, south) on the Web Mercator square; y grows to the south.
"""

from collections.abc import Iterator
from itertools import pairwise

from geo.basemap.generalising import ALWAYS, Vertex

Box = tuple[float, float, float, float]


def pad(box: Box, by: float) -> Box:
    """Return `box` grown by `by` on each side."""
    west, north, east, south = box
    return west - by, north - by, east + by, south + by


def clip_ring(ring: list[Vertex], box: Box) -> list[Vertex]:
    """Return the part of a closed ring inside `box`, closed along the box's edges; empty if there is none.

    Sutherland and Hodgman's algorithm: pieces of a hollow ring stay connected along the edge, which
    is why callers cut wider than they show.
    """
    for axis, bound, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        values = [vertex[axis] * sign for vertex in ring]
        if not values or max(values) < bound * sign:
            return []
        if min(values) < bound * sign:
            ring = _clip_side(ring, axis, bound, sign)
    return ring


def _clip_side(ring: list[Vertex], axis: int, bound: float, sign: int) -> list[Vertex]:
    kept: list[Vertex] = []
    before = ring[-1]
    was_inside = (before[axis] - bound) * sign >= 0
    for vertex in ring:
        inside = (vertex[axis] - bound) * sign >= 0
        if inside != was_inside:
            kept.append(_crossing(before, vertex, axis, bound))
        if inside:
            kept.append(vertex)
        before, was_inside = vertex, inside
    if kept and kept[0] != kept[-1]:
        kept.append(kept[0])
    return kept


def _crossing(a: Vertex, b: Vertex, axis: int, bound: float) -> Vertex:
    share = (bound - a[axis]) / (b[axis] - a[axis])
    if axis == 0:
        return bound, a[1] + share * (b[1] - a[1]), ALWAYS
    return a[0] + share * (b[0] - a[0]), bound, ALWAYS


def clip_line(line: list[Vertex], box: Box) -> Iterator[list[Vertex]]:
    """Yield the runs of whole segments of `line` that may touch `box`.

    Segments stay whole, so that a line leaves one tile where it enters the next.
    """
    west, north, east, south = box
    run: list[Vertex] = []
    for a, b in pairwise(line):
        apart = (a[0] < west and b[0] < west) or (a[0] > east and b[0] > east)
        if apart or (a[1] < north and b[1] < north) or (a[1] > south and b[1] > south):
            if run:
                yield run
            run = []
        else:
            run = run or [a]
            run.append(b)
    if run:
        yield run
