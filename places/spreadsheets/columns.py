"""Which column is which field: by its heading, else by what stands in it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from places.spreadsheets.fields import BY_KEY, SURE, named

_LOOKED_AT = 200
_MOSTLY = 0.6
_BY_CONTENT = 60
_BY_NAME_ALONE = 20
_CONTENTS = {
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}"),
    "website": re.compile(r"(https?://|www\.)\S+", re.IGNORECASE),
    "postcode": re.compile(r"(D-?\s?)?\d{5}(\.0)?"),
    "coordinates": re.compile(r"(POINT\s*\()?-?\d{1,2}[.,]\d{2,}[°\sNSEO]*[;,\s]+-?\d{1,3}[.,]\d{2,}.*"),
    "lat": re.compile(r"(4[7-9]|5[0-5])[.,]\d{2,}[°\sN]*"),
    "lon": re.compile(r"([5-9]|1[0-5])[.,]\d{3,}[°\sEO]*"),
    "address": re.compile(r".+\d+\s?[a-z]?\s*,\s*\d{5}\s+\D+"),
    "opening_hours": re.compile(r"(?i).*\b(mo|di|mi|do|fr|montag|werktags|täglich)\b.*\d.*"),
    "street": re.compile(r"(?i)[^\d@]+(str\.|straße|strasse|weg|platz|allee|ring|markt|gasse|damm)\s*\d*.*"),
    "phones": re.compile(r"(\+|0)[\d\s()/.–-]{5,}"),
}


@dataclass(frozen=True)
class Guess:
    """What a column seems to be, "" for nothing known; `sure` up to 100, and `why`, for people. Some `examples`."""

    column: int
    heading: str
    field: str
    sure: int
    why: str
    examples: tuple[str, ...]


def guess(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[Guess]:
    """Return what each column seems to be, from its heading and the first `rows`. No field twice but where it may."""
    columns = [[] for _heading in headings]  # type: list[list[str]]
    for row in list(rows)[:_LOOKED_AT]:
        for column, text in enumerate(row):
            if text:
                columns[column].append(text)
    found = [_of_one(*each) for each in zip(headings, columns, strict=True)]
    chosen = _without_twins(found, columns)
    if not any(field == "name" for field, _sure in chosen):
        chosen = _with_a_name(chosen, columns)
    return [_guess(*each) for each in zip(range(len(headings)), headings, chosen, columns, strict=True)]


def _of_one(heading: str, texts: list[str]) -> tuple[str, int]:
    field, sure = named(heading)
    by_content = _content(texts)
    if field == "address" and by_content in ("postcode", "street"):
        return by_content, _BY_CONTENT
    return (field, sure) if field else (by_content, _BY_CONTENT if by_content else 0)


def _content(texts: list[str]) -> str:
    """Return the field whose pattern most of the `texts` have; "" where that holds for none."""
    enough = max(1, _MOSTLY * len(texts))
    counts = Counter({field: sum(bool(form.fullmatch(text)) for text in texts) for field, form in _CONTENTS.items()})
    field, count = counts.most_common(1)[0]
    return field if texts and count >= enough else ""


def _without_twins(found: list[tuple[str, int]], columns: list[list[str]]) -> list[tuple[str, int]]:
    """Let the surest column have a field; others that claim it are what their contents are, or nothing."""
    taken: set[str] = set()
    chosen: list[tuple[str, int]] = [("", 0)] * len(found)
    for index in sorted(range(len(found)), key=lambda each: (-found[each][1], not columns[each], each)):
        field, sure = found[index]
        if field in taken:
            field, sure = _content(columns[index]), _BY_CONTENT
        if field and field not in taken:
            chosen[index] = field, sure
            taken |= set() if BY_KEY[field].several else {field}
    return chosen


def _with_a_name(chosen: list[tuple[str, int]], columns: list[list[str]]) -> list[tuple[str, int]]:
    """Take the first column without a field for the names if it holds as good as no text twice."""
    for index, (field, _sure) in enumerate(chosen):
        texts = columns[index]
        is_wordy = sum(any(letter.isalpha() for letter in text) for text in texts) > len(texts) / 2
        if not field and is_wordy and len(set(texts)) > len(texts) * 0.8:
            return [*chosen[:index], ("name", _BY_NAME_ALONE), *chosen[index + 1 :]]
    return chosen


def _guess(column: int, heading: str, chosen: tuple[str, int], texts: list[str]) -> Guess:
    field, sure = chosen
    return Guess(column, heading, field, sure, _why(field, sure), tuple(dict.fromkeys(texts))[:3])


def _why(field: str, sure: int) -> str:
    if not field:
        return _("nicht erkannt: bleibt außer Acht")
    if sure == SURE:
        return _("nach der Überschrift")
    if sure > _BY_CONTENT:
        return _("nach einer ähnlichen Überschrift")
    return _("nach dem Inhalt") if sure == _BY_CONTENT else _("vermutet, weil sonst keine Spalte den Namen enthält")
