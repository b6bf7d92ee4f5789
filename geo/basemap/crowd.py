"""Boxes on a map that must not lie over each other."""

from collections.abc import Iterable, Iterator

Box = tuple[float, float, float, float]
"""West, north, east and south edge in px."""
CELL_PX = 128


class Crowd:
    """The boxes that are taken, found by the cell of a grid."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """Take `box`."""
        for cell in cells(box, CELL_PX):
            self._cells.setdefault(cell, []).append(box)

    def is_free(self, box: Box) -> bool:
        """Tell whether no taken box touches `box`."""
        near = (other for cell in cells(box, CELL_PX) for other in self._cells.get(cell, ()))
        return not any(overlap(box, other) for other in near)


def overlap(a: Box, b: Box) -> bool:
    """Tell whether the two boxes share a point."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def cells(box: Box, size: int) -> Iterator[tuple[int, int]]:
    """Yield the column and row of each square of `size` px that `box` touches."""
    for column in range(int(box[0] // size), int(box[2] // size) + 1):
        for row in range(int(box[1] // size), int(box[3] // size) + 1):
            yield column, row


def holds(outer: Box, inner: Box) -> bool:
    """Tell whether `inner` lies wholly in `outer`."""
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
