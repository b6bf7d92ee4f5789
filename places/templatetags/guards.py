"""What a form of visitors carries against abuse."""

from typing import Any

from django import template

from places.guarding import Asked, asked

register = template.Library()


@register.inclusion_tag("places/_guard.html", takes_context=True)
def guard(context: Any) -> dict[str, Asked | str]:
    """Write a fresh token, the trap, and what a browser has to prove while somebody attacks."""
    return {"asked": asked(), "nonce": context.get("CSP_NONCE", "")}
