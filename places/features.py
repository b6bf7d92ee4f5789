"""Place -> GeoJSON Feature (RFC 7946): the one representation, rendered when a place is written.

The database sets `Place.feature` to NULL as soon as anything that a Feature shows has changed.
`properties` comes last in the text, so that a distance can be appended without parsing it.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

import orjson
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Prefetch
from django.utils import translation
from rest_framework import serializers
from rest_framework_gis.serializers import GeoFeatureModelSerializer

from geo.models import Area, Edition
from geo.precision import Precision
from places import freshness
from places.models import Assertion, Offer, OfferTimes, Organization, Phone, Place, Source, Visibility

_BATCH = 1000


class PlaceArea(serializers.ModelSerializer[Area]):
    class Meta:
        model = Area
        fields = ("key", "name")


class PlaceOrganization(serializers.ModelSerializer[Organization]):
    class Meta:
        model = Organization
        fields = ("slug", "name", "website")


class PlacePhone(serializers.ModelSerializer[Phone]):
    number = serializers.CharField(help_text="E.164")

    class Meta:
        model = Phone
        fields = ("number", "shown", "contact", "as_of")


class PlaceSource(serializers.ModelSerializer[Source]):
    class Meta:
        model = Source
        fields = ("title", "url", "as_of", "says")


class PlaceOfferTimes(serializers.ModelSerializer[OfferTimes]):
    class Meta:
        model = OfferTimes
        fields = ("opening_hours", "languages")


class PlaceOffer(serializers.ModelSerializer[Offer]):
    category = serializers.SlugRelatedField[Offer](slug_field="key", read_only=True)
    times = PlaceOfferTimes(many=True, read_only=True, help_text="hours in languages of their own")

    class Meta:
        model = Offer
        fields = (
            "id", "category", "title", "description", "audience", "languages", "opening_hours", "times", "bring",
            "cost", "mode", "as_of",
        )  # fmt: skip


class PlaceConfirmed(TypedDict):
    """Who said last that a fact is so, and when that was (`2014`, `2014-03` or `2014-03-21`)."""

    as_of: str
    by: str
    source: str


class PlaceFeature(GeoFeatureModelSerializer):  # type: ignore[misc]
    """What the public may know of a place. Empty texts, lists and nulls mean: not known."""

    url = serializers.CharField(source="get_absolute_url", read_only=True)
    area = PlaceArea(read_only=True)
    organization = PlaceOrganization(read_only=True, allow_null=True)
    serves = serializers.SlugRelatedField[Area](slug_field="key", many=True, read_only=True)
    categories = serializers.SerializerMethodField()
    approximate = serializers.SerializerMethodField(help_text="the point stands for an area, not for a door")
    phones = PlacePhone(many=True, read_only=True)
    offers = PlaceOffer(many=True, read_only=True)
    sources = PlaceSource(many=True, read_only=True)
    confirmed = serializers.SerializerMethodField(help_text="the last word on each fact: as of when, by whom, source")

    class Meta:
        model = Place
        geo_field = "shown_location"
        id_field = "id"
        fields = (
            "id", "slug", "name", "url", "organization", "description", "notice", "visibility", "categories",
            "street", "postcode", "town", "area", "serves", "position_precision", "approximate", "position_source",
            "position_note", "phones", "email", "website", "opening_hours", "timezone", "languages", "wheelchair",
            "offers", "sources", "as_of", "confirmed",
        )  # fmt: skip

    def get_categories(self, place: Place) -> list[str]:
        return list(dict.fromkeys(offer.category.key for offer in place.offers.all()))

    def get_approximate(self, place: Place) -> bool:
        return _protected(place) or Precision(place.position_precision).approximate

    def get_confirmed(self, place: Place) -> dict[str, PlaceConfirmed]:
        """Return what was said last of each fact; of a protected place neither where it is nor the source."""
        said = {each.field: each for each in sorted(place.assertions.all(), key=_how_recent)}
        withheld = {Assertion.Fact.ADDRESS, Assertion.Fact.POSITION} if _protected(place) else set()
        return {
            fact.value: PlaceConfirmed(
                as_of=said[fact].as_of, by=said[fact].said_by, source="" if _protected(place) else said[fact].source
            )
            for fact in Assertion.Fact
            if fact in said and fact not in withheld
        }

    def to_representation(self, instance: Place) -> dict[str, object]:
        feature: dict[str, object] = dict(super().to_representation(instance))
        if _protected(instance):
            feature["properties"] = dict(feature["properties"]) | WITHHELD  # type: ignore[call-overload]
        return {key: feature[key] for key in ("type", "id", "geometry", "properties")}


# What could tell where a protected place is.
WITHHELD: dict[str, object] = {
    "street": "",
    "postcode": "",
    "town": "",
    "position_precision": Precision.MUNICIPALITY.value,
    "position_source": "",
    "position_note": "",
    "sources": [],
}
PROPERTIES = tuple(name for name in PlaceFeature.Meta.fields if name != "id")
DISTANCE = "distance_m"
MATCH = "match"


def _how_recent(said: Assertion) -> tuple[date, bool, datetime]:
    """Order what was said by its date; of one day, what those say who answer for a place comes later."""
    return freshness.last_day(said.as_of), said.said_by in Assertion.ANSWERABLE, said.confirmed_at


def _protected(place: Place) -> bool:
    return place.visibility != Visibility.PUBLIC


def render(ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the Feature of each published place of `ids` as JSON text, by its identifier.

    Whoever it is rendered for, the addresses in it are those of German pages.
    """
    served = Prefetch("serves", Area.objects.without_outlines())
    places = (
        Place.objects.published()
        .filter(pk__in=ids)
        .with_area()
        .select_related("organization")
        .prefetch_related(served, "phones", "sources", "assertions", "offers__category", "offers__times")
    )
    with translation.override(settings.LANGUAGE_CODE):
        shown = PlaceFeature()  # one for all: to make its fields takes four times as long as to read a place with them
        return {place.pk: orjson.dumps(shown.to_representation(place)).decode() for place in places}


@transaction.atomic
def refresh(ids: Collection[UUID]) -> int:
    """Render and store the Features of `ids`; return how many were stored.

    The edition's row is the first lock of every writer, so nothing changes between reading and storing.
    """
    Edition.objects.claim()
    texts = render(ids)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE places_place SET feature = rendered.text "
            "FROM unnest(%s::uuid[], %s::text[]) AS rendered (id, text) WHERE places_place.id = rendered.id",
            [list(texts), list(texts.values())],
        )
    return len(texts)


def refresh_stale() -> int:
    """Render every published place whose Feature is out of date; return how many there were."""
    stale = list(Place.objects.published().filter(feature=None).order_by("pk").values_list("pk", flat=True))
    return sum(refresh(batch) for batch in _batches(stale))


def _batches(ids: list[UUID]) -> Iterable[list[UUID]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def only(feature: str, names: Collection[str]) -> str:
    """Return the Feature text with no other properties than those of `names`."""
    parsed = orjson.loads(feature)
    parsed["properties"] = {name: value for name, value in parsed["properties"].items() if name in names}
    return orjson.dumps(parsed).decode()


def with_distance(feature: str, metres: float) -> str:
    """Return the Feature text with the property `distance_m`, in metres rounded to millimetres."""
    return f'{feature[:-2]},"distance_m":{metres:.3f}}}}}'


def with_property(feature: str, name: str, value: str) -> str:
    """Return the Feature text with one property more."""
    return f'{feature[:-2]},"{name}":{orjson.dumps(value).decode()}}}}}'
