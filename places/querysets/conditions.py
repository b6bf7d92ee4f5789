"""Which values of `visibility` and which accounts conditions are about."""

from django.db.models import Q

UNPUBLISHED = ("hidden", "closed")


def edited_through(area: str, account: int) -> Q:
    """Return the condition that the account decides about what `area` leads to, itself or by its district."""
    return Q(**{f"{area}__editorships__user": account}) | Q(**{f"{area}__parent__editorships__user": account})
