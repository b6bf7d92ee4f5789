"""What places say, told in a language: a translation where there is one, with its state, else the German text.

Made from public Features and translations of what is in them, so that it can tell no more than the API. Of a
protected place an outdated translation is not told: what the German text lost may have been its address.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from geo.languages import SOURCE
from places.models import Category, Told, TranslatedBy, Translation, Visibility

_Key = tuple[str, str, str, str]


class Telling:
    """The texts of `places` (properties of Features) in `language`: one query, and none before one is told.

    An offer that is called as its category is, and is not translated itself, is called so in the language, too;
    `categories` are in it.
    """

    def __init__(self, places: Iterable[Mapping[str, Any]], language: str, categories: Iterable[Category] = ()) -> None:
        self.slugs = [place["slug"] for place in places]
        self.language = language
        self._categories = {category.key: category for category in categories}

    def tell(self, place: Mapping[str, Any], field: str, offer: Mapping[str, Any] | None = None) -> Told:
        """Return the text `field` of `place`, or of an `offer` of it."""
        german = str((offer or place)[field] or "")
        if not german or self.language == SOURCE:
            return Told(german)
        key = (place["slug"], offer["category"], offer["title"], field) if offer else (place["slug"], "", "", field)
        found = self._found.get(key)
        if found is None:
            category = self._categories.get(offer["category"]) if offer and field == "title" else None
            return category.told["name"] if category and category.name == german else Told(german)
        text, original, state = found
        is_outdated = original != german
        if is_outdated and place["visibility"] != Visibility.PUBLIC:
            return Told(german)
        return Told(text, self.language, german, state == TranslatedBy.MACHINE, is_outdated)

    @cached_property
    def _found(self) -> dict[_Key, tuple[str, str, str]]:
        rows = Translation.objects.in_language(self.language).of_places(self.slugs).values_list(
            "place__slug", "offer__place__slug", "offer__category__key", "offer__title", "field", "text", "original",
            "state",
        )  # fmt: skip
        return {
            (place or offers_place, category or "", title or "", field): (text, original, state)
            for place, offers_place, category, title, field, text, original, state in rows
        }
