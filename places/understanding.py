"""What the words of a search stand for: first as they are typed, then with slips forgiven and compounds taken apart."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from time import monotonic

from django.db import connection, transaction

from geo.folding import fold
from geo.geocoding.spelling import slips, tolerated
from places import vocabulary
from places.models import Offer, Place
from places.search import Search, Term

_RARE = 2_000  # offers: 5 ms to fetch; of a million places, 25,000 would be looked at for 50 of them, in 80 ms
_REMEMBERED_S = 600
_SHORTEST = 4  # letters: what is shorter stands in too many other words, and is like too many
_LIKENESS = 0.4  # what one swap of letters leaves of a short word
_MOST_ALIKE = 200
_LONGEST_COMPOUND = 40  # letters: it is asked for once for each way to part a word
_MOST_COMPOUNDS = 4  # words: what is longer is a sentence
_JOINTS = ("", "s", "n", "es", "en")


def worded(search: Search, edition: int) -> Search:
    """Return `search` with its words understood as they are typed: as names and synonyms of categories, and as text."""
    return replace(search, terms=_terms(search.q, edition))


def forgiven(search: Search, edition: int) -> Search:
    """Return `search` with each word that stands nowhere replaced by what it most likely should be."""
    return replace(search, terms=_forgiven(search.q, edition))


def categories(q: str, edition: int) -> list[str]:
    """Return the keys of the categories that the words of `q` name, also where a letter of them is wrong."""
    named = [term.category for term in _terms(q, edition) if term.category]
    named = named or [term.category for term in _forgiven(q, edition) if term.category]
    return list(dict.fromkeys(named))


def is_rare(category: str) -> bool:
    """Tell whether it is less work to fetch all places of `category` than to look for some of them among all.

    Looked up once in a while: a wrong answer costs time, and nothing else.
    """
    return _is_rare(category, int(monotonic() // _REMEMBERED_S))


@lru_cache(maxsize=1000)
def _is_rare(category: str, _period: int) -> bool:
    return Offer.objects.filter(category__key=category).order_by()[: _RARE + 1].count() <= _RARE


@lru_cache(maxsize=1000)
def _terms(q: str, edition: int) -> tuple[Term, ...]:
    return tuple(_term(part.words, part.category) for part in vocabulary.parts(q, edition))


def _term(words: tuple[str, ...], category: str) -> Term:
    """Return the term of some words. A short one that means a category means no text: "ev" is a house, and in many."""
    if not category:
        return Term(words)
    clear = len("".join(words)) >= _SHORTEST
    return Term(words if clear else (), category, is_rare(category))


@lru_cache(maxsize=1000)
def _forgiven(q: str, edition: int) -> tuple[Term, ...]:
    terms = _terms(q, edition)
    may_part = len(terms) <= _MOST_COMPOUNDS
    better = [each for term in terms for each in _better(term, edition, may_part=may_part)]
    if any(term.category for term in better):  # "I need a doctor": the rest of a sentence need not stand anywhere
        better = [term for term in better if term.category or _stands_somewhere(term.words)]
    return tuple(better)


def _stands_somewhere(words: Sequence[str]) -> bool:
    return Place.objects.published().bearing(words).exists()


def _better(term: Term, edition: int, *, may_part: bool) -> Iterator[Term]:
    word = term.words[0] if term.words else ""
    if term.category or len(word) < _SHORTEST or _stands_somewhere(term.words):
        yield term
        return
    category, right = vocabulary.nearly(word, edition), _misspelt(word)
    if category or right:
        yield Term((right,) if right else (), category, bool(category) and is_rare(category))
    else:
        yield from (Term((part,)) for part in (_taken_apart(word) if may_part else (word,)))


def _misspelt(word: str) -> str:
    """Return the word of the places that `word` is but for slips of the finger, "" where there is none."""
    typed = fold(word)
    most = tolerated(typed)
    alike: Counter[str] = Counter(each for text in _alike(word) for each in {*text.split()})
    starts = ((start, times) for each, times in alike.items() for start in _starts(typed, each))
    near = ((slips(typed, start, most=most), -times, start) for start, times in starts)
    distance, _, best = min(near, default=(most + 1, 0, ""))
    return best if distance <= most else ""


def _alike(word: str) -> list[str]:
    """Return the public words of some places that resemble `word`, through the index of trigrams."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(_LIKENESS)])
        near = Place.objects.published().resembling(word).order_by()
        return list(near.values_list("searchable", flat=True)[:_MOST_ALIKE])


def _starts(typed: str, word: str) -> Iterator[str]:
    """Yield `word`, and its beginnings that are as long as `typed`: it may be a compound."""
    yield word
    for length in range(len(typed) - 1, min(len(typed) + 2, len(word))):
        yield word[:length]


def _taken_apart(word: str) -> tuple[str, ...]:
    """Return the two words of the compound `word` that some place bears both, else the word itself."""
    for first, second in _splits(fold(word)):
        if _stands_somewhere((first, second)):
            return first, second
    return (word,)


def _splits(word: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part a word in two, in the middle first, with and without what joins them ("s")."""
    cuts = range(_SHORTEST, len(word) - _SHORTEST + 1) if len(word) <= _LONGEST_COMPOUND else ()
    for cut in sorted(cuts, key=lambda cut: abs(len(word) - 2 * cut)):
        for joint in _JOINTS:
            first = word[:cut].removesuffix(joint) if word[:cut].endswith(joint) else ""
            if len(first) >= _SHORTEST:
                yield first, word[cut:]
