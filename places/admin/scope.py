"""Whose places an account sees and changes in the admin, and that the history knows who did."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from places import history, roles


class OfOnesPlaces(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows editors the rows of their own places alone, and lets nobody else than them write.

    Who has Django's permission to view, and no area, reads all. `to_place` leads from a row to its place.
    """

    to_place: tuple[str, ...] = ("place",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.all_rows()
        user = request.user
        if roles.is_administrator(user) or not roles.is_editor(user):
            return rows
        own = Q()
        for path in self.to_place:
            own |= Q(**{f"{path}__in": roles.editable_places(user).values("pk")})
        return rows.filter(own)

    def all_rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._default_manager.all()
        return rows

    def has_add_permission(self, request: HttpRequest) -> bool:
        return roles.is_editor(request.user) and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return roles.is_editor(request.user) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return roles.is_editor(request.user) and super().has_delete_permission(request, obj)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._attributed(super().changeform_view, request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._attributed(super().delete_view, request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._attributed(super().changelist_view, request, *args, **kwargs)

    def _attributed(self, view: Callable[..., Any], request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the writers' lock before a row is read that is about to be written: nobody comes between."""
        if request.method != "POST":
            answer: HttpResponse = view(request, *args, **kwargs)
            return answer
        with history.attributed(by=request.user, via="admin"):
            answer = view(request, *args, **kwargs)
            if hasattr(answer, "render") and not getattr(answer, "is_rendered", True):
                answer.render()
            return answer
