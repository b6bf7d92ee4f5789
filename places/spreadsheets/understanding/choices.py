"""Cells that hold one of a few answers, or a date."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from geo.folding import fold
from geo.precision import Precision
from places.models import Visibility, Wheelchair
from places.models.as_of import validate_as_of
from places.spreadsheets.understanding.problems import BadCell

_UNKNOWN = {"unbekannt", "unknown", "?", "", "k a", "keine angabe", "n a"}
_WHEELCHAIR = {
    Wheelchair.YES: ("yes", "ja", "j", "x", "1", "true", "wahr", "voll", "vollstandig", "stufenlos", "barrierefrei"),
    Wheelchair.LIMITED: ("limited", "teilweise", "bedingt", "eingeschrankt", "zum teil", "teils"),
    Wheelchair.NO: ("no", "nein", "n", "0", "false", "falsch", "nicht barrierefrei"),
}
_VISIBILITY = {
    Visibility.PUBLIC: ("public", "offentlich", "sichtbar"),
    Visibility.AREA_ONLY: ("area only", "geschutzt", "nur gemeinde", "nur die gemeinde"),
    Visibility.HIDDEN: ("hidden", "versteckt", "intern", "nicht offentlich", "unsichtbar"),
}
_MONTHS = ["jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"]
_ENGLISH_MONTHS = {"may": 5, "oct": 10, "dec": 12, "mrz": 3}
_GERMAN = re.compile(r"(?:(?P<day>\d{1,2})[./]\s*)?(?P<month>\d{1,2})[./]\s*(?P<year>\d{4})")
_IN_WORDS = re.compile(r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[^\W\d]{3,})\.?\s+(?P<year>\d{4})")
_TIME = re.compile(r"[T ]\d{2}:\d{2}.*")


def wheelchair(text: str) -> str:
    """Return the answer in OpenStreetMap's words, "" for not known. Raises BadCell."""
    if fold(text) in _UNKNOWN:
        return ""
    return _chosen(text, _WHEELCHAIR, [(each.value, each.label) for each in Wheelchair], _("ja, teilweise oder nein"))


def visibility(text: str) -> str:
    """Return the visibility. A place is closed on its page, not by a table. Raises BadCell."""
    known = [(each.value, each.label) for each in Visibility if each != Visibility.CLOSED]
    return _chosen(text, _VISIBILITY, known, _("öffentlich, geschützt oder versteckt"))


def precision(text: str) -> str:
    """Return how precise a point is. Raises BadCell."""
    known = [(each.value, each.label) for each in Precision]
    return _chosen(text, {}, known, ", ".join(str(label) for _value, label in known))


def _chosen(text: str, words: Mapping[Any, tuple[str, ...]], known: Sequence[tuple[str, object]], rule: str) -> str:
    typed = fold(text)
    for value, label in known:
        if typed in (fold(value), fold(str(label)), *map(fold, words.get(value, ()))):
            return value
    raise BadCell(_("„%(text)s“ ist keine der Antworten: %(rule)s.") % {"text": text[:40], "rule": rule})


def as_of(text: str) -> str:
    """Return the date in `text`, as exact as it is told: "2014", "2016-01", "2010-12-20". Raises BadCell."""
    found = _GERMAN.fullmatch(text) or _IN_WORDS.fullmatch(text)
    iso = _iso(found) if found else _TIME.sub("", text.removesuffix(".0"))
    try:
        validate_as_of(iso)
    except ValidationError:
        rule = _("„%(text)s“ ist kein Datum, zum Beispiel 20.12.2026, 12/2026 oder 2026.")
        raise BadCell(rule % {"text": text[:40]}) from None
    if iso > timezone.localdate().isoformat():
        raise BadCell(_("„%(text)s“ liegt in der Zukunft.") % {"text": text[:40]})
    return iso


def _iso(found: re.Match[str]) -> str:
    name = fold(found["month"])
    month = int(name) if name.isdigit() else _month(name)
    return f"{found['year']}-{month:02}" + (f"-{int(found['day']):02}" if found["day"] else "")


def _month(name: str) -> int:
    short = name[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else _ENGLISH_MONTHS.get(short, 0)


def is_date(text: str) -> bool:
    """Whether a spreadsheet may have made a date of a house number: "1-3" became the first of March."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
