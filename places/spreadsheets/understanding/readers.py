"""The text of a cell -> the value of its field, with what is to be told of how it was understood."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from geo.folding import fold
from geo.geocoding import Address, InvalidAddress
from geo.geocoding.spelling import same_word
from places import facts
from places.spreadsheets.harmless import meant
from places.spreadsheets.understanding import choices, degrees, phones, plain_hours, tongues
from places.spreadsheets.understanding.problems import BadCell
from places.spreadsheets.understanding.surroundings import Surroundings

Understood = tuple[Any, str]
Reader = Callable[[str, Surroundings], Understood]

EMPTIED = "(leer)"
"""What a clerk writes to take an answer away; an empty cell leaves it as it is."""
EMPTY: dict[str, Any] = {"phones": [], "languages": [], "category": []}

_POSTCODE = re.compile(r"(?:D\s?[-–]?\s?|DE\s?[-–]?\s?)?(\d{4,5})(?:\.0)?", re.IGNORECASE)
_FORMULA = re.compile(r'=\s*[\w(+\-"{$@]')
_FAILED = re.compile(r"#(REF|BEZUG|N/A|NV|VALUE|WERT|NAME|DIV/0|NUM|ZAHL|NULL|FELD|SPILL|#+)[!?]?", re.IGNORECASE)
_LONGEST_KEY = 200
_LONGEST_NOTICE = 5_000


def refuse_broken(text: str) -> None:
    """Refuse what is no text of a person: a formula without its result, an error of the spreadsheet."""
    if _FORMULA.match(text):
        raise BadCell(
            _("Hier steht eine Formel ohne Ergebnis. Öffnen und speichern Sie die Datei, oder geben Sie den Wert ein.")
        )
    if _FAILED.fullmatch(text):
        raise BadCell(_("Hier steht ein Fehler des Tabellenprogramms: %(text)s.") % {"text": text})


def read(field: str, cell: str, around: Surroundings) -> Understood:
    """Return what `cell` means in `field`, and what is to be told, "" for nothing. Raises BadCell."""
    text = meant(cell)
    if text == cell:
        refuse_broken(text)
    if text.lower() == EMPTIED:
        return EMPTY.get(field, ""), _("wird geleert")
    return _READERS[field](text, around)


def _fact(name: str) -> Reader:
    def read_fact(text: str, around: Surroundings) -> Understood:
        return cleaned(name, text), ""

    return read_fact


def cleaned(name: str, value: Any) -> Any:
    """Return `value` as the fact `name` is kept. Raises BadCell with the rule of the fact."""
    try:
        return facts.clean(name, value)
    except facts.BadFact as refused:
        raise BadCell(str(refused.rule.said)) from None


def _street(text: str, around: Surroundings) -> Understood:
    if choices.is_date(text):
        raise BadCell(_("Das Tabellenprogramm hat aus der Hausnummer das Datum %(text)s gemacht.") % {"text": text})
    return cleaned("street", text.removesuffix(".0")), ""


def _postcode(text: str, around: Surroundings) -> Understood:
    match = _POSTCODE.fullmatch(text)
    if not match:
        raise BadCell(_("„%(text)s“ ist keine Postleitzahl mit fünf Ziffern.") % {"text": text[:40]})
    digits = match[1].zfill(5)
    told = _("Die Postleitzahl wurde als %(digits)s gelesen.") % {"digits": digits} if len(match[1]) < 5 else ""
    return digits, told


def _address(text: str, around: Surroundings) -> Understood:
    try:
        found = Address.parse(text)
    except InvalidAddress:
        raise BadCell(
            _("„%(text)s“ ist keine Adresse, zum Beispiel Musterweg 1, 26789 Leer.") % {"text": text[:60]}
        ) from None
    parts = {"street": found.street, "postcode": found.postcode, "town": found.town}
    return {name: cleaned(name, part) for name, part in parts.items() if part}, ""


def _municipality(text: str, around: Surroundings) -> Understood:
    area, told = around.municipality(text)
    return area.key, told


def _phones(text: str, around: Surroundings) -> Understood:
    found, told = phones.read(text)
    return found, told


def _hours(text: str, around: Surroundings) -> Understood:
    said, told = plain_hours.read(text)
    return cleaned("opening_hours", said), told


def _website(text: str, around: Surroundings) -> Understood:
    return cleaned("website", "".join(text.split())), ""


def _email(text: str, around: Surroundings) -> Understood:
    return cleaned("email", text.removeprefix("mailto:")), ""


def _organization(text: str, around: Surroundings) -> Understood:
    """Return the name of who runs it, as we know it; a name that is nearly known is told, not corrected."""
    text = " ".join(text.split())[:200]
    if known := around.organizations.get(fold(text)):
        return known.name, ""
    if alike := next((name for name in around.organizations if same_word(fold(text), name)), ""):
        name = around.organizations[alike].name
        return text, _("Diesen Träger gibt es noch nicht. Ist „%(name)s“ gemeint?") % {"name": name}
    return text, _("Ein neuer Träger.")


def _key(text: str, around: Surroundings) -> Understood:
    if len(text) > _LONGEST_KEY:
        raise BadCell(_("Das ist zu lang: höchstens %(longest)s Zeichen.") % {"longest": _LONGEST_KEY})
    return text.removesuffix(".0"), ""


def _notice(text: str, around: Surroundings) -> Understood:
    return text[:_LONGEST_NOTICE], ""


_READERS: dict[str, Reader] = {
    "key": _key,
    "name": _fact("name"),
    "category": lambda text, around: (around.kinds_of_help(text), ""),
    "organization": _organization,
    "street": _street,
    "house_number": _street,
    "postcode": _postcode,
    "town": _fact("town"),
    "address": _address,
    "municipality": _municipality,
    "phones": _phones,
    "email": _email,
    "website": _website,
    "opening_hours": _hours,
    "languages": lambda text, around: (tongues.read(text), ""),
    "wheelchair": lambda text, around: (choices.wheelchair(text), ""),
    "description": _fact("description"),
    "notice": _notice,
    "as_of": lambda text, around: (choices.as_of(text), ""),
    "lat": lambda text, around: (degrees.one(text), ""),
    "lon": lambda text, around: (degrees.one(text), ""),
    "coordinates": lambda text, around: (degrees.pair(text), ""),
    "precision": lambda text, around: (choices.precision(text), ""),
    "visibility": lambda text, around: (choices.visibility(text), ""),
}
