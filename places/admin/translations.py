"""Translations of what places and offers say: what a person writes here counts as translated by hand."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from places.admin import lists
from places.admin.fields import OVERRIDES
from places.admin.scope import OfOnesPlaces
from places.models import TranslatedBy, Translation


class TranslationForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean(self) -> dict[str, Any]:
        """Take what is saved as a translation of today's German, which stands beside it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.instance.original, self.instance.state = self.instance.today, TranslatedBy.HAND
        return cleaned


@admin.register(Translation)
class TranslationAdmin(OfOnesPlaces):
    """Nothing is added here: a file or a machine begins, people correct."""

    to_place = ("place", "offer__place")
    form = TranslationForm
    list_display = ("begin", "of_what", "language", "state", "holds")
    list_filter = ("language", "state", lists.ByAge)
    search_fields = ("text", "original", "place__name", "offer__place__name")
    fields = ("of_what", "language", "today", "text", "original", "state")
    readonly_fields = ("of_what", "language", "today", "original", "state")
    formfield_overrides = OVERRIDES

    def all_rows(self) -> QuerySet[Translation]:
        return Translation.objects.with_parts()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("Text"), ordering="text")
    def begin(self, translation: Translation) -> str:
        return str(translation)

    @admin.display(description=_("von"))
    def of_what(self, translation: Translation) -> str:
        return f"{translation.spoken_by}: {translation.field_name}"

    @admin.display(description=_("deutscher Text heute"))
    def today(self, translation: Translation) -> str:
        return translation.today

    @admin.display(description=_("gilt"), boolean=True)
    def holds(self, translation: Translation) -> bool:
        return not translation.is_outdated
