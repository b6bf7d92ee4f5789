"""A spreadsheet -> places, step by step, so that pages can show each step and an import left alone can be resumed.

    given = begin(file_name, data, by=user)            # read; raises UnreadableTable
    guesses(given)                                     # which column is which field, and why
    map_columns(given, {0: "name", 1: "street"}, by=user, area=None, as_of="2026-11")
    while (progress := locate_some(given, 200)).done < progress.total: ...
    plan(given)                                        # outcome, problems, changes of each row; counts of the import
    correct_cell(given, row_number, column, text, by=user)
    correct_alike(given, row_number, column, text, by=user)   # and all cells of the column that say the same
    say_municipality(given, row_number, name, by=user)        # also where the table has no column for it
    leave_out_errors(given, by=user)                   # all rows with errors
    decide(given, row_numbers, "new" | "that" | "skip" | "", by=user)
    apply(given, by=user)                              # all or nothing; raises RowsAreWrong, OutdatedPlan
    undo(given, by=user)                               # -> Undone

`by` is None at the command line. Whoever neither began the import nor is an administrator gets `NotYours`. Every error
that may be shown is an `ImportFailed`.
"""

from places.spreadsheets.applying import apply
from places.spreadsheets.beginning import begin, discard, guesses, map_columns
from places.spreadsheets.correcting import correct_alike, correct_cell, decide, leave_out_errors, say_municipality
from places.spreadsheets.errors import (
    ImportFailed,
    NotTheTime,
    OutdatedPlan,
    RowsAreWrong,
    UnreadableTable,
    WrongMapping,
)
from places.spreadsheets.harmless import harmless
from places.spreadsheets.placing import Progress, locate_some
from places.spreadsheets.planning import plan
from places.spreadsheets.understanding.phones import in_words as phones_in_words
from places.spreadsheets.undoing import Undone, undo

__all__ = [
    "ImportFailed",
    "NotTheTime",
    "OutdatedPlan",
    "Progress",
    "RowsAreWrong",
    "Undone",
    "UnreadableTable",
    "WrongMapping",
    "apply",
    "begin",
    "correct_alike",
    "correct_cell",
    "decide",
    "discard",
    "guesses",
    "harmless",
    "leave_out_errors",
    "locate_some",
    "map_columns",
    "phones_in_words",
    "plan",
    "say_municipality",
    "undo",
]
