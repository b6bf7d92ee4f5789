"""Whether a place is open at a moment, as its card says it: of what was asked for, by the same rule as the filter."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from places import opening
from places.opening import Hours, State
from places.search import Search
from places.slots import Offered, slots_of

_SOON = datetime.timedelta(hours=12)
BEST_FIRST = (State.OPEN, State.BY_APPOINTMENT, State.UNKNOWN, State.CLOSED)
_Moment = datetime.datetime


@dataclass(frozen=True)
class Badge:
    """The state of a place at the moment `at`, which is shown if it was `chosen`; until when, and when it opens.

    Moments are as the clocks at the place show them. `has_hours` tells hours that say nothing of the moment from none.
    """

    state: State
    at: _Moment
    chosen: bool
    until: _Moment | None = None
    opens: _Moment | None = None
    reason: str = ""
    has_hours: bool = True

    @property
    def ends_soon(self) -> bool:
        """Whether the time alone tells when it ends."""
        return self.until is not None and self.until - self.at < _SOON

    @property
    def opens_today(self) -> bool:
        return self.opens is not None and self.opens.date() == self.at.date()

    @property
    def opens_this_week(self) -> bool:
        """Whether its weekday tells which day it is."""
        return self.opens is not None and (self.opens.date() - self.at.date()).days < 7


def badge(place: dict[str, Any], search: Search, at: _Moment, *, chosen: bool = False) -> Badge:
    """Return what is known of `place` at the moment `at`: of the slots that the other parts of `search` allow."""
    told = [_told(slot.hours, at) for slot in _meant(place, search)]
    state = next((state for state in BEST_FIRST if any(each.state is state for each in told)), State.CLOSED)
    same = [each for each in told if each.state is state]
    if not same:
        return Badge(state, at, chosen)
    ends = [each.until for each in same]
    return replace(
        same[0],
        chosen=chosen,
        until=_last(ends),
        opens=min((each.opens for each in told if each.opens), default=None),
        reason=next((each.reason for each in same if each.reason), ""),
        has_hours=any(each.has_hours for each in same),
    )


def _last(ends: Sequence[_Moment | None]) -> _Moment | None:
    known = [end for end in ends if end]
    return max(known) if len(known) == len(ends) else None


def _meant(place: dict[str, Any], search: Search) -> list[Offered]:
    """Return the slots of which the badge speaks: of the category, and in the language or else in unknown ones."""
    slots = list(slots_of(place))
    if search.category:
        slots = [slot for slot in slots if slot.category == search.category]
    if not search.language:
        return slots
    speaks: Sequence[Callable[[Offered], bool]] = (
        lambda slot: search.language in slot.languages,
        lambda slot: not slot.languages,
    )
    return next((found for each in speaks if (found := [slot for slot in slots if each(slot)])), slots)


@lru_cache(maxsize=10_000)
def _told(hours: Hours, at: _Moment) -> Badge:
    """Return what hours say of a moment, by the minute; most places of a page share theirs with others."""
    status, following = opening.status(hours, at), opening.next_opening(hours, at)
    opens = following.start if following else None
    local = at.astimezone(hours.zone)
    return Badge(status.state, local, False, status.until, opens, status.reason, bool(hours.expression))
