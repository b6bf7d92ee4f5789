"""What was written about a place: who, when, why, and how to take it back."""

from places.history.attributing import Author, attributed, to_go_on
from places.history.changes import Change, Step, changes, matching, of_change, touched
from places.history.reverting import NothingToRevert, Reverted, revert

__all__ = [
    "Author",
    "Change",
    "NothingToRevert",
    "Reverted",
    "Step",
    "attributed",
    "changes",
    "matching",
    "of_change",
    "revert",
    "to_go_on",
    "touched",
]
