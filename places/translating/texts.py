"""Which texts wait for a machine to translate them: public ones without a translation, or with an outdated one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from places import features
from places.models import Offer, Place, TranslatedBy, Translation


@dataclass(frozen=True)
class Text:
    """The German text `german` in the field `field` of a place or an offer."""

    part: Place | Offer
    field: str
    german: str

    @property
    def of(self) -> dict[str, Place | Offer]:
        return {"place": self.part} if isinstance(self.part, Place) else {"offer": self.part}


def waiting(language: str) -> list[Text]:
    """Return the public texts that have no translation into `language`, or an outdated one by a machine."""
    present = {(each.place_id or each.offer_id, each.field): each for each in Translation.objects.in_language(language)}
    return [text for text in _public() if _is_open(present.get((text.part.pk, text.field)), text)]


def _is_open(translation: Translation | None, text: Text) -> bool:
    if translation is None:
        return True
    return translation.state == TranslatedBy.MACHINE and translation.original != text.german


def _public() -> Iterator[Text]:
    """Yield the texts of published places as their Features tell them: a hidden or withheld one is in none."""
    places = Place.objects.published().prefetch_related("offers__category", "offers__place").order_by("pk")
    for place in places.iterator(chunk_size=500):
        told = orjson.loads(place.feature or features.render([place.pk])[place.pk])["properties"]
        yield from _texts(place, told, "place")
        offers = {(offer.category.key, offer.title): offer for offer in place.offers.all()}
        for said in told["offers"]:
            yield from _texts(offers[said["category"], said["title"]], said, "offer")


def _texts(part: Place | Offer, told: dict[str, Any], of: str) -> Iterator[Text]:
    for field in Translation.TEXTS[of]:
        if told.get(field):
            yield Text(part, field, told[field])
