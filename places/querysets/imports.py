"""What an import asks of its rows, and of the places that they may mean."""

from collections.abc import Collection
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, Value

from places.querysets.asked import AskedQuerySet

_OUTSIDE = models.Q(problems__contains=[{"kind": "warning", "field": "municipality"}])
_UNFOUND = models.Q(outcome="new", point=None)


class ImportRowQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def with_parts(self) -> Self:
        """Fetch municipalities and places along, without outlines and without what is derived or drawn."""
        heavy = ("area__boundary", "area__stand_in", "place__searchable", "place__feature")
        return self.select_related("area", "place").defer(*heavy)

    def to_locate(self) -> Self:
        """Keep rows whose address nobody has looked up yet."""
        return self.filter(is_located=False)

    def find_areas(self, areas: models.QuerySet[models.Model]) -> None:
        """Note which of the `areas` each row lies in, by its point."""
        holding = areas.filter(boundary__intersects=models.OuterRef("point")).order_by("key").values("pk")[:1]
        self.update(lies_in=models.Subquery(holding))

    def with_problems(self) -> Self:
        """Keep rows of which something is to be told."""
        return self.exclude(problems=[])

    def remembered(self, but_of: int, keys: Collection[str], identities: Collection[str]) -> Self:
        """Keep rows on the map with one of the `keys` or `identities`, the latest import first, with their places."""
        known = models.Q(key__in=list(keys)) | models.Q(identity__in=list(identities))
        heavy = ("place__searchable", "place__feature", "place__area__boundary", "place__area__stand_in", "cells")
        rows = self.on_the_map().filter(known).exclude(of=but_of)
        return rows.select_related("place__area").defer(*heavy).order_by("-of__applied_at", "number")

    def last_said(self, but_of: int, places: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
        """Return what the last import said of each of the `places`, by field."""
        rows = self.on_the_map().filter(place__in=list(places)).exclude(of=but_of)
        found = rows.order_by("of__applied_at", "-number").values_list("place", "values")
        return dict(found)

    def repeating(self, names: Collection[str], numbers: Collection[int]) -> Self:
        """Keep rows with an identity or key of `names`, those with these `numbers`, and what repeats the latter."""
        repeated = models.Q(number__in=list(numbers)) | models.Q(twin__in=list(numbers))
        return self.filter(models.Q(identity__in=list(names)) | models.Q(key__in=list(names)) | repeated)

    def saying(self, column: int, text: str) -> Self:
        """Keep rows with exactly this text in a column."""
        return self.filter(**{f"cells__{column}": text})

    def widen(self) -> None:
        """Give each row one more cell, with nothing in it."""
        one_more = Func(
            models.F("cells"), Value([""], models.JSONField()), arg_joiner=" || ", template="%(expressions)s"
        )
        self.update(cells=one_more)

    def outcomes(self) -> dict[str, int]:
        """Return how many rows have which outcome."""
        return dict(self.order_by().values_list("outcome").annotate(count=models.Count("pk")))

    def warned(self) -> Self:
        """Keep rows that are to be looked at, although nothing keeps them from the map."""
        return self.filter(problems__contains=[{"kind": "warning"}])

    def outside(self) -> Self:
        """Keep rows whose point does not lie in the municipality that they name."""
        return self.filter(_OUTSIDE)

    def unfound(self) -> Self:
        """Keep new places of whose address nobody knows where it is."""
        return self.filter(_UNFOUND)

    def to_look_at(self) -> dict[str, int]:
        """Return how many rows are `outside` and how many `unfound`."""
        count = models.Count("pk", filter=_OUTSIDE), models.Count("pk", filter=_UNFOUND)
        return self.order_by().aggregate(outside=count[0], unfound=count[1])

    def sorted_as(self, sort: str) -> Self:
        """Keep the rows with the outcome `sort`, or those that are warned, outside, or unfound; all for ""."""
        asked = {"": self.all, "warned": self.warned, "outside": self.outside, "unfound": self.unfound}
        return asked[sort]() if sort in asked else self.filter(outcome=sort)

    def written(self) -> Self:
        """Keep rows that made or changed a place."""
        return self.filter(outcome__in=("new", "changed"))

    def on_the_map(self) -> Self:
        """Keep rows of imports that were applied and not undone, each of which is a place."""
        return self.filter(of__state="applied", place__isnull=False, outcome__in=("new", "changed", "same"))


class ImportQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def begun_by(self, user: int | None) -> Self:
        return self.filter(user__isnull=False, user=user)

    def with_parts(self) -> Self:
        """Fetch along who began it, and the municipality without its outline."""
        return self.select_related("user", "area").defer("area__boundary", "area__stand_in")


class ImportedQuerySet(AskedQuerySet):
    def candidates(self, areas: Collection[int], slugs: Collection[str]) -> Self:
        """Keep the places of the municipalities `areas` and those called `slugs`, with what tells one from another."""
        address = ("street", "postcode", "town", "area")
        names = ("id", "slug", "name", "visibility", "location", "position_precision", *address)
        found = self.filter(Q(area__in=areas) | Q(slug__in=slugs)).select_related("area")
        return found.only(*names, "area__name", "area__key")

    def with_facts(self, pks: Collection[UUID]) -> Self:
        """Keep the places `pks`, with all that they say of themselves fetched along."""
        return self.filter(pk__in=list(pks)).with_all_facts()

    def with_all_facts(self) -> Self:
        """Fetch along all that places say of themselves, without what is derived or drawn."""
        heavy = ("area__boundary", "area__stand_in", "searchable", "feature")
        found = self.select_related("area", "organization").defer(*heavy)
        return found.prefetch_related("phones", "offers__category")

    def whole(self, pks: Collection[UUID]) -> Self:
        """Keep the places `pks`, complete, to be written back."""
        whole = self.filter(pk__in=list(pks)).select_related("organization", "area")
        return whole.defer("area__boundary", "area__stand_in")

    def referred_to(self, pks: Collection[UUID], *, but_of: int = 0) -> set[UUID]:
        """Return which of the places `pks` others refer to: suggestions, stewards, translators, successors, imports."""
        imported = self.model._meta.get_field("imported").related_model._default_manager
        found = self.filter(pk__in=list(pks)).filter(
            Q(suggestions__isnull=False)
            | Q(stewards__isnull=False)
            | Q(translations__state="hand")
            | Q(offers__translations__state="hand")
            | Q(Exists(self.model._default_manager.filter(replaced_by=OuterRef("pk"))))
            | Q(Exists(imported.on_the_map().filter(place=OuterRef("pk")).exclude(of=but_of)))
        )
        return set(found.values_list("pk", flat=True))
