"""Who is responsible for the municipality in which a search starts, also where that is far away or across the sea."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from geo.models import Area
from places import searching
from places.searching import Search
from places.web.answers import badged
from places.web.cards import Card, cards


@dataclass(frozen=True)
class Responsible:
    """The municipality's name, the slugs of the places that serve it, and those of them that were not found."""

    area: str = ""
    slugs: frozenset[str] = field(default_factory=frozenset)
    elsewhere: Sequence[Card] = ()


def responsible(search: Search, found: Sequence[Card]) -> Responsible:
    """Return who serves the municipality in which `search` starts; nobody for a search without a start."""
    if search.centre is None:
        return Responsible()
    area = Area.objects.municipalities().holding(search.centre).without_outlines().first()
    if area is None:
        return Responsible()
    serving = cards(searching.responsible(area.key, search.centre, category=search.category), search.centre)
    shown = {card.place["slug"] for card in found}
    elsewhere = [card for card in serving if card.place["slug"] not in shown]
    slugs = frozenset(card.place["slug"] for card in serving)
    return Responsible(area.name, slugs, badged(elsewhere, search, timezone.now()))
