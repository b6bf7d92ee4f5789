"""The pages for visitors: each is there in every language, whose code comes before these addresses."""

from django.urls import path

from places.web.confirming import Tap
from places.web.finding import PlaceMap
from places.web.help import Explanation, Explanations
from places.web.installing import manifest
from places.web.kept import kept_data, kept_places
from places.web.offline import kept_list, offline
from places.web.place import PlacePage
from places.web.sheets import PlaceSheet, SearchSheet
from places.web.stewards import HasChanged, HasClosed, StillRight, StopAsking
from places.web.suggesting.pages import AddPlace, CorrectPlace, Thanks
from places.web.suggestions import Suggestions
from places.web.taking import PlaceCalendar, PlaceCode, PlaceContact

urlpatterns = [
    path("", PlaceMap.as_view(), name="map"),
    path("blatt.pdf", SearchSheet.as_view(), name="sheet"),
    path("orte/neu/", AddPlace.as_view(), name="add"),
    path("orte/<slug:slug>/", PlacePage.as_view(), name="place"),
    path("orte/<slug:slug>/bearbeiten/", CorrectPlace.as_view(), name="correct"),
    path("danke/<int:number>/", Thanks.as_view(), name="thanks"),
    path("orte/<slug:slug>/blatt.pdf", PlaceSheet.as_view(), name="place_sheet"),
    path("orte/<slug:slug>/stimmt/", Tap.as_view(), name="tap"),
    path("orte/<slug:slug>/qr.svg", PlaceCode.as_view(), name="place_code"),
    path("orte/<slug:slug>/kontakt.vcf", PlaceContact.as_view(), name="place_contact"),
    path("orte/<slug:slug>/zeiten.ics", PlaceCalendar.as_view(), name="place_calendar"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("ohne-netz/", offline, name="offline"),
    path("ohne-netz/orte/", kept_places, name="kept-places"),
    path("ohne-netz/orte.json", kept_data, name="kept-data"),
    path("ohne-netz/liste.json", kept_list, name="kept-list"),
    path("vorschlaege/", Suggestions.as_view(), name="suggestions"),
    path("angaben/stimmen/", StillRight.as_view(), name="still_right"),
    path("angaben/aendern/", HasChanged.as_view(), name="has_changed"),
    path("angaben/geschlossen/", HasClosed.as_view(), name="has_closed"),
    path("angaben/nicht-mehr-fragen/", StopAsking.as_view(), name="stop_asking"),
    path("hilfe/", Explanations.as_view(), name="explanations"),
    path("hilfe/<slug:key>/", Explanation.as_view(), name="explanation"),
]
