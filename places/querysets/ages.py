"""Which facts of places are past their age, unknown, or spoken of; and how many people that concerns."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Now, TruncDate

AGEING = ("hours", "languages", "phone", "address")
"""The facts that are asked after when they are old."""
_TO_THE_DOOR = ("address", "street")


class LastDay(models.Func):
    """The last day of a date that may be known by year or month alone; NULL where nothing is known."""

    function = "places_last_day"
    output_field = models.DateField()


class Months(models.Func):
    """So many months, as PostgreSQL counts them: a day that a month lacks is its last."""

    template = "make_interval(months => %(expressions)s)"
    output_field = models.DurationField()


def months_ago(months: int) -> Cast:
    """Return the day so many months before today, by the database's clock: its SQL is good on any day."""
    return Cast(TruncDate(Now()) - Months(Value(months)), models.DateField())


class AgeingQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def with_known(self) -> Self:
        """Annotate `knows_hours`, `knows_languages`, `knows_phone` and `knows_address`."""
        offers, phones = self._rows_of("offers"), self._rows_of("phones")
        return self.annotate(
            knows_hours=~Q(opening_hours="") | Exists(offers.exclude(opening_hours="")),
            knows_languages=~Q(languages=[]) | Exists(offers.exclude(languages=[])),
            knows_phone=Exists(phones),
            knows_address=~Q(street=""),
        )

    def with_due(self, cutoffs: Mapping[str, date], answerable: Collection[str]) -> Self:
        """Annotate `due_hours` and so on: known, but last said on the day of `cutoffs` or before, or nobody knows when.

        What counts is what `answerable` parties said; where none did, the place's own date.
        """
        days = {f"day_{fact}": LastDay(self._last_said(fact, answerable)) for fact in AGEING}
        due = {
            f"due_{fact}": Q(**{f"knows_{fact}": True})
            & (Q(**{f"day_{fact}__lte": cutoffs[fact]}) | Q(**{f"day_{fact}": None}))
            for fact in AGEING
        }
        return self.with_known().annotate(**days).annotate(**due)

    def _last_said(self, fact: str, answerable: Collection[str]) -> Coalesce:
        said = self._rows_of("assertions").filter(field=fact, said_by__in=list(answerable)).alias(day=LastDay("as_of"))
        last = Subquery(said.order_by(F("day").desc(nulls_last=True)).values("as_of")[:1])
        phoned = Subquery(self._rows_of("phones").order_by("-as_of").values("as_of")[:1])
        return Coalesce(last, phoned if fact == "phone" else F("as_of"), output_field=models.TextField())

    def due(self) -> Self:
        """Keep places of which something is due, after `with_due`."""
        return self.filter(self._any("due", True))

    def with_sayings(self) -> Self:
        """Fetch along what the places say of all that ages, and the contacts that they name."""
        found = self.with_area().select_related("area", "organization")  # type: ignore[attr-defined]
        fetched: Self = found.prefetch_related("phones", "offers", "assertions", "sources")
        return fetched

    def with_people(self) -> Self:
        """Annotate `people`: how many live in the municipality of each place, and in the areas that it serves."""
        links = self.model.serves.through._default_manager.filter(place=OuterRef("pk"))
        others = links.exclude(area=OuterRef("area")).order_by().values("place").annotate(total=Sum("area__population"))
        served = Coalesce(Subquery(others.values("total")), Value(0))
        return self.annotate(people=Coalesce("area__population", Value(0)) + served)

    def with_suggestions(self) -> Self:
        """Annotate `is_reported`: somebody suggested something that nobody has decided about."""
        return self.annotate(is_reported=Exists(self._rows_of("suggestions").filter(state="pending")))

    def with_needs(self, with_dead_contacts: Self) -> Self:
        """Annotate `is_due`, `is_incomplete`, `is_imprecise` and `is_dead`, after `with_due`."""
        approximate = Q(location=None) | ~Q(position_precision__in=_TO_THE_DOOR)
        return self.annotate(
            is_due=self._any("due", True),
            is_incomplete=self._any("knows", False),
            is_imprecise=approximate,
            is_dead=Q(pk__in=with_dead_contacts.values("pk")),
        )

    def needing(self, reasons: Iterable[str]) -> Self:
        """Keep places that need somebody for one of `reasons`, after all of them were annotated."""
        found = Q()
        for reason in reasons:
            found |= Q(**{f"is_{reason}": True})
        return self.filter(found)

    def how_many_need(self, reasons: Iterable[str]) -> dict[str, int]:
        """Return how many places need somebody for each of `reasons`."""
        counts = {reason: Count("pk", filter=Q(**{f"is_{reason}": True})) for reason in reasons}
        counted: dict[str, int] = self.order_by().aggregate(**counts)
        return counted

    def _rows_of(self, name: str) -> Any:
        rows = self.model._meta.get_field(name).related_model._default_manager
        return rows.filter(place=OuterRef("pk"))

    def _any(self, what: str, value: bool) -> Q:
        found = Q()
        for fact in AGEING:
            found |= Q(**{f"{what}_{fact}": value})
        return found
