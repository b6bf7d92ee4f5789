"""The places that somebody may change: found by name or address, each with its ways to change it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from places import roles
from places.staff.access import StaffPage

PAGE = 50
LONGEST = 200


class OwnPlaces(StaffPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("q", "")[:LONGEST].replace("\0", " ")
        places = roles.editable_places(request.user).known_by(words).with_area().order_by("name", "slug")
        context = {
            "words": words,
            "page": Paginator(places, PAGE).get_page(request.GET.get("page")),
        }
        return render(request, "staff/places.html", context)
