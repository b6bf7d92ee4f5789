"""The pages for visitors: each is there in every language, whose code comes before these addresses."""

from django.urls import path

from places.web.finding import PlaceMap
from places.web.help import Explanation, Explanations
from places.web.place import PlacePage

urlpatterns = [
    path("", PlaceMap.as_view(), name="map"),
    path("orte/<slug:slug>/", PlacePage.as_view(), name="place"),
    path("hilfe/", Explanations.as_view(), name="explanations"),
    path("hilfe/<slug:key>/", Explanation.as_view(), name="explanation"),
]
