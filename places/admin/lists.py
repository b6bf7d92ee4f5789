"""What a list of places can be narrowed to."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from geo.models import Area
from geo.precision import Precision
from places.models import Category, Visibility
from places.querysets import PlaceQuerySet

_NOWHERE = "none"


class _Narrowing(admin.SimpleListFilter):
    """A filter whose value is one of its own; any other narrows nothing."""

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        known = {str(key) for key, _label in self.lookup_choices}
        return self.narrowed(queryset, value) if value in known else queryset

    def narrowed(self, places: PlaceQuerySet, value: str) -> PlaceQuerySet:
        raise NotImplementedError


class ByMunicipality(_Narrowing):
    title = _("Gemeinde")
    parameter_name = "area"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return Area.objects.municipalities().values_list("key", "name")

    def narrowed(self, places: PlaceQuerySet, value: str) -> PlaceQuerySet:
        return places.in_area(value)


class ByCategory(_Narrowing):
    title = _("Kategorie")
    parameter_name = "category"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return Category.objects.values_list("key", "name")

    def narrowed(self, places: PlaceQuerySet, value: str) -> PlaceQuerySet:
        return places.offering(value)


class ByVisibility(_Narrowing):
    title = _("Sichtbarkeit")
    parameter_name = "visibility"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return Visibility.choices

    def narrowed(self, places: PlaceQuerySet, value: str) -> PlaceQuerySet:
        return places.filter(visibility=value)


class ByPrecision(_Narrowing):
    title = _("Genauigkeit")
    parameter_name = "precision"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [*Precision.choices, (_NOWHERE, _("kein Punkt"))]

    def narrowed(self, places: PlaceQuerySet, value: str) -> PlaceQuerySet:
        return places.without_point() if value == _NOWHERE else places.located(value)


class ByHours(_Narrowing):
    title = _("Öffnungszeiten")
    parameter_name = "hours"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("unknown", _("fehlen"))]

    def narrowed(self, places: PlaceQuerySet, value: str) -> PlaceQuerySet:
        return places.without_hours()


class ByAge(_Narrowing):
    title = _("Stand")
    parameter_name = "age"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("outdated", _("veraltet: der deutsche Text ist neuer"))]

    def narrowed(self, translations: Any, value: str) -> Any:
        return translations.outdated()
