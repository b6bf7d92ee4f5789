from django.urls import include, path, re_path

from places.api.answering import Nowhere
from places.web.installing import worker

urlpatterns = [
    path("sw.js", worker, name="worker"),
    path("api/v1/", include("places.api.urls")),
    re_path("^api/(?:.*/)?$", Nowhere.as_view()),
]
