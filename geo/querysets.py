"""What can be asked of areas and of the gazetteer."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.db import connection, models
from django.db.models import F, Value

from geo.functions import Sound, WordDistance


class AreaQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def with_key(self, *keys: str) -> Self:
        """Keep the areas with these ARS keys."""
        return self.filter(key__in=keys)

    def holding(self, place: Point) -> Self:
        """Keep areas whose boundary covers `place`."""
        return self.filter(boundary__intersects=place)

    def municipalities(self) -> Self:
        return self.filter(level="municipality")

    def districts(self) -> Self:
        return self.filter(level="district")

    def without_outlines(self) -> Self:
        """Leave the boundaries, most of the bytes, in the database until someone asks."""
        return self.defer("boundary")

    def with_hall(self) -> Self:
        """Keep the areas whose town hall is known."""
        return self.exclude(hall_street="")

    def with_parent(self) -> Self:
        """Fetch what an area belongs to along, without that one's outline."""
        return self.select_related("parent").defer("parent__boundary", "parent__stand_in")

    def in_area(self, key: str) -> Self:
        """Keep the area with ARS key `key` and the areas inside it."""
        return self.filter(models.Q(key=key) | models.Q(parent__key=key))

    def outside(self, key: str) -> Self:
        """Keep the areas that `in_area` does not."""
        return self.exclude(pk__in=self.model._default_manager.in_area(key))


class GazetteerQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def called(self, names: Iterable[str]) -> Self:
        """Keep entries whose name equals one of `names`, which are folded."""
        return self.filter(folded__in=list(names))

    def names(self) -> Self:
        """Keep municipalities, villages and postcodes, which have an index of their own."""
        return self.exclude(kind="stop")

    def stops(self) -> Self:
        return self.filter(kind="stop")

    def settlements(self) -> Self:
        """Keep municipalities and villages."""
        return self.filter(kind__in=("municipality", "village"))

    def within(self, centre: Point, radius: D) -> Self:
        """Keep entries at most `radius` from `centre`, along the spheroid."""
        return self.filter(location__dwithin=(centre, radius))

    def resembling(self, text: str) -> Self:
        """Order by how much the folded name resembles the folded `text`, most alike first.

        Of `names` or `stops`: each has an index that is walked in this order, which a second key would prevent.
        """
        return self.order_by(WordDistance(F("folded"), Value(text)))

    def sounding(self, sounds: Iterable[str]) -> Self:
        """Keep entries whose name sounds like one of `sounds`; of `names`, which have an index for it."""
        return self.alias(sound=Sound("name")).filter(sound__in=list(sounds))

    def with_area(self) -> Self:
        """Fetch the areas along, without their outlines: most of the bytes."""
        return self.select_related("area").defer("area__boundary", "area__stand_in")


class GeocodedAddressQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def valid_at(self, now: datetime) -> Self:
        """Keep answers that have not expired by `now`."""
        return self.filter(models.Q(expires_at=None) | models.Q(expires_at__gt=now))

    def found(self) -> Self:
        return self.filter(location__isnull=False)

    def known_to(self, provider: str) -> Self:
        """Keep answers of `provider` and those found and kept for good; the latter first."""
        for_good = models.Q(expires_at=None, location__isnull=False)
        return self.filter(for_good | models.Q(provider=provider)).order_by(F("expires_at").desc(nulls_first=True))

    def resembling(self, text: str) -> Self:
        """Order by how much the address resembles the folded `text`, most alike first."""
        return self.order_by(WordDistance(F("query"), Value(text)))


class ProviderTurnQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def claim(self, provider: str) -> Any:
        """Return the provider's row, locked for the transaction; created where it is missing."""
        self.bulk_create([self.model(provider=provider)], ignore_conflicts=True)
        return self.select_for_update().get(provider=provider)


class EditionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def current(self) -> int:
        """Return the number of the public data's present state; 0 before the first."""
        with connection.cursor() as cursor:  # every request asks this: to write the SQL took longer than the answer
            cursor.execute("SELECT number FROM geo_edition")
            row = cursor.fetchone()
        return int(row[0]) if row else 0

    def claim(self) -> None:
        """Wait for the lock that every writer of public data takes first; it lasts for the transaction."""
        self.select_for_update().first()
