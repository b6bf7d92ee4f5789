"""What places can be asked for: the categories and the areas."""

from functools import lru_cache
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework_gis.serializers import GeoFeatureModelSerializer

from geo.languages import BY_CODE, SOURCE
from geo.models import Area
from places.api import parameters, schema
from places.api.answering import GEOJSON, JSON, PublicView, collection, current
from places.models import Category

MAX_AGE_S = 300
LANGUAGE = parameters.one_of("lang", list(BY_CODE), default=SOURCE)
WITH_GEOMETRY = parameters.flag("geometry", default=False)


class CategoryShape(serializers.ModelSerializer[Category]):
    """A category in the words of a language; what that lacks is told in German."""

    name = serializers.CharField(source="told.name.text", read_only=True)
    explanation = serializers.CharField(source="told.explanation.text", read_only=True, help_text="what it is")
    cost = serializers.CharField(source="told.cost.text", read_only=True, help_text="whether it costs anything")
    privacy = serializers.CharField(
        source="told.privacy.text", read_only=True, help_text="whether they pass on what they are told"
    )
    synonyms = serializers.ListField(
        child=serializers.CharField(), source="told_synonyms", read_only=True, help_text="words that people search by"
    )
    language = serializers.CharField(source="told.name.language", read_only=True, help_text="that of its name")
    by_machine = serializers.BooleanField(
        source="told.name.is_by_machine", read_only=True, help_text="translated by a machine, and not checked"
    )
    places = serializers.IntegerField(read_only=True, help_text="how many published places offer it")

    class Meta:
        model = Category
        fields = (
            "key", "name", "explanation", "cost", "privacy", "synonyms", "language", "by_machine", "icon", "colour",
            "osm_tags", "places",
        )  # fmt: skip


class CategoryList(serializers.Serializer[Any]):
    categories = CategoryShape(many=True)


_ABOUT_AREAS = (
    "key", "name", "level", "parent", "population", "population_as_of", "source",
    "hall_street", "hall_postcode", "hall_town", "hall_phone", "hall_email", "hall_source",
)  # fmt: skip


class AreaFeature(GeoFeatureModelSerializer):  # type: ignore[misc]
    """A district or a municipality. `geometry` is null unless it was asked for."""

    parent = serializers.SlugRelatedField[Area](slug_field="key", read_only=True, allow_null=True)

    class Meta:
        model = Area
        geo_field: str | None = "boundary"
        id_field = "key"
        fields = (*_ABOUT_AREAS, "boundary")


class AreaWithoutGeometry(AreaFeature):
    class Meta(AreaFeature.Meta):
        geo_field = None
        fields = _ABOUT_AREAS  # type: ignore[assignment]


class AreaList(schema.Collection):
    numberMatched = serializers.IntegerField()  # noqa: N815
    numberReturned = serializers.IntegerField()  # noqa: N815
    features = serializers.ListField(child=AreaFeature())


class Categories(PublicView):
    """The categories of help, in the order in which people should see them."""

    @extend_schema(
        operation_id="categories",
        summary="Categories",
        parameters=[LANGUAGE.openapi],
        responses=schema.answers(CategoryList, JSON),
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        language = parameters.from_query(request.GET, (LANGUAGE,)).get("lang", SOURCE)
        return current(request, lambda edition: _categories(edition, language), content_type=JSON, max_age_s=MAX_AGE_S)


class Areas(PublicView):
    """The areas that are served, with or without their boundaries."""

    @extend_schema(
        operation_id="areas",
        summary="Areas",
        parameters=[WITH_GEOMETRY.openapi],
        responses=schema.answers(AreaList, GEOJSON),
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        geometry = parameters.from_query(request.GET, (WITH_GEOMETRY,)).get("geometry", False)
        return current(request, lambda edition: _areas(edition, geometry), content_type=GEOJSON, max_age_s=MAX_AGE_S)


@lru_cache(maxsize=len(BY_CODE))
def _categories(edition: int, language: str) -> bytes:
    shown = Category.objects.with_places().in_language(language)
    return orjson.dumps({"categories": CategoryShape(shown, many=True).data})


@lru_cache(maxsize=2)
def _areas(edition: int, geometry: bool) -> str:
    areas = Area.objects.with_parent()
    shape, shown = (AreaFeature, areas) if geometry else (AreaWithoutGeometry, areas.without_outlines())
    texts = [orjson.dumps(shape(area).data).decode() for area in shown]
    return collection(texts, numberMatched=len(texts), numberReturned=len(texts))
