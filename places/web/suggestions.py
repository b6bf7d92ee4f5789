"""What the search box offers while someone types: markup in the language of the page, from our own tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views import View

from geo.geocoding import Geocoded, InvalidAddress, explains, suggest
from geo.languages import current_language
from geo.models import Edition
from places import vocabulary
from places.models import Category
from places.searching import Search, find
from places.web.cards import cards
from places.web.regions import region

LONGEST = 200
_SHORTEST = 2
_TOWNS, _PLACES, _KINDS = 6, 3, 3
_MOST = 8
_MAX_AGE_S = 300
_ICONS = {
    "municipality": ("map-pin", _("Gemeinde")),
    "village": ("map-pin", _("Ort")),
    "postcode": ("mail", _("Postleitzahl")),
    "address": ("house", _("Adresse")),
    "stop": ("bus", _("Haltestelle")),
}


@dataclass(frozen=True)
class Suggestion:
    """What the box offers: the `text` that it takes when chosen, what is shown, an icon, and of what kind it is."""

    text: str
    label: str
    icon: str
    kind: object


class Suggestions(View):
    """Offer what a text may mean. Anyone may keep the answer for a while: it depends on the text alone."""

    def get(self, request: HttpRequest) -> HttpResponse:
        text = " ".join(request.GET.get("q", "")[:LONGEST].split())
        found = list({each.text: each for each in _suggestions(text)}.values())[:_MOST]
        response = render(request, "places/_suggestions.html", {"suggestions": [*found, *_whole()]})
        response.headers["Cache-Control"] = f"public, max-age={_MAX_AGE_S}"
        return response


def _suggestions(text: str) -> Iterator[Suggestion]:
    typed = vocabulary.words(text)
    if not text.isprintable() or not typed or len(text) < _SHORTEST:
        return
    edition = Edition.objects.current()
    begun = _kinds(text, edition)
    yield from begun[:1]
    yield from (_town(found, typed) for found in _positions(text, edition))
    yield from begun[1:]
    for card in cards(find(Search(q=text), limit=_PLACES, edition=edition).hits):
        icon = card.categories[0].icon if card.categories else "map-pin"
        yield Suggestion(card.place["name"], card.place["name"], icon, _("Stelle, die hilft"))


def _kinds(text: str, edition: int) -> list[Suggestion]:
    """Return the kinds of help of which a name or synonym begins with `text`."""
    known = {each.key: each for each in Category.objects.offered().in_language(current_language())}
    keys = vocabulary.beginning(text, edition)
    begun = [known[key] for key in keys if key in known][:_KINDS]
    names = [(each, each.told["name"].text) for each in begun]
    return [Suggestion(name, name, each.icon, _("Art der Hilfe")) for each, name in names]


def _town(found: Geocoded, typed: list[str]) -> Suggestion:
    """Return a position; other words of the text stay in front of it."""
    rest = [word for word in typed if not explains(word, found) and not word.isdigit()]
    icon, kind = _ICONS[found.kind]
    return Suggestion(" ".join([*rest, found.label]), found.label, icon, kind)


def _whole() -> Iterator[Suggestion]:
    if name := region().name:
        yield Suggestion(name, name, "map", _("ganzes Gebiet"))


def _positions(text: str, edition: int) -> list[Geocoded]:
    """Return what `text` may mean but for the kinds of help that it names."""
    others = [word for part in vocabulary.parts(text, edition) if not part.category for word in part.words]
    try:
        return suggest(" ".join(others), limit=_TOWNS)
    except InvalidAddress:
        return []
