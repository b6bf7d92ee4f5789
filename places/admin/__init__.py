"""The service in the admin: places with all that hangs on them, who runs them, kinds of help.

Verbs live elsewhere: `places.locating` writes points, `places.features` renders what the public sees.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from places.admin import catalogue, checks, editorships, places, stewards, translations, webhooks

admin.site.site_header = admin.site.site_title = _("Hilfe vor Ort")
admin.site.index_title = _("Verwaltung")
admin.site.empty_value_display = "–"
admin.site.enable_nav_sidebar = False  # a list of places and the map want its width

__all__ = ["catalogue", "checks", "editorships", "places", "stewards", "translations", "webhooks"]
