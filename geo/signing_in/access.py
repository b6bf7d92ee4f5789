"""What who is signed in can do for themselves: another password, new codes for paper."""

from typing import cast

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View

from geo import quotas
from geo.signing_in import devices, passwords, recovery, returning, second_factor
from geo.signing_in.answers import page, waits
from geo.signing_in.forms import Code, NewPassword
from geo.signing_in.guarding import SignedIn
from geo.visitors import ip_address


class Access(SignedIn, View):
    """Since when which device counts, and how many codes are left. A code of it gives new codes for paper."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return page(request, "access", self._shown(request, Code()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form, limits = Code(request.POST), settings.SIGNING_IN
        if not form.is_valid():
            return page(request, "access", self._shown(request, form))
        try:
            quotas.take("code", ip_address(request), at_most=limits.per_network, within_s=limits.window_s)
            devices.check(_user(request), form.cleaned_data["code"])
        except devices.WrongCode:
            form.add_error(None, _("Dieser Code gilt nicht. Jeder Code gilt nur einmal und nur kurze Zeit."))
            return page(request, "access", self._shown(request, form))
        except quotas.Exhausted as reason:
            return waits(request, "access", self._shown(request, form), reason)
        return page(
            request, "codes", {"codes": recovery.renew(_user(request)), "to": returning.or_start("", _user(request))}
        )

    def _shown(self, request: HttpRequest, form: Code) -> dict[str, object]:
        user = _user(request)
        return {"form": form, "device": second_factor.devices(user).first(), "codes_left": recovery.left(user)}


class ChangePassword(SignedIn, View):
    """The other sessions of the account end with its old password."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return page(request, "password", {"form": NewPassword(_user(request))})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewPassword(_user(request), request.POST)
        if not form.is_valid():
            return page(request, "password", {"form": form})
        try:
            passwords.check_own(_user(request), form.cleaned_data["old"])
        except passwords.WrongPassword:
            form.add_error("old", _("Das ist nicht Ihr jetziges Passwort."))
            return page(request, "password", {"form": form})
        except quotas.Exhausted as reason:
            return waits(request, "password", {"form": form}, reason)
        form.save()
        auth.update_session_auth_hash(request, _user(request))
        messages.success(request, _("Ihr neues Passwort gilt ab jetzt."))
        return redirect("signing_in:access")


def _user(request: HttpRequest) -> User:
    """Return who is signed in, as the page asks for it."""
    return cast(User, request.user)
