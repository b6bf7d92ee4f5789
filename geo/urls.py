"""The addresses of the service: each part brings its own, included by name."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from geo import health
from geo.basemap.views import tile

urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("basemap/<int:z>/<int:x>/<int:y>.svg", tile, name="basemap"),
    path("admin/", admin.site.urls),
    path("anmelden/", include("geo.signing_in.urls")),
    path("", include("places.urls")),
    *i18n_patterns(path("", include("places.web.urls")), prefix_default_language=False),
]
handler400 = "places.failures.bad_request"
handler403 = "places.failures.forbidden"
handler404 = "places.failures.not_found"
handler500 = "places.failures.server_error"
