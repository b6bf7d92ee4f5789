"""What a page shows to some roles alone."""

from typing import Any

from django import template

from places import roles

register = template.Library()


@register.filter
def is_editor(user: Any) -> bool:
    return roles.is_editor(user)
