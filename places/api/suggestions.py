"""Suggestions by programs: the same as those of the form, by the same rules, and the same people decide about them."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers

from geo.visitors import ip_address
from places import facts, guarding
from places.api import parameters, schema
from places.api.answering import JSON, PublicView, private
from places.api.bodies import json_object, plain
from places.api.parameters import JSONNumber
from places.api.problems import BadParameter
from places.facts import BadFact, UnknownFact
from places.models import Place, Suggestion
from places.suggesting import draft

KINDS = Suggestion.Kind.values
MEMBERS = ("place", "kind", "changes", "message", "email")
PLACE = parameters.key("place", "[-_a-zA-Z0-9]{1,200}", "the id or the slug of a published place")
_OWN = {"place", "changes", "message"}
"""Members that a refusal names by themselves; all else that it names is one of `changes`."""
_DEPTH = 3  # a list of objects, as phones are

_EXAMPLES = [
    OpenApiExample(
        "Another number, and hours",
        value={
            "place": "kreisverwaltung-leer",
            "kind": "edit",
            "changes": {
                "phones": [{"number": "0491 926-0", "contact": "Zentrale"}],
                "opening_hours": "Mo-Fr 08:30-12:30; Tu 14:00-16:00",
            },
            "message": "Seen at the door on Monday.",
        },
        request_only=True,
    ),
    OpenApiExample(
        "Closed",
        value={"place": "kreisverwaltung-leer", "kind": "closed", "changes": {"closed_on": "2026-10-31"}},
        request_only=True,
    ),
    OpenApiExample(
        "The point is wrong",
        value={
            "place": "kreisverwaltung-leer",
            "kind": "position",
            "changes": {"position": {"lon": 7.4564, "lat": 53.2331}},
        },
        request_only=True,
    ),
    OpenApiExample(
        "A place that is missing",
        value={
            "kind": "new",
            "changes": {"name": "Café Weltweit", "town": "Leer", "postcode": "26789", "categories": ["meeting"]},
            "email": "somebody@example.org",
        },
        request_only=True,
    ),
]


_TOLD = ("number", "state", "kind", "sent_at", "decided_at", "reason")


class KeptSuggestion(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="by which one can ask what became of it")
    state = serializers.ChoiceField(Suggestion.State.values)
    place = serializers.UUIDField(allow_null=True, help_text="the id of the place; null of a new one")


class DecidedSuggestion(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    state = serializers.ChoiceField(Suggestion.State.values)
    kind = serializers.ChoiceField(KINDS)
    sent_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(help_text="why it was rejected; empty where nobody said")


class Suggestions(PublicView):
    """Suggest that something of a place is different, or that a place is missing. The place itself does not change.

    Who is responsible for the municipality decides. A network may send so much an hour, and while somebody attacks,
    nothing is taken here: 429 tells when to try again. Other origins may not send from a visitor's browser.
    """

    @extend_schema(
        operation_id="suggest",
        summary="Suggest a change, or a place that is missing",
        request={"application/json": schema.SUGGESTION},
        responses={
            (201, JSON): OpenApiResponse(KeptSuggestion, description="kept; Location tells where to ask about it"),
            **schema.problems(400, 413, 415, 429),
        },
        examples=_EXAMPLES,
    )
    def post(self, request: HttpRequest) -> HttpResponse:
        guarding.check_size(request)
        parameters.from_query(request.GET, ())
        suggestion = _drafted(json_object(request))
        _refuse_advertising(suggestion)
        guarding.check_program(ip_address(request))
        suggestion.save()
        return _kept(request, suggestion)


class OneSuggestion(PublicView):
    """What became of a suggestion. Neither what it says nor who sent it is told."""

    @extend_schema(
        operation_id="suggestion",
        summary="What became of a suggestion",
        responses={(200, JSON): DecidedSuggestion, **schema.problems(400, 404)},
    )
    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        parameters.from_query(request.GET, ())
        suggestion = Suggestion.objects.numbered(number).get()
        told = {name: getattr(suggestion, name) for name in _TOLD}
        return private(orjson.dumps(told), content_type=JSON)


def _kept(request: HttpRequest, suggestion: Suggestion) -> HttpResponse:
    told = {"number": suggestion.number, "state": suggestion.state, "place": suggestion.place_id}
    answer = private(orjson.dumps(told), content_type=JSON)
    answer.status_code = 201
    answer.headers["Location"] = request.build_absolute_uri(reverse("api:suggestion", args=[suggestion.number]))
    return answer


def _drafted(body: Mapping[str, Any]) -> Suggestion:
    """Return what the `body` suggests, not kept yet. Raises BadParameter."""
    for name in body:
        if name not in MEMBERS:
            raise BadParameter(name, f"is unknown here; known are: {', '.join(MEMBERS)}")
    kind = _text(body, "kind", needed=True)
    if kind not in KINDS:
        raise BadParameter("kind", f"must be one of {', '.join(KINDS)}")
    place, email = _place(body), _email(body)
    try:
        return draft(
            kind=Suggestion.Kind(kind),
            place=place,
            changes=_changes(body),
            message=_text(body, "message"),
            email=email,
            origin=Suggestion.Origin.API,
        )
    except BadFact as error:
        is_own = error.field in _OWN and not isinstance(error, UnknownFact)
        raise BadParameter(error.field if is_own else f"changes.{error.field}", error.rule.english) from None


def _text(body: Mapping[str, Any], name: str, *, needed: bool = False) -> str:
    if needed and name not in body:
        raise BadParameter(name, "is missing")
    value = body.get(name, "")
    if not isinstance(value, str) or isinstance(value, JSONNumber):
        raise BadParameter(name, "must be a text")
    return value


def _place(body: Mapping[str, Any]) -> Place | None:
    """Return the published place that is named by its id or its slug. Raises BadParameter."""
    if body.get("place") is None:
        return None
    key = PLACE.value(_text(body, "place"))
    found = Place.objects.published().with_key(key).with_area().prefetch_related("phones", "offers")
    place: Place | None = found.first()
    if place is None:
        raise BadParameter("place", f"must be {PLACE.rule}; there is none of this name")
    return place


def _email(body: Mapping[str, Any]) -> str:
    try:
        return str(facts.clean("email", _text(body, "email")))
    except BadFact as error:
        raise BadParameter("email", error.rule.english) from None


def _changes(body: Mapping[str, Any]) -> dict[str, Any]:
    changes = body.get("changes", {})
    if not isinstance(changes, dict):
        raise BadParameter("changes", "must be an object of fields and their values")
    return {name: _value(name, value) for name, value in changes.items()}


def _value(name: str, value: Any) -> Any:
    try:
        return plain(value, depth=_DEPTH)
    except ValueError:
        raise BadParameter(f"changes.{name}", "must not be nested so deeply") from None


def _refuse_advertising(suggestion: Suggestion) -> None:
    try:
        guarding.check_texts([suggestion.message, *guarding.added(suggestion.changes, suggestion.before)])
    except guarding.Refused as refused:
        raise BadParameter("body", f"is refused: {refused.english}") from None
