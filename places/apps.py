from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from places.calendars import refuse_unknown_country


class PlacesConfig(AppConfig):
    name = "places"
    verbose_name = _("Orte")

    def ready(self) -> None:
        refuse_unknown_country()
