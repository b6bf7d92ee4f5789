"""What is to be told about a cell or a row."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Kind = Literal["error", "warning", "told"]


class BadCell(ValueError):
    """The cell does not hold what its field needs. The text says how it must be, for clerks."""


@dataclass(frozen=True)
class Problem:
    """An error keeps the row from the map, a warning does not; "told" says how something was understood.

    `column` is the index of the cell that it is about, None for the row; `field` the field, "" for none.
    """

    kind: Kind
    text: str
    column: int | None = None
    field: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
