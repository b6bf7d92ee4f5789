"""What a visitor's search box offers while they type: from our own tables, nothing leaves the server."""

from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils import timezone

from geo.folding import fold
from geo.geocoding.address import Geocoded, tidy
from geo.geocoding.likeness import Candidate, best
from geo.geocoding.spelling import same_word
from geo.models import GazetteerEntry, GeocodedAddress
from geo.precision import Precision

_MOST_WORDS = 8
_NEAREST = 16
_FILLERS = {"deutschland", "germany", "in", "bei", "nahe"}


def suggest(text: str, *, limit: int) -> list[Geocoded]:
    """Return at most `limit` positions that `text` may mean, the best first; [] where it means none.

    Whole names come before beginnings, municipalities before villages, postcodes, addresses and
    stops. Raises InvalidAddress where the text is longer than 200 characters or holds control
    characters.
    """
    words = [word for word in fold(tidy(text)).split()[:_MOST_WORDS] if word not in _FILLERS]
    if not words:
        return []
    return best(words, [*_remembered(words), *_listed(words)], limit=limit)


def only_begins(text: str, found: Geocoded) -> bool:
    """Tell whether a word of `text` is no more than the beginning of a street's: "Berlin" of "Berliner Ring"."""
    if found.precision not in (Precision.ADDRESS, Precision.STREET):
        return False
    names = fold(found.label).split()
    return any(
        any(name.startswith(word) for name in names) and not any(same_word(word, name) for name in names)
        for word in fold(text).split()
    )


def _listed(words: Sequence[str]) -> list[Candidate]:
    """Return the entries of the gazetteer that resemble the words, each and together, in one query."""
    names = GazetteerEntry.objects.names()
    stops = GazetteerEntry.objects.stops()
    phrases = {word for word in words if len(word) > 1} | {"".join(words)}
    near = [names.resembling(phrase)[:_NEAREST] for phrase in sorted(phrases)]
    near.append(stops.resembling(" ".join(words))[:_NEAREST])
    found = Q()
    for entries in near:
        found |= Q(pk__in=entries.values("pk"))
    return [Candidate.listed(entry) for entry in GazetteerEntry.objects.filter(found).with_area()]


def _remembered(words: Iterable[str]) -> list[Candidate]:
    rows = GeocodedAddress.objects.valid_at(timezone.now()).found().resembling(" ".join(words))
    return [Candidate.remembered(row) for row in rows[:_NEAREST]]
