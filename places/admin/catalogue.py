"""Who runs places, the kinds of help, and the times of an offer."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from places.admin.fields import OVERRIDES, SYNONYMS
from places.admin.hours import AsksForHours, HoursForm
from places.admin.inlines import Times
from places.admin.scope import OfOnesPlaces
from places.features import refresh_stale
from places.models import Category, CategoryWords, Offer, Organization


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


class WordsInline(admin.StackedInline):  # type: ignore[type-arg]
    model = CategoryWords
    extra = 0
    classes = ("collapse",)
    fields = ("language", "name", "explanation", "cost", "privacy", "synonyms", "state")
    formfield_overrides = OVERRIDES | SYNONYMS


@admin.register(Category)
class CategoryAdmin(_Shown):
    list_display = ("name", "key", "position", "icon", "colour")
    search_fields = ("name", "key")
    prepopulated_fields = {"key": ("name",)}
    fields = (
        "name", "key", "explanation", "cost", "privacy", "synonyms", "icon", "colour", "position", "osm_tags"
    )  # fmt: skip
    formfield_overrides = OVERRIDES | SYNONYMS
    inlines = (WordsInline,)


@admin.register(Offer)
class OfferAdmin(AsksForHours, OfOnesPlaces, _Shown):
    """An offer is added and removed on the page of its place; here, it gets times in languages of their own."""

    form = HoursForm
    inlines = (Times,)
    list_display = ("title", "place", "category")
    list_select_related = ("place", "category")
    search_fields = ("title", "place__name")
    fields = (
        "place", "category", "title", "description", "audience", "languages", "opening_hours", "bring", "cost", "mode",
        "as_of",
    )  # fmt: skip
    readonly_fields = ("place",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Offer | None = None) -> bool:
        return False
