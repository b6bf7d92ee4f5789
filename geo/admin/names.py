"""The gazetteer's names, and the addresses that a provider or a loader has answered."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from geo.admin.reading import ReadOnly
from geo.coordinates import in_figures
from geo.folding import fold
from geo.models import GazetteerEntry, GeocodedAddress


class _Folded(ReadOnly):
    """Is searched in a column of folded text: case, accents and umlauts make no difference."""

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        found: tuple[Any, bool] = super().get_search_results(request, queryset, fold(search_term))
        return found


@admin.register(GazetteerEntry)
class GazetteerEntryAdmin(_Folded):
    list_display = ("name", "kind", "area", "postcode", "source")
    list_filter = ("kind",)
    search_fields = ("folded", "postcode")
    ordering = ("folded", "pk")
    fields = ("name", "kind", "area", "postcode", "point", "weight", "source")

    def get_queryset(self, request: HttpRequest) -> QuerySet[GazetteerEntry]:
        return GazetteerEntry.objects.with_area()

    @admin.display(description=_("Punkt"))
    def point(self, entry: GazetteerEntry) -> str:
        return in_figures(entry.location)


@admin.register(GeocodedAddress)
class GeocodedAddressAdmin(_Folded):
    list_display = ("query", "label", "precision", "provider", "asked_at", "expires_at")
    list_filter = ("provider", "precision")
    search_fields = ("query",)
    ordering = ("-asked_at", "pk")
    fields = ("query", "provider", "label", "precision", "point", "asked_at", "expires_at")

    @admin.display(description=_("Punkt"))
    def point(self, answer: GeocodedAddress) -> str:
        return in_figures(answer.location) if answer.location else gettext("nicht gefunden")
