"""The OpenAPI description: the shapes of answers, and helps to declare them."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from places import facts
from places.api.parameters import Parameter
from places.features import PlaceFeature
from places.models import Suggestion, Wheelchair
from places.suggesting import LONGEST_MESSAGE

PLACE_KEY = OpenApiParameter("key", str, OpenApiParameter.PATH, description="the id (UUID) or the slug of the place")


class Link(serializers.Serializer[Any]):
    """Where to go from here. `method`, `body` and `merge`: send the same body again with these members."""

    rel = serializers.CharField()
    type = serializers.CharField()
    href = serializers.CharField()
    method = serializers.CharField(required=False)
    body = serializers.JSONField(required=False)
    merge = serializers.BooleanField(required=False)


class FoundPlace(PlaceFeature):
    """A place; with its distance where a position was given. `fields` leaves only the chosen properties."""

    distance_m = serializers.FloatField(required=False, help_text="metres from the position, along the spheroid")
    match = serializers.ChoiceField(
        ["yes", "unknown"],
        required=False,
        help_text="where open_at, language or wheelchair is asked for: whether all of it is known to be so",
    )

    class Meta(PlaceFeature.Meta):
        fields = (*PlaceFeature.Meta.fields, "distance_m", "match")  # type: ignore[assignment]


class Collection(serializers.Serializer[Any]):
    type = serializers.ChoiceField(["FeatureCollection"])


class Places(Collection):
    """An RFC 7946 FeatureCollection: one page of the places found."""

    numberMatched = serializers.IntegerField(help_text="how many places were found in all")  # noqa: N815
    numberReturned = serializers.IntegerField(help_text="how many of them are on this page")  # noqa: N815
    numberUnknown = serializers.IntegerField(  # noqa: N815
        required=False,
        help_text="how many of all come last, because it is not known whether they are open, speak the language ...",
    )
    links = Link(many=True)
    features = serializers.ListField(child=FoundPlace())


class Problem(serializers.Serializer[Any]):
    """RFC 9457: what is wrong with the request. `parameter` and `rule` come with 400."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    parameter = serializers.CharField(required=False)
    rule = serializers.CharField(required=False)
    closed_on = serializers.DateField(required=False, help_text="of a place that has closed")
    replaced_by = serializers.CharField(required=False, allow_null=True, help_text="the slug of what replaced it")


def answers(
    shape: Any, content_type: str, *, missing: bool = False, body: bool = False, gone: bool = False
) -> dict[Any, Any]:
    """Return the responses of an operation: the `shape`, and the problems that can come instead."""
    statuses = [400, *([404] if missing else []), *([410] if gone else []), *([413, 415] if body else [])]
    unchanged = {} if body else {304: OpenApiResponse(description="what If-None-Match names is still true")}
    return {(200, content_type): OpenApiResponse(shape)} | unchanged | problems(*statuses)


def problems(*statuses: int) -> dict[Any, Any]:
    """Return the responses with which an operation refuses."""
    return {(status, "application/problem+json"): OpenApiResponse(Problem) for status in statuses}


def geometry_may_be_missing(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """Say in the OpenAPI document `result` that an area comes without geometry unless it was asked for."""
    result["components"]["schemas"]["AreaFeature"]["properties"]["geometry"]["nullable"] = True
    return result


def body(parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Return the schema of a JSON object with `parameters` as members; lists are texts with commas."""
    members = {each.name: _member(each) for each in parameters}
    required = [each.name for each in parameters if each.required]
    return {"type": "object", "properties": members, "required": required, "additionalProperties": False}


def _member(parameter: Parameter) -> dict[str, Any]:
    listed = parameter.schema["type"] == "array"
    return {**({"type": "string"} if listed else parameter.schema), "description": parameter.rule}


def _text(about: str, longest: int | None = None) -> dict[str, Any]:
    return {"type": "string", "description": about} | ({"maxLength": longest} if longest else {})


_PHONE = {
    "type": "object",
    "required": ["number"],
    "additionalProperties": False,
    "properties": {
        "number": _text("as people dial it in this country, or with +", 40),
        "shown": _text("how it is written", 40),
        "contact": _text("whom one reaches", 200),
    },
}
_CHANGES: dict[str, Any] = {
    **{name: _text("", longest) for name, longest in facts.TEXTS.items()},
    "opening_hours": _text("in OpenStreetMap's opening_hours syntax", facts.TEXTS["opening_hours"]),
    "phones": {"type": "array", "maxItems": 10, "items": _PHONE, "description": "all numbers; others go"},
    "languages": {"type": "array", "items": {"type": "string"}, "description": "codes (BCP 47), as de, ar, prs"},
    "wheelchair": {"type": "string", "enum": ["", *Wheelchair.values]},
    "position": {
        "type": "object",
        "required": ["lon", "lat"],
        "additionalProperties": False,
        "properties": {
            "lon": {"type": "number", "minimum": -180, "maximum": 180},
            "lat": {"type": "number", "minimum": -90, "maximum": 90},
        },
    },
    "categories": {"type": "array", "items": {"type": "string"}, "description": "of what is new: keys of categories"},
    "closed_on": {"type": "string", "description": "of what is closed: since when, as 2026-11-25"},
    "replaced_by": {"type": "string", "description": "of what is closed: the slug of what replaced it"},
}
SUGGESTION: dict[str, Any] = {
    "type": "object",
    "required": ["kind"],
    "additionalProperties": False,
    "properties": {
        "place": _text("the id or the slug of the place; not of one that is new", 200),
        "kind": {"type": "string", "enum": Suggestion.Kind.values},
        "changes": {
            "type": "object",
            "properties": _CHANGES,
            "description": (
                "fields and what they should say; also `offers.<id>.<field>` with the fields title, description, "
                "audience, opening_hours, bring, cost, languages"
            ),
        },
        "message": _text("words for those who decide", LONGEST_MESSAGE),
        "email": _text("where an answer may go; deleted with the decision", 254),
    },
}
"""The body of a suggestion."""
