"""Leave out what cannot be seen: each vertex knows once and for all from which scale on it matters.

The weights are the distances of the Douglas-Peucker algorithm, so any scale, whole zoom or not, is
one comparison a vertex, and two neighbouring tiles always draw the same line.
"""

import math

Vertex = tuple[float, float, float]
"""x, y on the Web Mercator square, and the vertex's weight in the same unit."""

ALWAYS = math.inf


def weigh(line: list[tuple[float, float]], *, closed: bool) -> list[Vertex]:
    """Return `line` with the weight of each vertex; its ends weigh endlessly much.

    A closed line is split at the vertex farthest from its start, whose weight tells how large the
    ring is: a ring that weighs too little at some scale disappears as a whole.
    """
    if len(line) < (4 if closed else 2):
        raise ValueError(f"a {'ring' if closed else 'line'} of {len(line)} vertices")
    weights = [0.0] * len(line)
    weights[0] = weights[-1] = ALWAYS
    if closed:
        x, y = line[0]
        far = max(range(len(line)), key=lambda i: (line[i][0] - x) ** 2 + (line[i][1] - y) ** 2)
        weights[far] = math.hypot(line[far][0] - x, line[far][1] - y)
        spans = [(0, far, weights[far]), (far, len(line) - 1, weights[far])]
    else:
        spans = [(0, len(line) - 1, ALWAYS)]
    while spans:
        first, last, limit = spans.pop()
        if last - first < 2:
            continue
        middle, distance = _farthest(line, first, last)
        weights[middle] = min(distance, limit)
        spans += [(first, middle, weights[middle]), (middle, last, weights[middle])]
    return [(x, y, weight) for (x, y), weight in zip(line, weights, strict=True)]


def _farthest(line: list[tuple[float, float]], first: int, last: int) -> tuple[int, float]:
    """Return the index of the vertex between `first` and `last` farthest from their chord, and how far."""
    (x1, y1), (x2, y2) = line[first], line[last]
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    best, best_square = first + 1, -1.0
    for index in range(first + 1, last):
        x, y = line[index]
        along = min(1.0, max(0.0, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0.0
        square = (x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2
        if square > best_square:
            best, best_square = index, square
    return best, math.sqrt(best_square)


def visible(line: list[Vertex], tolerance: float) -> list[Vertex]:
    """Keep the vertices that weigh at least `tolerance`, in units of the Web Mercator square."""
    return [vertex for vertex in line if vertex[2] >= tolerance]
