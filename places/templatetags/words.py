"""Dates and languages as people say them."""

from datetime import date

from django import template

from geo.languages import saying
from geo.precision import Precision
from places.models import as_of

register = template.Library()
register.filter(saying.language)
register.filter(saying.language_here)
register.filter(saying.number)


@register.filter
def since(text: str) -> str:
    """Return "2014", "Januar 2016" or "20. Dezember 2010" of an as-of date; "" of none."""
    return as_of.in_words(text) if text else ""


@register.filter
def precision(value: str) -> str:
    """Return how precisely a point is known, in words."""
    return str(Precision(value).label)


@register.filter
def listed(items: list[object]) -> str:
    """Return "a, b und c"."""
    return saying.listed(items)


@register.filter
def languages(codes: list[str]) -> str:
    """Return "Arabisch (العربية) und Deutsch"."""
    return saying.listed(saying.language(code) for code in codes)


@register.filter
def long_date(day: date) -> str:
    """Return "26. November 2026"."""
    return saying.date(day)
