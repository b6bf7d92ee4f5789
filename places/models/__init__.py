"""The nouns of the service."""

from places.models.category import Category
from places.models.loaded import LoadedRecord
from places.models.offer import Offer, OfferTimes, Slot
from places.models.organization import Organization
from places.models.place import Phone, Place, Source, Visibility, Wheelchair

__all__ = [
    "Category",
    "LoadedRecord",
    "Offer",
    "OfferTimes",
    "Organization",
    "Phone",
    "Place",
    "Slot",
    "Source",
    "Visibility",
    "Wheelchair",
]
