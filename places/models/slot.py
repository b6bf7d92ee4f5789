from django.contrib.postgres.fields import ArrayField
from django.db import models

from places.models.category import Category
from places.models.place import Place
from places.querysets import KnownHoursQuerySet, SlotQuerySet


class KnownHours(models.Model):
    """An expression with its time zone and the first digits of its area, as `places.slots` reads them."""

    id = models.AutoField(primary_key=True)
    key = models.TextField(unique=True)

    objects = KnownHoursQuerySet.as_manager()

    def __str__(self) -> str:
        return self.key


class Slot(models.Model):
    """When one can get something at a place, and in which languages: what holds after all inheriting.

    A place's own hours are a slot without a category; unknown ones only where it has no offers. The database derives
    the slots at every write.
    """

    place = models.ForeignKey(Place, on_delete=models.DO_NOTHING, related_name="slots", db_constraint=False)
    category = models.ForeignKey(
        Category, on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False, db_index=False
    )
    hours = models.ForeignKey(KnownHours, on_delete=models.DO_NOTHING, related_name="slots", db_constraint=False)
    languages = ArrayField(models.CharField(max_length=12))

    objects = SlotQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.hours)
