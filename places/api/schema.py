"""The OpenAPI description: the shapes of answers, and helps to declare them."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from places.api.parameters import Parameter
from places.features import PlaceFeature

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


def answers(shape: Any, content_type: str, *, missing: bool = False, body: bool = False) -> dict[Any, Any]:
    """Return the responses of an operation: the `shape`, and the problems that can come instead."""
    statuses = [400, *([404] if missing else []), *([413, 415] if body else [])]
    problems = {(status, "application/problem+json"): OpenApiResponse(Problem) for status in statuses}
    unchanged = {} if body else {304: OpenApiResponse(description="what If-None-Match names is still true")}
    return {(200, content_type): OpenApiResponse(shape)} | unchanged | problems


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
