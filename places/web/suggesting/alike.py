"""Places that could be the one that somebody misses: near by, at the same address, or of a similar name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from places.likeness import Similar, similar
from places.models import Place
from places.searching import Closed, Hit, find_one
from places.web.cards import Card, cards
from places.web.suggesting.missing import Missing
from places.web.suggesting.sealing import known_of, seal

_MOST = 5
_CARRIED = ("message", "answer_to", "token")


@dataclass(frozen=True)
class Alike:
    """A place that we know, as the pages show it, and in what it is like the one that is missed."""

    card: Card
    similar: Similar


def alike(form: Missing) -> Sequence[Alike]:
    """Return the places that are like what the form says, the likeliest first."""
    said = form.sheet.changes
    found = similar(
        name=said["name"],
        at=form.at,
        street=said.get("street", ""),
        town=said.get("town", ""),
        phones=[phone["number"] for phone in said.get("phones", ())],
        limit=_MOST,
    )
    hits = {each.place.slug: replace(hit, metres=each.metres) for each in found if (hit := _hit(each.place))}
    there = [each for each in found if each.place.slug in hits]
    return [Alike(card, each) for card, each in zip(cards([*hits.values()], form.at), there, strict=True)]


def carried_over(place: Place, data: QueryDict) -> QueryDict:
    """Return the form of `place` with what was typed of a missing one, which it is: new numbers, and words."""
    form, seen = Missing(data), known_of(place)
    numbers = {phone["number"] for phone in seen["phones"]}
    typed = [phone for phone in form.sheet.changes.get("phones", ()) if phone["number"] not in numbers]
    carried = QueryDict(mutable=True)
    carried.update({"seen": seal(place, seen)} | {name: form.sent(name) for name in _CARRIED})
    for number, phone in enumerate([*seen["phones"], *typed]):
        carried.update({f"phones-{number}-number": phone["shown"], f"phones-{number}-contact": phone["contact"]})
    return carried


def _hit(place: Place) -> Hit | None:
    """Return `place` as a search finds it; None where it closed this moment."""
    try:
        return find_one(place.slug)
    except (Closed, Place.DoesNotExist):
        return None
