"""What is named to the public: links of places, of organizations and of sources, and phone numbers."""

from django.db.models import QuerySet

from places.models import Organization, Phone, Place, Source


def links() -> set[str]:
    """Return the web addresses that published places, their sources, and organizations name."""
    public = Place.objects.published()
    found: set[str] = set()
    found.update(public.values_list("website", flat=True))
    found.update(Organization.objects.values_list("website", flat=True))
    found.update(Source.objects.filter(place__in=public).values_list("url", flat=True))
    return found - {""}


def phones() -> "QuerySet[Phone]":
    """Return the phones of published places."""
    return Phone.objects.filter(place__in=Place.objects.published())
