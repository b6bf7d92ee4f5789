"""Two or three versions of a text or a value, side by side and word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

_WORDS = re.compile(r"\s+|\w+(?:[^\w\s]+\w+)*|[^\w\s]")  # a number, a time, an address of the web is one
_ALIKE = 0.3


class Mark(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Part:
    """Words that follow each other, and whether they are in both versions, in the old or in the new one alone."""

    text: str
    mark: Mark


def parts(old: str, new: str) -> list[Part]:
    """Return `new` with what of `old` is gone, word by word. What has little in common is told apart as a whole."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after)
    if matcher.ratio() < _ALIKE:
        return list(_replaced(old, new))
    found = [("".join(before[i:j]), "".join(after[k:m])) for _tag, i, j, k, m in matcher.get_opcodes()]
    return [part for pair in _joined(found) for part in _told(*pair)]


def _joined(pairs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of old and new, those as one that only a blank parts: words are told apart, not letters."""
    for differs, alike in groupby(pairs, key=lambda pair: pair[0] != pair[1] or pair[0].isspace()):
        run = list(alike)
        yield from [("".join(old for old, _new in run), "".join(new for _old, new in run))] if differs else run


def _told(old: str, new: str) -> Iterator[Part]:
    if old == new:
        yield Part(new, Mark.SAME)
    else:
        yield from _replaced(old, new)


def _replaced(old: str, new: str) -> Iterator[Part]:
    if old:
        yield Part(old, Mark.GONE)
    if new:
        yield Part(new, Mark.NEW)
