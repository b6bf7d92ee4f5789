"""Addresses that a page may link to."""

from django import template
from phonenumber_field.phonenumber import to_python

from places.exports.facts import web_address

register = template.Library()
register.filter(web_address)


@register.filter
def dialled(number: str) -> str:
    """Return a telephone number as it is dialled from everywhere (E.164), "" where it is none."""
    parsed = to_python(number)
    return str(parsed.as_e164) if parsed and parsed.is_valid() else ""
