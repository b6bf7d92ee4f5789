"""What a visitor's search box offers while they type: from our own tables, nothing leaves the server."""

import re
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils import timezone

from geo.folding import fold
from geo.geocoding import gazetteer
from geo.geocoding.address import Geocoded, tidy
from geo.geocoding.likeness import Candidate, best
from geo.geocoding.spelling import same_word
from geo.models import GazetteerEntry, GeocodedAddress
from geo.precision import Precision
from geo.romanising import is_foreign, romanised, sound

_MOST_WORDS = 8
_NEAREST = 16
_FILLERS = {"deutschland", "germany", "in", "bei", "nahe"}
_FEWEST_SOUNDS = 2
_PARTS = re.compile("[,(/]")


def suggest(text: str, *, limit: int) -> list[Geocoded]:
    """Return at most `limit` positions that `text` may mean, the best first; [] where it means none.

    Whole names come before beginnings, municipalities before villages, postcodes, addresses and
    stops. Raises InvalidAddress where the text is longer than 200 characters or holds control
    characters.
    """
    words = [word for word in romanised(tidy(text)).split()[:_MOST_WORDS] if word not in _FILLERS]
    if not words:
        return []
    spelt = best(words, [*_remembered(words), *_listed(words)], limit=limit)
    if not is_foreign(text):
        return spelt
    heard = _heard(words)
    return list({found.label: found for found in (*heard, *spelt)}.values())[:limit]


def explains(word: str, found: Geocoded) -> bool:
    """Tell whether `word` of a typed text stands for a part of what was found, in whatever script it is written."""
    typed = romanised(word)
    names = romanised(found.label).split()
    if any(same_word(typed, name) or (len(typed) > 1 and name.startswith(typed)) for name in names):
        return True
    return is_foreign(word) and sound(typed) in map(sound, _PARTS.split(found.label))


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


def _heard(words: Sequence[str]) -> list[Geocoded]:
    """Return towns that sound like all the words together, else like one of them; best those also spelt so."""
    whole = sound("".join(words))
    names = GazetteerEntry.objects.names().with_area()
    found = list(names.sounding({whole})) if len(whole) >= _FEWEST_SOUNDS else []
    if not found and len(words) > 1:
        found = list(names.sounding({heard for word in words if len(heard := sound(word)) >= _FEWEST_SOUNDS}))
    best_first = sorted(found, key=lambda entry: _likely(entry, words))
    distinct = {(fold(entry.name.partition("(")[0]), entry.area_id): entry for entry in reversed(best_first)}
    return [gazetteer.as_answer(entry) for entry in best_first if entry in distinct.values()]


def _likely(entry: GazetteerEntry, words: Sequence[str]) -> tuple[int, bool, bool, int]:
    name = fold(entry.name.partition("(")[0])
    known = sum(sound(word) in map(sound, _PARTS.split(gazetteer.label(entry))) for word in words)
    return -known, name not in (*words, "".join(words)), entry.kind != "municipality", -entry.weight


def _remembered(words: Iterable[str]) -> list[Candidate]:
    rows = GeocodedAddress.objects.valid_at(timezone.now()).found().resembling(" ".join(words))
    return [Candidate.remembered(row) for row in rows[:_NEAREST]]
