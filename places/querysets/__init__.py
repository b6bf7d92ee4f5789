"""What can be asked of each noun."""

from places.querysets.ages import AGEING
from places.querysets.asked import QuestionQuerySet, ReminderQuerySet, StewardQuerySet
from places.querysets.catalogue import CategoryQuerySet, TranslationQuerySet
from places.querysets.hours import KnownHoursQuerySet, SlotQuerySet
from places.querysets.imports import ImportQuerySet, ImportRowQuerySet
from places.querysets.keeping import AssertionQuerySet, SuggestionQuerySet
from places.querysets.places import PlaceQuerySet, Wanted

__all__ = [
    "AGEING",
    "AssertionQuerySet",
    "CategoryQuerySet",
    "ImportQuerySet",
    "ImportRowQuerySet",
    "KnownHoursQuerySet",
    "PlaceQuerySet",
    "QuestionQuerySet",
    "ReminderQuerySet",
    "SlotQuerySet",
    "StewardQuerySet",
    "SuggestionQuerySet",
    "TranslationQuerySet",
    "Wanted",
]
