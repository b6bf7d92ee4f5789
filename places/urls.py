from django.urls import include, path, re_path

from places.api.answering import Nowhere
from places.feeds import changes_feed
from places.web.installing import worker

urlpatterns = [
    path("sw.js", worker, name="worker"),
    path("aenderungen.atom", changes_feed, name="changes"),
    path("aenderungen/<slug:key>.atom", changes_feed, name="changes"),
    path("redaktion/", include("places.staff.urls")),
    path("import/", include("places.staff.importing.urls")),
    path("api/v1/", include("places.api.urls")),
    re_path("^api/(?:.*/)?$", Nowhere.as_view()),
]
