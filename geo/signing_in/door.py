"""The admin's door: the page that signs everybody in, and the second factor."""

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class Door(AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return super().has_permission(request) and bool(user.is_verified())

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send the visitor to sign in and back. Raises PermissionDenied where that would not open the admin either."""
        from django.contrib.auth.views import redirect_to_login

        from geo.signing_in import returning, second_factor

        if self.has_permission(request):
            return redirect("admin:index")
        if second_factor.is_signed_in(request):
            raise PermissionDenied
        return redirect_to_login(returning.wanted(request) or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        from geo.signing_in.pages import sign_out

        return sign_out(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        return redirect("signing_in:password")
