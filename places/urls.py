from django.urls import include, path, re_path

from places.api.answering import Nowhere
from places.web.finding import PlaceMap
from places.web.place import PlacePage

urlpatterns = [
    path("", PlaceMap.as_view(), name="map"),
    path("orte/<slug:slug>/", PlacePage.as_view(), name="place"),
    path("api/v1/", include("places.api.urls")),
    re_path("^api/(?:.*/)?$", Nowhere.as_view()),
]
