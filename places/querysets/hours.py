"""What can be asked of hours and slots."""

from typing import Self

from django.db import models
from django.db.models import Exists, Func, OuterRef

from places.querysets.conditions import UNPUBLISHED


class KnownHoursQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def in_use(self) -> Self:
        """Keep hours that a slot has."""
        slots = self.model._meta.get_field("slots").related_model._default_manager
        return self.filter(Exists(slots.filter(hours=OuterRef("pk"))))


class SlotQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def languages(self) -> list[str]:
        """Return the languages of slots of published places, by their codes."""
        published = self.exclude(place__visibility__in=UNPUBLISHED).annotate(
            language=Func("languages", function="unnest")
        )
        return list(published.order_by("language").values_list("language", flat=True).distinct())
