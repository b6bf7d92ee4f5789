"""What hangs on a place, within its form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from phonenumber_field.phonenumber import to_python

from places.admin.fields import OVERRIDES
from places.admin.hours import AsksForHours, HoursFormSet
from places.models import Offer, OfferTimes, Phone, Source


class PhoneForm(forms.ModelForm):  # type: ignore[type-arg]
    """A number to dial and the same number to read: who corrects one of them must not forget the other."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        number, shown = cleaned.get("number"), to_python(cleaned.get("shown"))
        if number and shown and shown.is_valid() and shown.as_e164 != number.as_e164:
            self.add_error("shown", _("Das ist eine andere Nummer als die, die gewählt wird."))
        return cleaned


class Phones(admin.StackedInline):  # type: ignore[type-arg]
    model = Phone
    form = PhoneForm
    extra = 0
    fields = (("number", "shown"), ("contact", "as_of"))


class Offers(AsksForHours, admin.StackedInline):  # type: ignore[type-arg]
    model = Offer
    formset = HoursFormSet
    extra = 0
    fields = (
        "category", "title", "description", "audience", "languages", "opening_hours", "bring", "cost", "mode", "as_of"
    )  # fmt: skip
    show_change_link = True
    formfield_overrides = OVERRIDES

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Ask for the categories once, not once for each offer."""
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name == "category":
            field.choices = list(field.choices)
        return field


class Times(AsksForHours, admin.StackedInline):  # type: ignore[type-arg]
    model = OfferTimes
    formset = HoursFormSet
    extra = 0
    formfield_overrides = OVERRIDES


class Sources(admin.StackedInline):  # type: ignore[type-arg]
    model = Source
    extra = 0
    classes = ("collapse",)
    fields = ("title", "url", "as_of", "says")
    formfield_overrides = OVERRIDES
