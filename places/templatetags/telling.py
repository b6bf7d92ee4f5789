"""Texts of places and offers in the language of the page."""

from typing import Any, Protocol

from django import template

from places.models import Told
from places.telling import Telling

register = template.Library()


class HasTelling(Protocol):
    """What a page shows of a place: a card."""

    @property
    def place(self) -> dict[str, Any]: ...

    @property
    def telling(self) -> Telling: ...


@register.simple_tag
def translated(card: HasTelling, field: str, offer: dict[str, Any] | None = None) -> Told:
    """Return the text `field` of a card's place, or of an `offer` of it, as the visitor can read it."""
    return card.telling.tell(card.place, field, offer)
