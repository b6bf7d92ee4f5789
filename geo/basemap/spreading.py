"""Move marks apart that would cover each other, each as little as needed."""

import math

Position = tuple[float, float]
ROUNDS = 60
SLACK_PX = 0.05


def spread(points: list[Position], apart_px: float) -> list[Position]:
    """Return `points` moved so that any two are `apart_px` from each other, as far as 60 rounds of pushing reach.

    The answer follows from the points alone; those that coincide move apart from west to east in their order.
    """
    moved = list(points)
    for _ in range(ROUNDS):
        if not _push(moved, apart_px):
            break
    return moved


def _push(points: list[Position], apart_px: float) -> bool:
    """Move each pair that is too near half of what it lacks; tell whether there was one."""
    order = sorted(range(len(points)), key=lambda index: (points[index][1], index))
    pushed = False
    for rank, one in enumerate(order):
        for other in order[rank + 1 :]:
            if points[other][1] - points[one][1] >= 2 * apart_px:
                break
            pushed = _part(points, min(one, other), max(one, other), apart_px) or pushed
    return pushed


def _part(points: list[Position], one: int, other: int, apart_px: float) -> bool:
    (x1, y1), (x2, y2) = points[one], points[other]
    distance = math.hypot(x2 - x1, y2 - y1)
    if distance >= apart_px - SLACK_PX:
        return False
    east, south = ((x2 - x1) / distance, (y2 - y1) / distance) if distance else (1.0, 0.0)
    push = (apart_px - distance) / 2
    points[one] = x1 - east * push, y1 - south * push
    points[other] = x2 + east * push, y2 + south * push
    return True
