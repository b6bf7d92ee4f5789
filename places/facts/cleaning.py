"""Values as they come -> values as they are kept. Raises BadFact, which names the field and the rule."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.phonenumber import to_python

from geo.geocoding import spaced
from geo.languages import saying
from places.facts.names import FIELDS, NEW_FIELDS, OFFER_TEXTS, TEXTS, BadFact, Facts, Rule, UnknownFact, offer_of
from places.models import Category, Place, Wheelchair
from places.opening import validate_hours

_MOST_PHONES = 10
_MOST_LANGUAGES = 40
_DECIMALS = 6  # of degrees: a tenth of a metre
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z]{2,4})?", re.ASCII)
_LINES = {"\n", "\r", "\t"}


def clean_all(changes: Mapping[str, Any], place: Place | None) -> Facts:
    """Return `changes` as they are kept, of `place` or of a new one. Raises BadFact, or UnknownFact."""
    return {name: clean(name, value, place) for name, value in changes.items()}


def clean(name: str, value: Any, place: Place | None = None) -> Any:
    """Return `value` as the fact `name` of `place` (None: a new one) is kept. Raises BadFact, or UnknownFact."""
    _refuse_unknown(name, place)
    part = offer_of(name)
    field, longest = (part[1], OFFER_TEXTS) if part else (name, TEXTS)
    if field in longest:
        return _TEXT_RULES.get(field, _any_text)(name, _text(name, value, longest[field]))
    return _OTHERS[field](name, value)


def clean_closing_day(day: date) -> date:
    """Return `day`, since when a place is closed. Raises BadFact of one to come: till then the place is there."""
    if day > timezone.localdate():
        rule = Rule("must not be after today: send it when the place is closed", _("Dieser Tag liegt in der Zukunft."))
        raise BadFact("closed_on", rule)
    return day


def _refuse_unknown(name: str, place: Place | None) -> None:
    known: Collection[str] = FIELDS if place else NEW_FIELDS
    part = offer_of(name)
    if part and place and any(offer.pk == part[0] for offer in place.offers.all()):
        return
    if name not in known:
        listed = ", ".join((*known, *(["offers.<id>.<field>"] if place else [])))
        raise UnknownFact(name, Rule(f"is unknown here; known are: {listed}", _("Diese Angabe gibt es nicht.")))


def _text(name: str, value: Any, longest: int) -> str:
    if not isinstance(value, str):
        raise BadFact(name, Rule("must be a text", _("Bitte geben Sie einen Text ein.")))
    text = value.replace("\r\n", "\n").strip()
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in _LINES for letter in text):
        raise BadFact(name, Rule("must be without control characters", _("Hier stehen unlesbare Zeichen.")))
    if len(text) > longest:
        said = _("Das ist zu lang: höchstens %(longest)s Zeichen.") % {"longest": longest}
        raise BadFact(name, Rule(f"must have at most {longest} characters", said))
    return text


def _any_text(name: str, text: str) -> str:
    return text


def _one_line(name: str, text: str) -> str:
    return " ".join(text.split())


def _street(name: str, text: str) -> str:
    """Write the house number as most do, so that an address is the same in every list."""
    line = _one_line(name, text)
    return written if len(written := spaced(line)) <= TEXTS[name] else line


def _needed(name: str, text: str) -> str:
    if not any(letter.isalnum() for letter in text):
        raise BadFact(name, Rule("must not be empty", _("Das darf nicht leer sein.")))
    return _one_line(name, text)


def _email(name: str, text: str) -> str:
    return _valid(name, text, validate_email, Rule("must be a mail address", _("Das ist keine E-Mail-Adresse.")))


def _website(name: str, text: str) -> str:
    text = f"https://{text}" if text and "://" not in text else text
    rule = Rule("must be an http or https address", _("Das ist keine Adresse einer Website."))
    return _valid(name, text, URLValidator(schemes=["http", "https"]), rule)


def _hours(name: str, text: str) -> str:
    rule = Rule(
        "must be in OpenStreetMap's opening_hours syntax, such as Mo-Fr 08:00-12:00",
        _("Diese Zeiten versteht die Seite nicht, zum Beispiel: Mo-Fr 08:00-12:00."),
    )
    return _valid(name, _one_line(name, text), validate_hours, rule)


def _valid(name: str, text: str, validate: Callable[[str], None], rule: Rule) -> str:
    try:
        if text:
            validate(text)
    except ValidationError:
        raise BadFact(name, rule) from None
    return text


_TEXT_RULES: dict[str, Callable[[str, str], str]] = {
    "name": _needed,
    "title": _needed,
    "street": _street,
    "postcode": _one_line,
    "town": _one_line,
    "email": _email,
    "website": _website,
    "opening_hours": _hours,
}


def _languages(name: str, value: Any) -> list[str]:
    rule = Rule("must be a list of language codes, such as de, ar, fa", _("Eine dieser Sprachen gibt es hier nicht."))
    codes = _list(name, value, _MOST_LANGUAGES, rule)
    for code in codes:
        is_code = isinstance(code, str) and _LANGUAGE.fullmatch(code)
        if not is_code or saying.language_here(code) == code:
            raise BadFact(name, rule)
    return list(dict.fromkeys(codes))


def _phones(name: str, value: Any) -> list[dict[str, str]]:
    rule = Rule(
        'must be a list of at most 10 objects such as {"number": "0491 926-0", "contact": "Frau Muster"}',
        _("Bitte geben Sie höchstens zehn Telefonnummern an."),
    )
    found: dict[str, dict[str, str]] = {}
    for each in _list(name, value, _MOST_PHONES, rule):
        if not isinstance(each, dict) or each.keys() - {"number", "shown", "contact"}:
            raise BadFact(name, rule)
        phone = _phone(name, each)
        found.setdefault(phone["number"], phone)
    return list(found.values())


def _phone(name: str, value: dict[str, Any]) -> dict[str, str]:
    typed = _one_line(name, _text(name, value.get("number", ""), 40))
    shown = _one_line(name, _text(name, value.get("shown", ""), 40)) or typed
    number = to_python(typed)
    if not number or not number.is_valid():
        said = _("„%(number)s“ ist keine Telefonnummer.") % {"number": saying.isolated(typed)}
        raise BadFact(name, Rule(f"{typed!r} is no telephone number", said))
    contact = _one_line(name, _text(name, value.get("contact", ""), 200))
    return {"number": number.as_e164, "shown": _digits_of_all(shown), "contact": contact}


def _digits_of_all(text: str) -> str:
    """Return `text` with 0-9 for the digits of other scripts: who reads one of them may not read the other."""
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in text)


def _wheelchair(name: str, value: Any) -> str:
    if value not in ("", *Wheelchair.values):
        known = ", ".join(Wheelchair.values)
        raise BadFact(name, Rule(f"must be one of {known}, or empty", _("Bitte wählen Sie eine der Antworten.")))
    return str(value)


def _position(name: str, value: Any) -> dict[str, float]:
    rule = Rule('must be an object such as {"lon": 7.4564, "lat": 53.2331}', _("Das ist kein Punkt auf der Erde."))
    if not isinstance(value, dict) or value.keys() != {"lon", "lat"}:
        raise BadFact(name, rule)
    lon, lat = value["lon"], value["lat"]
    if any(isinstance(each, bool) or not isinstance(each, int | float) for each in (lon, lat)):
        raise BadFact(name, rule)
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):  # which no number that is none passes
        raise BadFact(name, rule)
    return {"lon": round(float(lon), _DECIMALS), "lat": round(float(lat), _DECIMALS)}


def _categories(name: str, value: Any) -> list[str]:
    known = set(Category.objects.values_list("key", flat=True))
    rule = Rule(
        f"must be a list of keys, of: {', '.join(sorted(known))}", _("Bitte wählen Sie aus der Liste, welche Hilfe.")
    )
    keys = _list(name, value, len(known), rule)
    if not all(isinstance(key, str) and key in known for key in keys):
        raise BadFact(name, rule)
    return list(dict.fromkeys(keys))


def _list(name: str, value: Any, most: int, rule: Rule) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise BadFact(name, rule)
    return value


_OTHERS: dict[str, Callable[[str, Any], Any]] = {
    "languages": _languages,
    "phones": _phones,
    "wheelchair": _wheelchair,
    "position": _position,
    "categories": _categories,
}
