"""Signing in, step by step: name and password, the code of a device or its set-up, and out again."""

import logging
from typing import Any, cast

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import View
from django_otp.models import Device

from geo import quotas
from geo.qr import qr_svg
from geo.signing_in import devices, familiar, halfway, passwords, recovery, returning, second_factor
from geo.signing_in.answers import page, waits
from geo.signing_in.forms import Code, NameAndPassword, RecoveryCode
from geo.visitors import ip_address

_log = logging.getLogger("geo.signing_in")


@method_decorator(never_cache, "dispatch")
class SignIn(View):
    """Name and password. Beside the session of those who are signed in, only this page's form sets a cookie."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if second_factor.is_signed_in(request):
            return redirect(returning.or_start(returning.wanted(request), request.user))
        return page(request, "sign_in", {"form": NameAndPassword()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NameAndPassword(request.POST)
        if not form.is_valid():
            return page(request, "sign_in", {"form": form})
        try:
            user = passwords.check(request, form.cleaned_data["name"], form.cleaned_data["password"])
        except passwords.WrongPassword:
            form.add_error(None, _("Benutzername oder Passwort stimmt nicht."))
            return page(request, "sign_in", {"form": form})
        except quotas.Exhausted as reason:
            return waits(request, "sign_in", {"form": form}, reason)
        halfway.begin(request, user, to=returning.wanted(request))
        return _next_step(request, user)


class _Halfway(View):
    """A step for who has given the right password; others give it first."""

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.user = halfway.user(request)
        except halfway.NotHalfway:
            return redirect("signing_in:in")
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))

    def count(self, request: HttpRequest) -> None:
        """Count a code that is tried. Raises quotas.Exhausted."""
        limits = settings.SIGNING_IN
        quotas.take("code", ip_address(request), at_most=limits.per_network, within_s=limits.window_s)


class EnterCode(_Halfway):
    """The code that the device shows, or one from paper."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not second_factor.devices(self.user).exists():
            return _next_step(request, self.user)
        return page(request, "code", {"form": Code(), "recovery": RecoveryCode()})

    def post(self, request: HttpRequest) -> HttpResponse:
        is_paper = "recovery" in request.POST
        form = RecoveryCode(request.POST) if is_paper else Code(request.POST)
        shown = {"form": Code(), "recovery": RecoveryCode(), "recovery" if is_paper else "form": form}
        if not form.is_valid():
            return page(request, "code", shown)
        try:
            self.count(request)
            device = self._check(form)
        except devices.WrongCode:
            form.add_error(None, _("Dieser Code gilt nicht. Jeder Code gilt nur einmal und nur kurze Zeit."))
            return page(request, "code", shown)
        except quotas.Exhausted as reason:
            return waits(request, "code", shown, reason)
        to = _enter(request, self.user, device)
        if is_paper:
            messages.warning(request, _left(recovery.left(self.user)))
        return _known(redirect(to), self.user)

    def _check(self, form: Code | RecoveryCode) -> Device:
        if isinstance(form, RecoveryCode):
            return devices.check_recovery(self.user, form.cleaned_data["recovery"])
        return devices.check(self.user, form.cleaned_data["code"])


class SetUp(_Halfway):
    """The first time: a device learns the secret and shows a code of it; then come the codes for paper, once."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if second_factor.devices(self.user).exists():
            return redirect("signing_in:code")
        return page(request, "set_up", self._shown(request, Code()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = Code(request.POST)
        if not form.is_valid():
            return page(request, "set_up", self._shown(request, form))
        try:
            self.count(request)
            device = devices.set_up(self.user, halfway.secret(request), form.cleaned_data["code"])
        except devices.AlreadySetUp:
            return redirect("signing_in:code")
        except devices.WrongCode:
            form.add_error(None, _("Dieser Code gilt nicht. Geht die Uhr Ihres Geräts richtig?"))
            return page(request, "set_up", self._shown(request, form))
        except quotas.Exhausted as reason:
            return waits(request, "set_up", self._shown(request, form), reason)
        to = _enter(request, self.user, device)
        return _known(page(request, "codes", {"codes": recovery.renew(self.user), "to": to}), self.user)

    def _shown(self, request: HttpRequest, form: Code) -> dict[str, object]:
        secret = halfway.secret(request)
        address = devices.address(self.user, secret)
        picture = mark_safe(qr_svg(address, title=_("QR-Code für Ihr Gerät")))  # noqa: S308  our own drawing
        return {"form": form, "address": address, "picture": picture, "secret": devices.written(secret)}


@require_POST
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    response = redirect("signing_in:signed_out")
    response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
    return response


@never_cache
def signed_out(request: HttpRequest) -> HttpResponse:
    return page(request, "signed_out", {})


def _next_step(request: HttpRequest, user: User) -> HttpResponse:
    if second_factor.devices(user).exists():
        return redirect("signing_in:code")
    if second_factor.is_needed(user):
        return redirect("signing_in:set_up")
    return _known(redirect(_enter(request, user)), user)


def _enter(request: HttpRequest, user: User, device: Device | None = None) -> str:
    """Sign `user` in, with `device` where there is one; return where to go."""
    if device is not None:
        user.otp_device = device  # type: ignore[attr-defined]  # auth.login lets the session keep it
    to = halfway.finish(request, user)
    _log.info("signed in", extra={"fields": {"account": user.pk}})
    return returning.or_start(to, user)


def _known(response: HttpResponse, user: User) -> HttpResponse:
    familiar.remember(response, user)
    return response


def _left(many: int) -> str:
    """Tell how many codes are left on paper."""
    text = ngettext("Sie haben noch %(many)d Notfallcode.", "Sie haben noch %(many)d Notfallcodes.", many)
    return f"{text % {'many': many}} {_('Ist Ihr Gerät verloren, sagen Sie es bitte der Verwaltung.')}"
