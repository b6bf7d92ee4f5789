"""Addresses that a page may link to."""

from django import template

register = template.Library()


@register.filter
def web_address(text: str) -> str:
    """Return `text` if it is the address of a web page, else "": a link must never run anything."""
    return text if text.lower().startswith(("https://", "http://")) else ""
