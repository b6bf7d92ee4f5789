"""The answer to a visitor's question: what the text means, which places are there, what is next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib.gis.geos import Point

from geo.folding import fold
from geo.geocoding import Geocoded, InvalidAddress, only_begins, suggest
from geo.precision import Precision
from places import cursors
from places.searching import Search, find
from places.web.cards import Card, cards
from places.web.questions import RADII_KM

PAGE = 50
_MEANINGS = 6
_OUTSIDE = 3


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
class Meaning:
    """What is asked for: a position, else `words` that places bear, else everything.

    `unknown` is a text that means nothing to us; `others` are names of positions that could have been meant
    as well; `by_position` says that the device told the position.
    """

    where: Where | None = None
    words: str = ""
    unknown: str = ""
    others: Sequence[str] = ()
    by_position: bool = False


@dataclass(frozen=True)
class Answer:
    """The cards of one page, how many there are in all, the next page's cursor, and the nearest outside."""

    cards: Sequence[Card]
    matched: int
    next_cursor: str
    outside: Sequence[Card]

    @property
    def wider_km(self) -> int | None:
        """The next radius within which something is found, where nothing was; None where none is that large."""
        metres = self.outside[0].metres if self.outside else None
        return None if metres is None else next((km for km in RADII_KM if km * 1000 >= metres), None)

    @property
    def has_approximate(self) -> bool:
        """Whether a place of the page stands for an area on the map."""
        return any(card.place["approximate"] for card in self.cards)


def meaning(text: str) -> Meaning:
    """Return what `text` most likely means: a position, or the words of a place's own name or offers."""
    if not text:
        return Meaning()
    found = _positions(text)
    labels = list(dict.fromkeys(each.label for each in found))
    if found and not only_begins(text, found[0]):
        return Meaning(Where(found[0].location, found[0].label, found[0].precision), others=labels[1:])
    if _is_written_somewhere(text):
        return Meaning(words=text, others=labels)
    return Meaning(unknown=text, others=labels)


def _is_written_somewhere(text: str) -> bool:
    return bool(text.isprintable() and fold(text) and find(Search(q=text), limit=1).hits)


def _positions(text: str) -> list[Geocoded]:
    try:
        return suggest(text, limit=_MEANINGS)
    except InvalidAddress:
        return []


def answer(search: Search, cursor: str = "", *, limit: int | None = None) -> Answer:
    """Return the page of `search` that `cursor` stands for, or its first. Raises cursors.InvalidCursor."""
    after = cursors.unseal(cursor, search) if cursor else None
    page = find(search, limit=limit or PAGE, after=after)
    widened = search.radius_m is not None and not page.matched
    nearest = find(replace(search, radius_m=None), limit=_OUTSIDE).hits if widened else []
    end = cursors.seal(page.end, search) if page.end else ""
    return Answer(cards(page.hits, search.centre), page.matched, end, cards(nearest, search.centre))
