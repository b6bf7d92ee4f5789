"""What can be asked of categories and translations."""

from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q

from places.querysets.conditions import UNPUBLISHED


class CategoryQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def with_places(self) -> Self:
        """Annotate `places`: how many published ones have an offer of the category."""
        published = ~Q(offers__place__visibility__in=UNPUBLISHED)
        return self.annotate(places=Count("offers__place", distinct=True, filter=published))

    def offered(self) -> Self:
        """Keep categories in which a published place offers something, without counting how many do."""
        offers = self.model._meta.get_field("offers").related_model._default_manager
        return self.filter(Exists(offers.filter(category=OuterRef("pk")).exclude(place__visibility__in=UNPUBLISHED)))

    def in_language(self, code: str) -> Self:
        """Fetch the words in the language `code` along, as `said`; None where there are none."""
        words = FilteredRelation("words", condition=Q(words__language=code))
        return self.annotate(said=words).select_related("said")


class TranslationQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def in_language(self, code: str) -> Self:
        return self.filter(language=code)

    def of_places(self, slugs: Collection[str]) -> Self:
        """Keep the translations of what the places `slugs` and their offers say."""
        return self.filter(Q(place__slug__in=slugs) | Q(offer__place__slug__in=slugs))

    def with_parts(self) -> Self:
        """Fetch the places and offers along, without what is derived or drawn."""
        places = ("place", "offer__place")
        heavy = ("location", "shown_location", "searchable", "feature")
        return self.select_related(*places).defer(*(f"{place}__{field}" for place in places for field in heavy))

    def outdated(self) -> Self:
        """Keep those whose German text is another today."""
        changed = Q()
        for of, fields in self.model.TEXTS.items():
            for field in fields:
                changed |= Q(**{"field": field, f"{of}__isnull": False}) & ~Q(**{f"{of}__{field}": F("original")})
        return self.filter(changed)
