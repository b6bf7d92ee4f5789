from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps as admin
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class GeoConfig(AppConfig):
    name = "geo"
    verbose_name = _("Grundlagen")

    def ready(self) -> None:
        for hook in (settings.SECOND_FACTOR_FOR, settings.START_FOR):
            import_string(hook)  # not only when the first one signs in


class AdminBehindTheDoor(admin.AdminConfig):
    """Django's admin, for those who signed in with their second factor."""

    default = False
    default_site = "geo.signing_in.door.Door"
