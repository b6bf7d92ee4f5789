"""What a visitor's texts mean: a position, a kind of help, words, or words near a position; else what they could."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.folding import fold
from geo.geocoding import Geocoded, InvalidAddress, explains, only_begins, suggest
from geo.languages import current_language
from places import understanding, vocabulary
from places.models import Category
from places.searching import Search, find
from places.web.answers import Where
from places.web.regions import Region

_MEANINGS = 6
_FILLERS = {"in", "bei", "nahe", "um", "near", "deutschland", "germany"}


@dataclass(frozen=True)
class Meaning:
    """What is asked for: a position, `words` that places bear or that name a kind of help, both, or everything.

    `unknown` is a text that means nothing to us; `others` are names of positions that could have been meant
    as well; `place` is the text that asks for the position alone; `by_position` says that the device told it.
    """

    where: Where | None = None
    words: str = ""
    unknown: str = ""
    others: Sequence[str] = ()
    place: str = ""
    by_position: bool = False

    def wanting(self, words: str) -> "Meaning":
        """Return the same with further `words`."""
        return replace(self, words=" ".join(filter(None, (self.words, words))))


def named(asked: Meaning, here: Region) -> list[Category]:
    """Return the kinds of help that the words name, also where a letter of them is wrong."""
    keys = understanding.categories(asked.words, here.edition) if asked.words else []
    return list(Category.objects.filter(key__in=keys).in_language(current_language())) if keys else []


def meaning(text: str, here: Region) -> Meaning:
    """Return what `text` most likely means; the name of the district `here` stands for all of it."""
    if not text.isprintable():
        return Meaning(unknown=text)
    if not text or (here.name and fold(text) == fold(here.name)):
        return Meaning(place=text)
    found = _positions(text)
    labels = list(dict.fromkeys(each.label for each in found))
    if _names_a_category(text, here.edition) and not (found and fold(found[0].label.partition("(")[0]) == fold(text)):
        return Meaning(words=text, others=labels)
    if found and not only_begins(text, found[0]):
        return _near(found[0], _rest(text, found[0]), labels, here.edition)
    if _is_written_somewhere(text, here.edition):
        return Meaning(words=text, others=labels)
    return Meaning(unknown=text, others=labels)


def _near(found: Geocoded, rest: str, labels: Sequence[str], edition: int) -> Meaning:
    """Return the position, and the `rest` of the text where that means something, too."""
    words = rest if rest and not _is_an_address(rest) and _is_written_somewhere(rest, edition) else ""
    where = Where(found.location, found.label, found.precision)
    return Meaning(where, words, others=labels[1:], place=found.label)


def _rest(text: str, found: Geocoded) -> str:
    """Return the words of `text` that `found` does not explain."""
    words = [word for word in vocabulary.words(text) if not explains(word, found)]
    return " ".join(word for word in words if fold(word) not in _FILLERS)


def _is_an_address(rest: str) -> bool:
    """Tell whether `rest` is a street rather than words: of one that we do not know, the town counts."""
    return any(letter.isdigit() for letter in rest) or any(word.endswith("str") for word in fold(rest).split())


def _names_a_category(text: str, edition: int) -> bool:
    parts = vocabulary.parts(text, edition)
    return bool(parts) and all(part.category for part in parts)


def _is_written_somewhere(text: str, edition: int) -> bool:
    if not vocabulary.words(text):
        return False
    return _names_a_category(text, edition) or bool(find(Search(q=text), limit=1, edition=edition).hits)


def _positions(text: str) -> list[Geocoded]:
    try:
        return suggest(text, limit=_MEANINGS)
    except InvalidAddress:
        return []
