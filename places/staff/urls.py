"""The pages of staff, in German alone."""

from django.urls import path

from places.staff.correcting import ClosePlace, CorrectPlace
from places.staff.decided import DecidedSuggestions
from places.staff.past import PlaceHistory
from places.staff.places import OwnPlaces
from places.staff.queue import ReviewQueue
from places.staff.review import Review
from places.staff.tasks import WorkList

app_name = "staff"
urlpatterns = [
    path("", ReviewQueue.as_view(), name="queue"),
    path("entschieden/", DecidedSuggestions.as_view(), name="decided"),
    path("vorschlaege/<int:number>/", Review.as_view(), name="review"),
    path("aufgaben/", WorkList.as_view(), name="tasks"),
    path("orte/", OwnPlaces.as_view(), name="places"),
    path("orte/<slug:slug>/", CorrectPlace.as_view(), name="place"),
    path("orte/<slug:slug>/schliessen/", ClosePlace.as_view(), name="close"),
    path("orte/<slug:slug>/verlauf/", PlaceHistory.as_view(), name="history"),
]
