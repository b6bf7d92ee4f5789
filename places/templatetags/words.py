"""Numbers, dates and languages as people say them."""

from django import template
from django.utils.translation import gettext as _

from geo.languages import saying
from geo.precision import Precision
from places.models import as_of

register = template.Library()
register.filter(saying.language)


@register.filter
def distance(metres: float, approximate: bool) -> str:
    """Return "850 m", "3,2 km" or "24 km"; with "etwa", and rounded to what it is worth, if approximate."""
    if approximate:
        return _("etwa %(distance)s") % {"distance": saying.kilometres(max(metres, 1000) / 1000)}
    if metres < 995:
        step = 10 if metres < 200 else 50
        return saying.metres(max(step, round(metres / step) * step))
    return saying.kilometres(metres / 1000, decimals=1 if metres < 9_950 else 0)


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
