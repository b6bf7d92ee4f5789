"""Telephone numbers as they stand in a cell: several, with words around them, or spoilt by a spreadsheet."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import to_python

from places.spreadsheets.understanding.problems import BadCell

Phone = dict[str, str]

_BETWEEN = re.compile(r"\s*[;,|\n]\s*|\s+(?:oder|und|bzw\.?|or|and)\s+", re.IGNORECASE)
_SLASH = re.compile(r"\s+/\s+|\s*//\s*")
_ONE = re.compile(r"(?P<before>[^\d+(]*)(?P<number>[+(]?\d[\d\s()/.\-–]*\d)\s*(?P<after>.*)", re.DOTALL)
_CALLED = re.compile(r"(?i)^(tel(efon)?(nummer)?|fon|phone|mobil(telefon)?|handy|festnetz|nr|zentrale)?[.:\s]*$")
_FAX = re.compile(r"(?i)\b(tele)?fax\b")
_ROUNDED = re.compile(r"\d([.,]\d+)?[eE]\+\d+")
_WHOLE = re.compile(r"(\d+)\.0+")
_SHORTEST, _COUNTRY = 6, "49"


def read(text: str) -> tuple[list[Phone], str]:
    """Return the numbers in `text` with their contacts, and what was repaired, "" for nothing. Raises BadCell."""
    found: dict[str, Phone] = {}
    told = ""
    for part in _parts(text):
        if _FAX.search(part):
            told = _("Die Faxnummer wurde ausgelassen.")
            continue
        phone, repaired = _one(part)
        told = repaired or told
        found.setdefault(phone["number"], phone)
    return list(found.values()), told


def _parts(text: str) -> list[str]:
    parts = [part for part in _BETWEEN.split(text) if part]
    return [half for part in parts for half in _halves(part)]


def _halves(part: str) -> list[str]:
    """Part "0491 926-0 / 0171 2345678", but not "0491 / 9260"."""
    halves = _SLASH.split(part)
    numbers = [_ONE.fullmatch(half) for half in halves]
    are_whole = len(halves) > 1 and all(number and _valid(number["number"]) for number in numbers)
    return halves if are_whole else [part]


def _one(part: str) -> tuple[Phone, str]:
    if _ROUNDED.fullmatch(part):
        raise BadCell(
            _("„%(text)s“ ist eine gerundete Zahl: Das Tabellenprogramm hat Ziffern weggelassen.") % {"text": part}
        )
    part = _WHOLE.sub(r"\1", part)
    match = _ONE.fullmatch(part)
    if not match:
        raise _refusal(part)
    typed = match["number"].strip()
    shown, told = _repaired(typed)
    number = to_python(shown)
    if not number or not number.is_valid():
        raise _refusal(part)
    before = "" if _CALLED.match(match["before"]) else match["before"]
    contact = " ".join(f"{before.strip(' :')} {match['after'].strip(' ()')}".split())
    return {"number": number.as_e164, "shown": shown[:40], "contact": contact[:200]}, told


def _refusal(part: str) -> BadCell:
    return BadCell(_("„%(text)s“ ist keine Telefonnummer, zum Beispiel 0491 926-0.") % {"text": part[:60]})


def _repaired(typed: str) -> tuple[str, str]:
    """Return the number with the zero or plus that a spreadsheet took for superfluous."""
    if _valid(typed) or not typed.isdigit() or len(typed) < _SHORTEST or typed.startswith("0"):
        return typed, ""
    for better in ([f"+{typed}"] if typed.startswith(_COUNTRY) else []) + [f"0{typed}"]:
        if _valid(better):
            return better, _("Die Telefonnummer wurde als %(number)s gelesen.") % {"number": better}
    return typed, ""


def _valid(typed: str) -> bool:
    if not typed.startswith(("0", "+", "(")):
        return False
    number = to_python(typed)
    return bool(number and number.is_valid())


def in_words(said: Iterable[Phone]) -> str:
    """Return a cell that `read` understands as the same numbers; a contact that it would misread is left out."""
    return "; ".join(_in_words(phone) for phone in said)


def _in_words(phone: Phone) -> str:
    whole = f"{phone['shown']} ({phone['contact']})"
    shown = phone["shown"] if _reads_as(phone["shown"], phone["number"], "") else phone["number"]
    return whole if phone["contact"] and _reads_as(whole, phone["number"], phone["contact"]) else shown


def _reads_as(text: str, number: str, contact: str) -> bool:
    try:
        found, _told = read(text)
    except BadCell:
        return False
    return [(each["number"], each["contact"]) for each in found] == [(number, contact)]
