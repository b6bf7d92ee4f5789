from django.urls import path

from places.api.catalogue import Areas, Categories
from places.api.documentation import Documentation, Schema
from places.api.geocoding import Geocode
from places.api.places import Nearby, OnePlace, Places
from places.api.suggestions import OneSuggestion, Suggestions

app_name = "api"
urlpatterns = [
    path("places/", Places.as_view(), name="places"),
    path("places/<slug:key>/", OnePlace.as_view(), name="place"),
    path("nearby/", Nearby.as_view(), name="nearby"),
    path("categories/", Categories.as_view(), name="categories"),
    path("areas/", Areas.as_view(), name="areas"),
    path("geocode/", Geocode.as_view(), name="geocode"),
    path("suggestions/", Suggestions.as_view(), name="suggestions"),
    path("suggestions/<int:number>/", OneSuggestion.as_view(), name="suggestion"),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", Documentation.as_view(), name="documentation"),
]
