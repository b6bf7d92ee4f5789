"""The nouns of the service."""

from places.models.category import Category
from places.models.loaded import LoadedRecord
from places.models.offer import Offer
from places.models.organization import Organization
from places.models.place import Phone, Place, Source, Visibility

__all__ = ["Category", "LoadedRecord", "Offer", "Organization", "Phone", "Place", "Source", "Visibility"]
