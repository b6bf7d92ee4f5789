"""Places: to be found, described, located."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext_lazy as _

from geo.models import Area
from places import facts, features, moderation, roles
from places.admin import lists, showing
from places.admin.fields import OVERRIDES
from places.admin.forms import PlaceForm
from places.admin.hours import AsksForHours
from places.admin.inlines import Offers, Phones, Sources
from places.admin.previewing import preview_hours
from places.admin.relocating import relocate, remark
from places.admin.scope import OfOnesPlaces
from places.models import Place, Visibility, as_of

LOCATE = "locate"
"""The value of the button that saves, stays, and looks the address up."""


@admin.register(Place)
class PlaceAdmin(AsksForHours, OfOnesPlaces):
    to_place = ("pk",)
    form = PlaceForm
    inlines = (Phones, Offers, Sources)
    list_display = ("name", "area", "precision_in_colour", "visibility", "hours_today", "as_of_in_words", "edited_on")
    list_filter = (lists.ByMunicipality, lists.ByCategory, lists.ByVisibility, lists.ByPrecision, lists.ByHours)
    search_fields = ("name",)
    search_help_text = _("Name, Adresse, Träger, Angebot")
    ordering = ("name", "pk")
    list_per_page = 50
    save_on_top = True
    prepopulated_fields = {"slug": ("name",)}
    raw_id_fields = ("replaced_by",)
    readonly_fields = ("seen", "search", "known", "edited_at")
    formfield_overrides = OVERRIDES

    class Media:
        css = {"all": ["places/css/admin.css"]}

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(preview_hours)
        return [path("hours/", view, name="places_place_hours"), *super().get_urls()]

    def all_rows(self) -> QuerySet[Place]:
        return Place.objects.with_area()

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Place | None:
        place: Place | None = super().get_object(request, *args, **kwargs)
        if place:
            prefetch_related_objects([place], Prefetch("serves", Area.objects.without_outlines()))
        return place

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return queryset.known_by(search_term), False

    def get_fieldsets(self, request: HttpRequest, obj: Place | None = None) -> Any:
        """Show those who may only read the point in figures: there is no form to search or set it."""
        writes = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        point = ("search", "point", "precision") if writes else ("point_in_figures",)
        where = ("street", ("postcode", "town"), "area", *point, "known", "position_note")
        names = ("name", "slug", "organization", "description", "notice", *(("version",) if writes else ()))
        return (
            (None, {"fields": names}),
            (_("Sichtbarkeit"), {"fields": ("visibility", "closed_on", "replaced_by", *(("seen",) if obj else ()))}),
            (_("Adresse und Lage"), {"fields": where}),
            (
                _("Kontakt und Zeiten"),
                {"fields": ("email", "website", "opening_hours", "timezone", "languages", "wheelchair")},
            ),
            (_("Zuständigkeit"), {"fields": ("serves",)}),
            (_("Stand"), {"fields": ("as_of", "edited_at")}),
        )

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "area":
            kwargs["queryset"] = roles.editable_areas(request.user).without_outlines()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "serves":
            kwargs |= {"queryset": Area.objects.without_outlines(), "widget": forms.CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show all that was ever written of a place, by whichever door, in place of what the admin noted."""
        place = self.get_object(request, object_id)
        if place and roles.may_edit(request.user, place):
            return redirect("staff:history", place.slug)
        return super().history_view(request, object_id, extra_context)

    def view_on_site(self, place: Place) -> str | None:
        return None if place.visibility == Visibility.HIDDEN else place.get_absolute_url()

    def save_model(self, request: HttpRequest, obj: Place, form: PlaceForm, change: bool) -> None:
        form.before = facts.read(Place.objects.get(pk=obj.pk)) if change else facts.read_new()
        super().save_model(request, obj, form, change)
        if form.says_where:
            form.save_point(on=localdate())

    def save_related(self, request: HttpRequest, form: PlaceForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        moderation.confirm_what_differs(form.instance, form.before, by=request.user)
        features.refresh([form.instance.pk])
        if request.POST.get("_continue") == LOCATE:
            # not before the commit: a provider may take its time, and nobody else could write meanwhile
            transaction.on_commit(partial(relocate, request, form.instance, force="force" in request.POST))
        else:
            remark(request, form)

    @admin.display(description=_("Genauigkeit"), ordering="position_precision")
    def precision_in_colour(self, place: Place) -> str:
        return showing.precision(place)

    @admin.display(description=_("heute geöffnet"), ordering="opening_hours")
    def hours_today(self, place: Place) -> str:
        return showing.today(place, now())

    @admin.display(description=_("Punkt"))
    def point_in_figures(self, place: Place) -> str:
        return showing.figures(place)

    @admin.display(description=_("Stand"), ordering="as_of")
    def as_of_in_words(self, place: Place) -> str:
        return as_of.in_words(place.as_of) if place.as_of else ""

    @admin.display(description=_("bearbeitet am"), ordering="edited_at")
    def edited_on(self, place: Place) -> str:
        return date_format(localtime(place.edited_at), "SHORT_DATE_FORMAT")

    @admin.display(description=_("Die Öffentlichkeit sieht"))
    def seen(self, place: Place) -> str:
        return showing.to_the_public(place)

    @admin.display(description=_("Gespeicherter Punkt"))
    def known(self, place: Place) -> str:
        return showing.known(place)

    @admin.display(description=_("Punkt zur Adresse"))
    def search(self, place: Place) -> SafeString:
        return render_to_string("places/_locate_button.html", {"value": LOCATE})
