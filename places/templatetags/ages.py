"""How old a fact is today."""

from django import template
from django.utils import timezone

from places import freshness
from places.freshness import Age

register = template.Library()


@register.filter
def age(as_of: str, kind: str) -> Age:
    """Return how old a fact of `kind` ("hours", "languages", "phone" or "address") is today."""
    return freshness.age(as_of, kind, timezone.localdate())
