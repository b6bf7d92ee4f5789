"""How well a typed text names a place: which of its words stand in the name, exactly, begun or misspelt."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.folding import fold
from geo.geocoding import gazetteer, memory
from geo.geocoding.address import Geocoded
from geo.geocoding.spelling import same_word, slips
from geo.models import GazetteerEntry, GeocodedAddress

_ORDER = ("municipality", "village", "postcode", "address", "stop")
_ENDS = {"stop": ",", "postcode": " "}  # where the name of an entry ends, and what it may stand with begins
_TOWNS = ("municipality", "village")
_STREETS = ("address", "stop")
_GENERIC = {"str"}
_ENOUGH = 0.6
_BEHIND = 0.25  # what explains so much less than the best is left out
_BEGUN = 0.9
_SLIP = 0.8
_SHORTEST_MISSPELT_STREET = 6


@dataclass(frozen=True)
class Candidate:
    """An answer that may be meant: the folded words of its name, and words that may stand with it."""

    answer: Geocoded
    kind: str
    name: tuple[str, ...]
    beside: frozenset[str]
    identity: Hashable
    weight: int = 0

    @classmethod
    def listed(cls, entry: GazetteerEntry) -> "Candidate":
        name, _, rest = entry.name.partition(_ENDS.get(entry.kind, "("))
        beside = fold(f"{rest} {entry.area.name if entry.area else ''} {entry.postcode}")
        identity = entry.name if entry.kind == "stop" else (fold(name), entry.area_id)
        return cls(
            answer=gazetteer.as_answer(entry),
            kind=entry.kind,
            name=tuple(fold(name).split()),
            beside=frozenset(beside.split()),
            identity=identity,
            weight=entry.weight,
        )

    @classmethod
    def remembered(cls, row: GeocodedAddress) -> "Candidate":
        words = row.query.split()
        numbers = [index for index, word in enumerate(words) if index and word[0].isdigit()]
        street = numbers[0] if numbers else len(words)
        return cls(memory.as_answer(row), "address", tuple(words[:street]), frozenset(words[street:]), row.query)


@dataclass(frozen=True)
class _Score:
    """`share` of the typed letters that the candidate explains; `whole`: its name is typed to the end."""

    share: float
    whole: bool
    exact: bool


def best(words: Sequence[str], candidates: Iterable[Candidate], *, limit: int) -> list[Geocoded]:
    """Return the answers that the folded `words` name, best first and distinct.

    Where no candidate explains enough of them, those whose name is in the text letter by letter.
    """
    scored = _in_named_towns([(each, score) for each in candidates if (score := _score(words, each))])
    enough = max(_ENOUGH, max((score.share for _, score in scored), default=0) - _BEHIND)
    good = [pair for pair in scored if pair[1].share >= enough]
    good = good or [pair for pair in scored if pair[1].exact and pair[0].kind not in _STREETS]
    distinct: dict[Hashable, Geocoded] = {}
    for candidate, _ in sorted(good, key=_rank):
        distinct.setdefault(candidate.identity, candidate.answer)
    return list(distinct.values())[:limit]


def _in_named_towns(scored: list[tuple[Candidate, _Score]]) -> list[tuple[Candidate, _Score]]:
    """Leave out streets elsewhere where the text names a town: "Mühlenstraße Leer" is not the one in Weener."""
    towns = [set(candidate.name) for candidate, score in scored if candidate.kind in _TOWNS and score.exact]
    return [
        (candidate, score)
        for candidate, score in scored
        if not towns or candidate.kind not in _STREETS or any(town <= _all_words(candidate) for town in towns)
    ]


def _rank(pair: tuple[Candidate, _Score]) -> tuple[float, bool, int, int, str]:
    candidate, score = pair
    order = _ORDER.index(candidate.kind)
    return -round(score.share, 1), not score.whole, order, -candidate.weight, candidate.answer.label


def _score(words: Sequence[str], candidate: Candidate) -> _Score | None:
    """Return how well `words` name the candidate, also where two of them should be one; None where they do not."""
    scores = [score for typed in (words, *_joined(words)) if (score := _score_as_typed(typed, candidate))]
    return max(scores, key=lambda score: (score.share, score.whole), default=None)


def _joined(words: Sequence[str]) -> list[list[str]]:
    """Return the ways to write two neighbouring words as one; numbers stay apart."""
    at = [index for index, pair in enumerate(pairwise(words)) if "".join(pair).isalpha()]
    return [[*words[:index], words[index] + words[index + 1], *words[index + 2 :]] for index in at]


def _score_as_typed(words: Sequence[str], candidate: Candidate) -> _Score | None:
    names = {*candidate.name, "".join(candidate.name)}
    in_name = {word: max(_alike(word, name, candidate.kind) for name in names) for word in words}
    if not any(share for word, share in in_name.items() if _tells(word, candidate)) or _another(words, candidate):
        return None
    known = {word: max(in_name[word], _alike_any(word, candidate)) for word in words}
    share = sum(len(word) * known[word] for word in words) / sum(len(word) for word in words)
    joined = "".join(candidate.name)
    exact = joined in words or all(name in words for name in candidate.name)
    whole = exact or all(any(_typed_out(word, name) for word in words) for name in candidate.name)
    return _Score(share, whole, exact)


def _alike_any(word: str, candidate: Candidate) -> float:
    return max((_alike(word, other, candidate.kind) for other in candidate.beside), default=0)


def _tells(word: str, candidate: Candidate) -> bool:
    """Whether `word` says by itself that the candidate may be meant: "Straße" does not, nor the number of a stop."""
    return word not in _GENERIC and not (candidate.kind == "stop" and word.isdigit())


def _another(words: Sequence[str], candidate: Candidate) -> bool:
    """Whether the text names a house elsewhere: on another street, or with another number."""
    numbers = [word for word in words if word[0].isdigit()]
    if candidate.kind == "address":
        street = any(_alike(word, candidate.name[0], candidate.kind) for word in words)
        return not street or any(not _begins(number, candidate.beside) for number in numbers)
    if candidate.kind == "stop" and any(not _begins(number, _all_words(candidate)) for number in numbers):
        named = [name for name in candidate.name if not name[0].isdigit()]
        return not all(any(_alike(word, name, candidate.kind) for word in words) for name in named)
    return False


def _all_words(candidate: Candidate) -> set[str]:
    return {*candidate.name, *candidate.beside}


def _begins(number: str, others: Iterable[str]) -> bool:
    return any(other.startswith(number) for other in others)


def _alike(word: str, name: str, kind: str) -> float:
    """Return 1 for the same word, less for its beginning or a misspelling, 0 for another word."""
    if word == name:
        return 1
    if len(word) > 1 and name.startswith(word):
        return _BEGUN
    if kind == "stop" and len(word) < _SHORTEST_MISSPELT_STREET:
        return 0
    return 1 - _SLIP * slips(word, name, most=3) / len(word) if same_word(word, name) else 0


def _typed_out(word: str, name: str) -> bool:
    """Whether `word` is `name` to its end, right or with slips."""
    return word == name or (not name.startswith(word) and same_word(word, name))
