"""Accounts: who may enter, with which second factor; a lost device is taken away here."""

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static import admin as static
from django_otp.plugins.otp_totp import admin as totp

from geo.signing_in import devices, second_factor

admin.site.unregister(User)
# Their pages show secrets, and let one give a device to somebody else.
admin.site.unregister([totp.TOTPDevice, static.StaticDevice])


@admin.register(User)
class Accounts(UserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "email", "first_name", "last_name", "is_staff", "has_device")
    readonly_fields = ("has_device",)
    actions = ("take_away",)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        explained = _("Ein verlorenes Gerät nimmt die Aktion „Verlorenes Gerät wegnehmen“ in der Liste der Konten weg.")
        device = (_("Zweiter Faktor"), {"fields": ("has_device",), "description": explained})
        return [*fieldsets, device] if obj else fieldsets

    @admin.display(description=_("Gerät eingerichtet"), boolean=True)
    def has_device(self, user: User) -> bool:
        return second_factor.devices(user).exists()

    @admin.action(description=_("Verlorenes Gerät wegnehmen (beim nächsten Anmelden wird ein neues eingerichtet)"))
    def take_away(self, request: HttpRequest, users: QuerySet[User]) -> None:
        for user in users:
            devices.take_away(user, by=cast(User, request.user))
            self.log_change(request, user, gettext("Gerät weggenommen"))
        text = ngettext(
            "Das Gerät und die Notfallcodes von %(many)d Konto gelten nicht mehr; es ist überall abgemeldet.",
            "Die Geräte und Notfallcodes von %(many)d Konten gelten nicht mehr; sie sind überall abgemeldet.",
            len(users),
        )
        self.message_user(request, text % {"many": len(users)}, messages.SUCCESS)

    def get_actions(self, request: HttpRequest) -> Any:
        """Leave what opens an account anew to administrators."""
        actions = super().get_actions(request)
        if not cast(User, request.user).is_superuser:
            actions.pop("take_away", None)
        return actions
