"""The nouns of the service."""

from places.models.category import Category, CategoryWords
from places.models.loaded import LoadedRecord
from places.models.offer import Offer, OfferTimes
from places.models.organization import Organization
from places.models.place import Phone, Place, Source, Visibility, Wheelchair
from places.models.slot import KnownHours, Slot
from places.models.told import Told, TranslatedBy
from places.models.translation import Translation

__all__ = [
    "Category",
    "CategoryWords",
    "KnownHours",
    "LoadedRecord",
    "Offer",
    "OfferTimes",
    "Organization",
    "Phone",
    "Place",
    "Slot",
    "Source",
    "Told",
    "TranslatedBy",
    "Translation",
    "Visibility",
    "Wheelchair",
]
