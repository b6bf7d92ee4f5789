"""Values of facts as people say them; "" for what is not known."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from geo.languages import saying
from places import facts, weekly
from places.models import Category, Wheelchair, as_of


def in_words(name: str, value: Any) -> str:
    """Return `value` of the fact `name` in words, with a line for each of several."""
    part = facts.offer_of(name)
    say = _WORDS.get(part[1] if part else name)
    if value in ("", None, []):
        return ""
    return say(value) if say else str(value)


def hours(expression: str) -> str:
    """Return the lines of a week, as `weekly` says it."""
    return "\n".join(weekly.lines(expression)) or expression


def _phones(value: Iterable[dict[str, str]]) -> str:
    return "\n".join(f"{each['shown']} ({each['contact']})" if each["contact"] else each["shown"] for each in value)


def _languages(codes: Iterable[str]) -> str:
    return saying.listed(saying.language_here(code) for code in codes)


def _wheelchair(value: str) -> str:
    return str(dict(Wheelchair.choices).get(value, value))


def position(value: dict[str, float]) -> str:
    """Return "53,23310° Nord, 7,45640° Ost"."""
    north = _("%(degrees)s° Nord") if value["lat"] >= 0 else _("%(degrees)s° Süd")
    east = _("%(degrees)s° Ost") if value["lon"] >= 0 else _("%(degrees)s° West")
    degrees = (saying.number(abs(value[axis]), decimals=5) for axis in ("lat", "lon"))
    return ", ".join(words % {"degrees": each} for words, each in zip((north, east), degrees, strict=True))


def _categories(keys: list[str]) -> str:
    names = dict(Category.objects.values_list("key", "name"))
    return saying.listed(names.get(key, key) for key in keys)


_WORDS: dict[str, Callable[[Any], str]] = {
    "opening_hours": hours,
    "phones": _phones,
    "languages": _languages,
    "wheelchair": _wheelchair,
    "position": position,
    "categories": _categories,
    "closed_on": as_of.in_words,
}
