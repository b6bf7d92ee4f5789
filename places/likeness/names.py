"""Whether two names are one, slips of the finger and other ways to write it forgiven. RapidFuzz's only importer.

Names are compared word by word, and a word weighs the less, the more places bear it: eleven places of a district are
called "Familienstützpunkt", and only the words beside that tell them apart. What names the town of the other place
needs not stand in its name: "Tafel" in Leer is the "Tafel Leer".
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz, process

from geo.folding import fold

ALIKE = 0.8
"""From this likeness on, two names may be one. Measured over the first district: a slip in a word gives 0.84 and more,
two of its places have 0.61 and less."""
_SAME_WORD = 75.0  # of 100: a word of six letters with a slip
_TOWNS = 20  # about as many places lie in a town as if there were so many of them
_FILLERS = frozenset((
    "am", "an", "auf", "bei", "beim", "das", "dem", "den", "der", "des", "die", "e", "ein", "eine", "eingetragener",
    "ev", "fur", "g", "ggmbh", "gmbh", "im", "in", "mbh", "mit", "und", "v", "vom", "von", "verein", "zu", "zum", "zur",
))  # fmt: skip


class Name(NamedTuple):
    """The words of a name that tell something, folded, and words that name its town."""

    words: tuple[str, ...]
    beside: frozenset[str] = frozenset()

    @classmethod
    def of(cls, name: str, *towns: str) -> "Name":
        words = tuple(fold(name).split())
        telling = tuple(word for word in words if word not in _FILLERS)
        return cls(telling or words, frozenset(fold(" ".join(towns)).split()))


class Weights:
    """How much each word of a name tells, by how many of `total` names bear it; `towns` are words of their own, too."""

    def __init__(self, borne: Mapping[str, int], total: int, towns: Collection[str] = frozenset()) -> None:
        self.borne, self.total, self.towns = borne, total, towns
        self._known: dict[str, bool] = {}
        self._spellings: dict[str, list[str]] = {}

    @classmethod
    def over(cls, names: Iterable[Name], towns: Collection[str] = frozenset()) -> "Weights":
        words = [set(name.words) for name in names]
        return cls(Counter(word for each in words for word in each), len(words), towns)

    def of(self, word: str) -> float:
        return math.log(1 + (self.total + 1) / (1 + self.borne.get(word, 0)))

    def is_known(self, word: str) -> bool:
        """Whether `word` is one by itself: such two are no slips of each other, and neither are two numbers."""
        if word not in self._known:
            self._known[word] = word in self.borne or word in self.towns or _has_digits(word)
        return self._known[word]

    def sought(self, name: Name) -> set[str]:
        """Return words of which each name that is like `name` bears one, or lies in a town called so."""
        telling = self._telling(name)
        found = {spelling for word in telling for spelling in self._written(word)}
        return found | {whole for pair in pairwise(name.words) if (whole := "".join(pair)) in self.borne}

    def _telling(self, name: Name) -> list[str]:
        """Return words of `name` that few names bear, so many that no name without them is like it."""
        rest = total = sum(map(self.of, name.words))
        rarest = sorted(set(name.words), key=lambda word: (self._spread(word), word))
        for count, word in enumerate(rarest, 1):
            rest -= self.of(word) * name.words.count(word)
            if rest < ALIKE * total:
                return rarest[:count]
        return rarest

    def _spread(self, word: str) -> int:
        """Return roughly how many places may be meant by `word`."""
        in_town = self.total // _TOWNS if word in self.towns else 0
        return in_town + sum(self.borne.get(spelling, 0) for spelling in self._written(word))

    def _written(self, word: str) -> list[str]:
        """Return the words that may stand for `word`: itself, else those that are like it, or parts of it."""
        if self.is_known(word):
            return [word]
        if word not in self._spellings:
            found = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_SAME_WORD, limit=None)
            self._spellings[word] = [word, *(other for other, _score, _index in found), *self._parts(word)]
        return self._spellings[word]

    def _parts(self, word: str) -> list[str]:
        """Return the longer one of each two words of names that `word` is written of."""
        halves = ((word[:at], word[at:]) for at in range(1, len(word)))
        return [max(one, other, key=len) for one, other in halves if one in self.borne and other in self.borne]

    @cached_property
    def _vocabulary(self) -> list[str]:
        return [word for word in {*self.borne, *self.towns} if not _has_digits(word)]


def _has_digits(word: str) -> bool:
    return any(map(str.isdigit, word))


def alike(one: Name, other: Name, weights: Weights) -> float:
    """Return from 0 to 1 how much of what two names say is the same."""
    return min(_shares(one, other, weights))


def contained(one: Name, other: Name, weights: Weights) -> float:
    """Return from 0 to 1 how much of what the shorter name says the longer one says, too."""
    return max(_shares(one, other, weights))


def _shares(one: Name, other: Name, weights: Weights) -> tuple[float, float]:
    """Return how much of what either of two names says the other says, too."""
    if not one.words or not other.words:
        return 0.0, 0.0
    ours, theirs = joined(one.words, other.words), joined(other.words, one.words)
    return _covered(ours, theirs, other.beside, weights), _covered(theirs, ours, one.beside, weights)


def joined(words: Sequence[str], others: Collection[str]) -> list[str]:
    """Return `words`, neighbours as one where the `others` hold it so: "Treff punkt" is "Treffpunkt"."""
    whole = list(words)
    for first, second in pairwise(words):
        if first + second in others and first in whole:
            at = whole.index(first)
            whole[at : at + 2] = [first + second]
    return whole


def _covered(words: Sequence[str], others: Sequence[str], beside: Collection[str], weights: Weights) -> float:
    """Return how much of what `words` say is said by `others`, or stands `beside` them, by weight."""
    total = found = 0.0
    for word in words:
        weight = weights.of(word)
        best = 100.0 if word in beside else max(_of_words(word, other, weights) for other in others)
        total += weight
        found += weight * best / 100
    return found / total


def _of_words(word: str, other: str, weights: Weights) -> float:
    """Return from 0 to 100 how alike two words are. "Rhauderfehn" is not "Ostrhauderfehn"."""
    if word == other:
        return 100.0
    if weights.is_known(word) and weights.is_known(other):
        return 0.0
    return float(fuzz.ratio(word, other, score_cutoff=_SAME_WORD))
