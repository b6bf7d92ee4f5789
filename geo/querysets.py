"""What can be asked of areas and of the gazetteer."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Self

from django.contrib.gis.db.models import Extent, GeometryField
from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import F, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from geo.functions import AmongThese, Sound, WordDistance, texts

_HOLDING = """
    SELECT place.number, area.id
      FROM unnest(%s::float8[], %s::float8[]) WITH ORDINALITY AS place(lon, lat, number)
      JOIN geo_area AS area ON ST_Intersects(area.boundary, ST_Point(lon, lat, 4326)::geography)
     WHERE area.id IN ({areas})"""
# House by house, before anything else is looked at; the planner, left free, compared each answer with each house: 86 s
# for 10,000 houses and 100,000 answers. LIKE would not do: it walks an index only for what is known while planning.
_BEGUN = """ARRAY(
    SELECT known.id FROM unnest(%s::text[]) AS house
     CROSS JOIN LATERAL (
       SELECT id FROM geo_geocodedaddress WHERE query ~>=~ (house || ' ') AND query ~<~ (house || '!') OFFSET 0
     ) AS known)"""


class AreaQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def with_key(self, *keys: str) -> Self:
        """Keep the areas with these ARS keys."""
        return self.filter(key__in=keys)

    def holding(self, place: Point) -> Self:
        """Keep areas whose boundary covers `place`."""
        return self.filter(boundary__intersects=place)

    def holding_each(self, places: Sequence[Point]) -> list[set[int]]:
        """Return for each of `places` the identifiers of the areas whose boundary covers it, in one query."""
        held: list[set[int]] = [set() for _ in places]
        try:
            areas, given = self.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            return held
        lon, lat = [place.x for place in places], [place.y for place in places]
        with connection.cursor() as cursor:
            cursor.execute(_HOLDING.format(areas=areas), [lon, lat, *given])
            for number, area in cursor.fetchall():
                held[number - 1].add(area)
        return held

    def extent(self) -> tuple[float, float, float, float] | None:
        """Return west, south, east and north of all the areas together; None where there are none."""
        found = self.aggregate(box=Extent(Cast("boundary", GeometryField(srid=4326))))["box"]
        return tuple(found) if found else None

    def municipalities(self) -> Self:
        return self.filter(level="municipality")

    def districts(self) -> Self:
        return self.filter(level="district")

    def without_outlines(self) -> Self:
        """Leave the boundaries, most of the bytes, in the database until someone asks."""
        return self.defer("boundary")

    def with_parent(self) -> Self:
        """Fetch what an area belongs to along, without that one's outline."""
        return self.select_related("parent").defer("parent__boundary", "parent__stand_in")

    def in_area(self, key: str) -> Self:
        """Keep the area with ARS key `key` and the areas inside it."""
        return self.filter(models.Q(key=key) | models.Q(parent__key=key))

    def inside(self, areas: models.QuerySet[Any]) -> Self:
        """Keep `areas`, given by their identifiers, and the areas inside them."""
        return self.filter(models.Q(pk__in=areas) | models.Q(parent__in=areas))

    def outside(self, key: str) -> Self:
        """Keep the areas that `in_area` does not."""
        return self.exclude(pk__in=self.model._default_manager.in_area(key))


class GazetteerQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def called(self, names: Iterable[str]) -> Self:
        """Keep entries whose name equals one of `names`, which are folded."""
        return self.filter(AmongThese(F("folded"), texts(names)))

    def with_postcode(self, codes: Iterable[str]) -> Self:
        """Keep the postcodes themselves."""
        return self.filter(AmongThese(F("postcode"), texts(codes)), kind="postcode")

    def villages(self) -> Self:
        return self.filter(kind="village")

    def inside(self, areas: Iterable[int]) -> Self:
        """Keep entries in the `areas`, given by their identifiers."""
        return self.filter(area__in=list(areas))

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
        known = self.filter(for_good | models.Q(provider=provider))
        return known.order_by(F("expires_at").desc(nulls_first=True), "pk")

    def to_questions(self, keys: Iterable[str]) -> Self:
        """Keep answers to the addresses of these `keys`."""
        return self.filter(AmongThese(F("query"), texts(keys)))

    def to_houses(self, houses: Iterable[str]) -> Self:
        """Keep answers to addresses that begin with one of the folded `houses`, which ends with a word."""
        return self.filter(AmongThese(F("pk"), RawSQL(_BEGUN, [list(houses)])))  # noqa: S611  a constant

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


class SaltQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def of(self, day: date, *, fresh: bytes) -> bytes:
        """Return the salt of `day`, which all processes share: `fresh` where there was none."""
        return bytes(self.get_or_create(day=day, defaults={"value": fresh})[0].value)

    def forget_before(self, day: date) -> None:
        past = self.filter(day__lt=day)
        self.filter(pk__in=past.select_for_update(skip_locked=True).values("pk")).delete()


class OccurrenceQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def queue(self, *who: str) -> None:
        """Wait until nobody else counts one of `who`; it lasts for the transaction."""
        with connection.cursor() as cursor:
            for each in sorted(who):
                cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [each])

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def by(self, who: str) -> Self:
        return self.filter(who=who)

    def since(self, moment: datetime) -> Self:
        """Keep what happened after `moment`."""
        return self.filter(at__gt=moment)

    def latest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def forget_before(self, moment: datetime) -> None:
        """Delete what happened up to `moment`, unless another process is doing so: two never wait for each other."""
        past = self.filter(at__lte=moment)
        self.filter(pk__in=past.select_for_update(skip_locked=True).values("pk")).delete()
