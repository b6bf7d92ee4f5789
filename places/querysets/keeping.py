"""What can be asked of suggestions and assertions."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from places.querysets.ages import LastDay
from places.querysets.conditions import edited_through


class SuggestionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def pending(self) -> Self:
        """Keep suggestions that nobody has decided about."""
        return self.filter(state="pending")

    def numbered(self, number: int) -> Self:
        """Keep the suggestion with this public number."""
        return self.filter(number=number)

    def decided(self) -> Self:
        """Keep suggestions that somebody has decided about, latest first."""
        return self.exclude(state="pending").order_by("-decided_at", "-pk")

    def decided_by_account(self, account: int) -> Self:
        """Keep what the account decides about: suggestions for its areas, and for the places of its steward.

        Where a place is by now counts, not where it was when somebody suggested something about it.
        """
        new = Q(place=None) & edited_through("area", account)
        return self.filter(new | edited_through("place__area", account) | Q(place__stewards__user=account)).distinct()

    def with_parts(self) -> Self:
        """Fetch what a list of suggestions tells along, without what is derived or drawn."""
        heavy = ("place__searchable", "place__feature", "area__boundary", "area__stand_in")
        return self.select_related("place", "area", "decided_by").defer(*heavy)

    def with_facts(self) -> Self:
        """Fetch along what the places say that the suggestions may be about."""
        return self.with_parts().prefetch_related("place__phones", "place__offers")

    def with_company(self) -> Self:
        """Annotate `company`: how many other suggestions about the same place nobody has decided about."""
        others = self.model._default_manager.pending().filter(place=OuterRef("place")).exclude(pk=OuterRef("pk"))
        counted = others.order_by().values("place").annotate(number=Count("pk")).values("number")
        return self.annotate(company=Coalesce(Subquery(counted), Value(0)))

    def about(self, place: UUID) -> Self:
        """Keep the suggestions about the place with this identifier."""
        return self.filter(place=place)

    def other_than(self, suggestion: int) -> Self:
        return self.exclude(pk=suggestion)

    def narrowed(self, *, kind: str = "", area: str = "", origin: str = "") -> Self:
        """Keep those of a kind, for the area with a key, of an origin; of any where nothing is said."""
        wanted = {name: value for name, value in {"kind": kind, "origin": origin}.items() if value}
        where = Q(place__area__key=area) | Q(place=None, area__key=area) if area else Q()
        return self.filter(where, **wanted)

    def later_than(self, sent_at: datetime, pk: int) -> Self:
        """Keep what follows the suggestion `pk`, sent at that moment, oldest first."""
        return self.filter(Q(sent_at__gt=sent_at) | Q(sent_at=sent_at, pk__gt=pk)).order_by("sent_at", "pk")

    def earlier_than(self, sent_at: datetime, pk: int) -> Self:
        """Keep what comes before the suggestion `pk`, sent at that moment, latest first."""
        return self.filter(Q(sent_at__lt=sent_at) | Q(sent_at=sent_at, pk__lt=pk)).order_by("-sent_at", "-pk")


class AssertionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def answerable(self) -> Self:
        """Keep what was said by those who answer for a place, not by the public."""
        return self.filter(said_by__in=self.model.ANSWERABLE)

    def said_since(self, day: Any) -> Self:
        """Keep what was so on that day or later; `day` is a date, or an expression of one."""
        return self.alias(said_on=LastDay("as_of")).filter(said_on__gte=day)
