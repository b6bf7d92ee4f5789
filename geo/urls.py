"""The addresses of the service: each part brings its own, included by name."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("places.urls")),
]
