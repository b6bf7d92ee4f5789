"""What places can be asked for: the categories and the areas."""

from functools import lru_cache
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework_gis.serializers import GeoFeatureModelSerializer

from geo.models import Area
from places.api import parameters, schema
from places.api.answering import GEOJSON, JSON, PublicView, collection, current
from places.models import Category

MAX_AGE_S = 300
WITH_GEOMETRY = parameters.flag("geometry", default=False)


class CategoryShape(serializers.ModelSerializer[Category]):
    places = serializers.IntegerField(read_only=True, help_text="how many published places offer it")

    class Meta:
        model = Category
        fields = ("key", "name", "explanation", "icon", "colour", "osm_tags", "places")


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

    @extend_schema(operation_id="categories", summary="Categories", responses=schema.answers(CategoryList, JSON))
    def get(self, request: HttpRequest) -> HttpResponse:
        parameters.from_query(request.GET, ())
        return current(request, _categories, content_type=JSON, max_age_s=MAX_AGE_S)


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


@lru_cache(maxsize=1)
def _categories(edition: int) -> bytes:
    return orjson.dumps({"categories": CategoryShape(Category.objects.with_places(), many=True).data})


@lru_cache(maxsize=2)
def _areas(edition: int, geometry: bool) -> str:
    areas = Area.objects.with_parent()
    shape, shown = (AreaFeature, areas) if geometry else (AreaWithoutGeometry, areas.without_outlines())
    texts = [orjson.dumps(shape(area).data).decode() for area in shown]
    return collection(texts, numberMatched=len(texts), numberReturned=len(texts))
