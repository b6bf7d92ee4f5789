"""Addresses that a page may link to."""

from django import template
from phonenumber_field.phonenumber import to_python

register = template.Library()


@register.filter
def web_address(text: str) -> str:
    """Return `text` if it is the address of a web page, else "": a link must never run anything."""
    return text if text.lower().startswith(("https://", "http://")) else ""


@register.filter
def dialled(number: str) -> str:
    """Return a telephone number as it is dialled from everywhere (E.164), "" where it is none."""
    parsed = to_python(number)
    return str(parsed.as_e164) if parsed and parsed.is_valid() else ""
