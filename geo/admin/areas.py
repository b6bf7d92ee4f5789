"""Areas, each with its outline on a map."""

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from geo.admin.ground import media
from geo.admin.reading import ReadOnly
from geo.basemap.moving import ground
from geo.coordinates import in_figures, lon_lat
from geo.models import Area


@admin.register(Area)
class AreaAdmin(ReadOnly):
    list_display = ("name", "level", "key", "parent", "population", "population_as_of")
    list_filter = ("level",)
    search_fields = ("name", "key")
    ordering = ("key",)
    fieldsets = (
        (None, {"fields": ("name", "level", "key", "parent", ("population", "population_as_of"), "source")}),
        (_("Grenze"), {"fields": ("outline", "stands_in")}),
        (
            _("Rathaus"),
            {"fields": ("hall_street", "hall_postcode", "hall_town", "hall_phone", "hall_email", "hall_source")},
        ),
    )

    @property
    def media(self) -> forms.Media:
        return super().media + media("geo/js/outline.js")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Area]:
        return Area.objects.without_outlines().with_parent()

    @admin.display(description=_("Karte"))
    def outline(self, area: Area) -> str:
        lon, lat = lon_lat(area.stand_in)
        context = {"area": area, "ground": ground(), "outline": area.boundary.json, "stand_in": [lat, lon]}
        return render_to_string("geo/_outline.html", context)

    @admin.display(description=_("Stellvertreter-Punkt"))
    def stands_in(self, area: Area) -> str:
        explained = Area._meta.get_field("stand_in").help_text
        return f"{in_figures(area.stand_in)}. {explained}"
