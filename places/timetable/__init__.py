"""A clerk's table of a week, and the `opening_hours` string that says the same.

Most strings are such a table: spans of each weekday, one answer for holidays, appointments. `read` refuses those that
say more, so that no table destroys what it cannot show. What `read` reads, `write` writes with the same meaning.

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

from places.timetable.reading import read
from places.timetable.table import (
    BY_APPOINTMENT,
    CLOSED,
    DAYS,
    HOLIDAYS,
    MIDNIGHT,
    Day,
    NotATable,
    Span,
    Timetable,
    merged,
    span,
)
from places.timetable.writing import clock, write

__all__ = [
    "BY_APPOINTMENT",
    "CLOSED",
    "DAYS",
    "HOLIDAYS",
    "MIDNIGHT",
    "Day",
    "NotATable",
    "Span",
    "Timetable",
    "clock",
    "merged",
    "read",
    "span",
    "write",
]
