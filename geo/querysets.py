"""What can be asked of areas and of the gazetteer."""

from datetime import datetime
from typing import Self

from django.contrib.gis.geos import Point
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import F, Value

from geo.functions import KNN, Fold


class AreaQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def holding(self, place: Point) -> Self:
        """Keep areas whose boundary covers `place`."""
        return self.filter(boundary__intersects=place)

    def municipalities(self) -> Self:
        return self.filter(level="municipality")

    def in_area(self, key: str) -> Self:
        """Keep the area with ARS key `key` and the areas inside it."""
        return self.filter(models.Q(key=key) | models.Q(parent__key=key))


class GazetteerQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def resembling(self, text: str) -> Self:
        """Keep entries whose folded name resembles `text`, most alike first (`similarity`, 0 to 1)."""
        return (
            self.filter(folded__trigram_word_similar=Fold(Value(text)))
            .annotate(similarity=TrigramWordSimilarity(Fold(Value(text)), F("folded")))
            .order_by("-similarity", "-weight", "name")
        )

    def starting(self, text: str) -> Self:
        """Keep entries whose folded name starts with `text`, the weightiest first."""
        return self.filter(folded__startswith=Fold(Value(text))).order_by("-weight", "name")

    def nearest_to(self, place: Point) -> Self:
        return self.order_by(KNN(F("location"), Value(place)))


class GeocodedAddressQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def valid_at(self, now: datetime) -> Self:
        """Keep answers that have not expired by `now`."""
        return self.filter(models.Q(expires_at=None) | models.Q(expires_at__gt=now))
