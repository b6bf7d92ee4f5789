"""The answer to a visitor's question: which places are there, what is next, and who helps where nothing is found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.contrib.gis.geos import Point

from geo.precision import Precision
from places import cursors
from places.features import MATCH
from places.searching import Hit, Page, Search, find
from places.web.badges import badge
from places.web.cards import Card, cards
from places.web.questions import RADII_KM

PAGE = 50
_OUTSIDE = 3
_ABOUT_NOW = timedelta(minutes=2)


@dataclass(frozen=True)
class Where:
    """A position, as what it was understood, and for one without a name what it is near."""

    centre: Point
    label: str
    precision: Precision | None = None
    near: str = ""

    @property
    def approximate(self) -> bool:
        """Whether the position stands for an area, so that no distance from it is worth its metres."""
        return self.precision is not None and self.precision.approximate


@dataclass(frozen=True)
class Answer:
    """The cards of one page, how many there are in all, the next page's cursor, and the nearest outside.

    `advisers` are the nearest places at all, where nobody is known for what was asked. Of `uncertain` of all it is not
    known whether they are what was asked for; their cards come last.
    """

    cards: Sequence[Card]
    matched: int
    next_cursor: str
    outside: Sequence[Card]
    advisers: Sequence[Card] = ()
    uncertain: int = 0

    @property
    def certain(self) -> int:
        return self.matched - self.uncertain

    @property
    def certain_cards(self) -> list[Card]:
        return [card for card in self.cards if card.place.get(MATCH) != "unknown"]

    @property
    def uncertain_cards(self) -> list[Card]:
        return [card for card in self.cards if card.place.get(MATCH) == "unknown"]

    @property
    def wider_km(self) -> int | None:
        """The next radius within which something is found, where nothing was; None where none is that large."""
        metres = self.outside[0].metres if self.outside else None
        return None if metres is None else next((km for km in RADII_KM if km * 1000 >= metres), None)

    @property
    def has_approximate(self) -> bool:
        """Whether a place of the page stands for an area on the map."""
        return any(card.place["approximate"] for card in self.cards)


def answer(
    search: Search, edition: int, cursor: str = "", *, limit: int | None = None, now: datetime | None = None
) -> Answer:
    """Return the page of `search` that `cursor` stands for, or its first. Raises cursors.InvalidCursor.

    With `now` the cards say whether their places are open: at the moment that is asked for, else now.
    """
    after = cursors.unseal(cursor, search) if cursor else None
    page = find(search, limit=limit or PAGE, after=after, edition=edition)
    widened = search.radius_m is not None and not page.matched
    nearest = find(replace(search, radius_m=None), limit=_OUTSIDE, edition=edition).hits if widened else []
    end = cursors.seal(page.end, search) if page.end else ""
    found, outside, advisers = (
        badged(cards(hits, search.centre), search, now)
        for hits in (page.hits, nearest, _advisers(search, page, edition))
    )
    return Answer(found, page.matched, end, outside, advisers, page.uncertain)


def badged(shown: list[Card], search: Search, now: datetime | None) -> list[Card]:
    """Return the cards with whether their places are open, at the moment that is asked for, else `now`."""
    if now is None:
        return shown
    at = (search.open_at or now).replace(second=0, microsecond=0)
    is_chosen = search.open_at is not None and abs(now - at) > _ABOUT_NOW
    return [replace(card, badge=badge(card.place, search, at, chosen=is_chosen)) for card in shown]


def _advisers(search: Search, page: Page, edition: int) -> Sequence[Hit]:
    """Return the nearest places, whatever they offer, where nobody near offers what was asked for."""
    if page.matched or search.centre is None or not (search.q or search.category):
        return []
    return find(Search(search.centre), limit=_OUTSIDE, edition=edition).hits
