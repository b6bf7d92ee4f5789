"""The nouns of the service."""

from places.models.category import Category
from places.models.offer import Offer
from places.models.organization import Organization
from places.models.place import Phone, Place, Source, Visibility

__all__ = ["Category", "Offer", "Organization", "Phone", "Place", "Source", "Visibility"]
