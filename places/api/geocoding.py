"""A text that somebody types -> the addresses, villages, postcodes, stops and places it may mean."""

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from geo.coordinates import lon_lat
from geo.geocoding import Geocoded, InvalidAddress, suggest
from geo.precision import Precision
from places.api import parameters, schema
from places.api.answering import GEOJSON, PublicView, collection
from places.api.problems import BadParameter
from places.searching import Hit, Search, find

TEXT = parameters.required(parameters.words("q", 200))
LIMIT = parameters.whole("limit", 1, 20, 8)


class SuggestionProperties(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(["address", "place"])
    label = serializers.CharField(help_text="what to show")  # type: ignore[assignment]
    precision = serializers.ChoiceField(Precision.choices)
    provider = serializers.CharField(required=False, help_text="of an address: who found it")
    slug = serializers.CharField(required=False, help_text="of a place")
    url = serializers.CharField(required=False, help_text="of a place: its page")


class Point(serializers.Serializer[Any]):
    type = serializers.ChoiceField(["Point"])
    coordinates = serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2)


class Suggestion(serializers.Serializer[Any]):
    type = serializers.ChoiceField(["Feature"])
    geometry = Point()
    properties = SuggestionProperties()


class Suggestions(schema.Collection):
    features = Suggestion(many=True)


class Geocode(PublicView):
    """Addresses and places for a search box, from our own tables: no text that is typed goes to anyone else."""

    @extend_schema(
        operation_id="geocode",
        summary="What a typed text may mean",
        parameters=[TEXT.openapi, LIMIT.openapi],
        responses=schema.answers(Suggestions, GEOJSON),
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        given = parameters.from_query(request.GET, (TEXT, LIMIT))
        limit = given.get("limit", 8)
        addresses = [_address(found) for found in _suggested(given["q"], limit)]
        named = [_place(hit) for hit in find(Search(q=given["q"]), limit=limit).hits]
        features = [orjson.dumps(feature).decode() for feature in (addresses + named)[:limit]]
        return HttpResponse(
            collection(features), content_type=GEOJSON, headers={"Cache-Control": "public, max-age=300"}
        )


def _suggested(text: str, limit: int) -> list[Geocoded]:
    try:
        return suggest(text, limit=limit)
    except InvalidAddress:  # one letter may stand for eighteen
        raise BadParameter(TEXT.name, f"must be {TEXT.rule}, also where each letter is written out") from None


def _feature(point: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": point, "properties": properties}


def _address(found: Geocoded) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": lon_lat(found.location)}
    return _feature(point, kind="address", label=found.label, precision=found.precision.value, provider=found.provider)


def _place(hit: Hit) -> dict[str, Any]:
    place = orjson.loads(hit.feature)
    shown = place["properties"]
    return _feature(
        place["geometry"],
        kind="place",
        label=shown["name"],
        precision=shown["position_precision"],
        slug=shown["slug"],
        url=shown["url"],
    )
