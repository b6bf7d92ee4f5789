"""What people call a kind of help, in every language: "مترجم", "doctor" and "Deutschkurs" each mean a category."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from geo.geocoding.spelling import same_word
from geo.romanising import romanised
from places.models import Category, CategoryWords

MOST_WORDS = 12
_LONGEST_PHRASE = 5
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_MISSPELT = 4

Phrase = tuple[str, ...]


class Part(NamedTuple):
    """Some of the words of a text as they were typed, and the key of the category that they mean, "" for none."""

    words: Phrase
    category: str = ""


def words(text: str) -> list[str]:
    """Return the words of `text`, at most twelve, without what stands above or between their letters."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter)[0] != "M")
    return _WORD.findall("".join(letter for letter in bare if unicodedata.category(letter) != "Cf"))[:MOST_WORDS]


def parts(text: str, edition: int) -> list[Part]:
    """Return the words of `text` in order: those together that mean a category, each other one alone."""
    return list(_parts(words(text), _phrases(edition)))


def nearly(word: str, edition: int) -> str:
    """Return the key of the category that `word` means but for slips of the finger, "" where it means none."""
    typed = romanised(word)
    if len(typed) < _SHORTEST_MISSPELT:
        return ""
    alike = (key for phrase, key in _phrases(edition).items() if len(phrase) == 1 and same_word(typed, phrase[0]))
    return next(alike, "")


def beginning(text: str, edition: int) -> list[str]:
    """Return the keys of the categories of which some phrase begins with `text`, those that it means first."""
    typed = compared(words(text))
    if not typed:
        return []
    known = _phrases(edition)
    begun = (key for phrase, key in known.items() if " ".join(phrase).startswith(" ".join(typed)))
    return list(dict.fromkeys(chain([known[typed]] if typed in known else [], begun)))


def compared(phrase: Sequence[str]) -> Phrase:
    """Return the words of `phrase` in the form in which they are compared."""
    return tuple(filter(None, map(romanised, phrase)))


def _parts(typed: Sequence[str], known: dict[Phrase, str]) -> Iterator[Part]:
    start = 0
    while start < len(typed):
        longest = min(_LONGEST_PHRASE, len(typed) - start)
        runs = (tuple(typed[start : start + length]) for length in range(longest, 0, -1))
        found = next((Part(run, known[compared(run)]) for run in runs if compared(run) in known), Part((typed[start],)))
        yield found
        start += len(found.words)


@lru_cache(maxsize=1)
def _phrases(edition: int) -> dict[Phrase, str]:
    """Return every name and synonym of the categories, each with the key of the first category that has it."""
    said = [(each.key, each.name, each.synonyms) for each in Category.objects.all()]
    others = CategoryWords.objects.order_by("category__position", "language")
    said += others.values_list("category__key", "name", "synonyms")
    phrases: dict[Phrase, str] = {}
    for key, name, synonyms in said:
        for phrase in (name, *synonyms):
            phrases.setdefault(compared(words(phrase)), key)
    phrases.pop((), None)
    return phrases
