"""Who runs places, and the kinds of help."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from places.admin.fields import OVERRIDES
from places.features import refresh_stale
from places.models import Category, Organization


class _Shown(admin.ModelAdmin):  # type: ignore[type-arg]
    """Is shown in the Features of places, which are rendered anew with every change."""

    formfield_overrides = OVERRIDES

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        refresh_stale()


@admin.register(Organization)
class OrganizationAdmin(_Shown):
    list_display = ("name", "website")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "website")


@admin.register(Category)
class CategoryAdmin(_Shown):
    list_display = ("name", "key", "position", "icon", "colour")
    search_fields = ("name", "key")
    prepopulated_fields = {"key": ("name",)}
    fields = ("name", "key", "explanation", "icon", "colour", "position", "osm_tags")
