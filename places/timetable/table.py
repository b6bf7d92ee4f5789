"""What a clerk knows of a week."""

from collections.abc import Iterable
from dataclasses import dataclass

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAYS = "PH"
BY_APPOINTMENT = "nach Vereinbarung"
MIDNIGHT = 24 * 60


class NotATable(ValueError):
    """It says more than a table of a week can show. Show it as it is, and leave it so."""


@dataclass(frozen=True, order=True)
class Span:
    """From minute to minute of a day; past midnight, `end` counts on."""

    start: int
    end: int


@dataclass(frozen=True)
class Day:
    """Spans in order; without any it is closed, or if `by_appointment` the whole day is by appointment."""

    spans: tuple[Span, ...] = ()
    by_appointment: bool = False

    @property
    def is_closed(self) -> bool:
        return not self.spans and not self.by_appointment

    @property
    def is_overnight(self) -> bool:
        return any(span.end > MIDNIGHT for span in self.spans)


CLOSED = Day()
ALWAYS = Day((Span(0, MIDNIGHT),))


@dataclass(frozen=True)
class Timetable:
    """Seven days from Monday, or none where nothing is known of them.

    `holidays` is None where these are like other days. `exceptions` are rules for dates and seasons, as they were
    written. `otherwise` says that one may make an appointment at all other times; `words`, how to make one.
    """

    week: tuple[Day, ...] = ()
    holidays: Day | None = None
    exceptions: str = ""
    otherwise: bool = False
    words: str = BY_APPOINTMENT


def span(start: str, end: str) -> Span:
    """Return the span between two clock times; one that ends before it begins ends on the next day.

    Midnight to midnight is a whole day. Raises NotATable for other equal times, and for more than a day.
    """
    begins, ends = _minute(start), _minute(end)
    if ends < begins or not ends:
        ends += MIDNIGHT
    if begins >= MIDNIGHT or not begins < ends < begins + MIDNIGHT + (not begins):
        raise NotATable(f"{start}-{end}")
    return Span(begins, ends)


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that touch as one."""
    found: list[Span] = []
    for each in sorted(spans):
        last = found[-1] if found else Span(0, -1)
        end = max(each.end, last.end)
        if each.start <= last.end and end - last.start <= MIDNIGHT:
            found[-1] = Span(last.start, end)
        else:
            found.append(each)
    return tuple(found)
