"""An editor before a suggestion, as a browser shows and sends it."""

from django.test import Client

from places.models import Place, Suggestion
from places.suggesting import suggest
from tests.places.web.asking import elements
from tests.signing_in import signed_in


def an_edit(place: Place, **changes) -> Suggestion:
    return suggest(kind=Suggestion.Kind.EDIT, place=place, changes=changes)


def review(user, suggestion: Suggestion, **query):
    return signed_in(Client(), user).get(address(suggestion), query_params=query)


def address(suggestion: Suggestion) -> str:
    return f"/redaktion/vorschlaege/{suggestion.number}/"


def seen(user, suggestion: Suggestion) -> str:
    """Return what the form of the page holds of what was seen."""
    inputs = elements(review(user, suggestion), "input")
    return next(each["value"] or "" for each in inputs if each.get("name") == "seen")


def decide(user, suggestion: Suggestion, do: str, **body):
    body = {"do": do} | ({} if "seen" in body else {"seen": seen(user, suggestion)}) | body
    return signed_in(Client(), user).post(address(suggestion), body, follow=True)


def again(row):
    return type(row).objects.get(pk=row.pk)
