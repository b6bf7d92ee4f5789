"""Numbers and dates as people say them."""

from django import template
from django.utils.formats import number_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from geo.precision import Precision
from places.models import as_of

register = template.Library()


@register.filter
def distance(metres: float, approximate: bool) -> str:
    """Return "850 m", "3,2 km" or "24 km"; with "etwa", and rounded to what it is worth, if approximate."""
    if approximate:
        return _("etwa %(distance)s") % {"distance": _kilometres(max(metres, 1000), decimals=0)}
    if metres < 995:
        step = 10 if metres < 200 else 50
        return f"{max(step, round(metres / step) * step)} m"
    return _kilometres(metres, decimals=1 if metres < 9_950 else 0)


def _kilometres(metres: float, *, decimals: int) -> str:
    return f"{number_format(metres / 1000, decimals)} km"


@register.filter
def since(text: str) -> str:
    """Return "2014", "Januar 2016" or "20. Dezember 2010" of an as-of date; "" of none."""
    return as_of.in_words(text) if text else ""


@register.filter
def precision(value: str) -> str:
    """Return how precisely a point is known, in words."""
    return str(Precision(value).label)


@register.filter
def language(code: str) -> str:
    """Return a language's own name beside its German one; the code itself where it is not known."""
    try:
        known = get_language_info(code)
    except KeyError:
        return code
    return (
        known["name_local"]
        if known["name_local"] == known["name_translated"]
        else (f"{known['name_translated']} ({known['name_local']})")
    )
