"""Who decides about which area: given by administrators alone."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from geo.models import Area
from places.models import Editorship


@admin.register(Editorship)
class EditorshipAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("user", "area")
    list_select_related = ("user", "area")
    search_fields = ("user__username", "area__name")
    ordering = ("user__username", "area__key")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "area":
            kwargs["queryset"] = Area.objects.without_outlines()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)
