"""What was decided: the latest first, so that who is asked why can look it up."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from places.staff.access import StaffPage
from places.staff.narrowing import Narrowing

PAGE = 50


class DecidedSuggestions(StaffPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        narrowing = Narrowing(request.GET, request.user)
        paginator = Paginator(narrowing.decided().with_parts(), PAGE)
        context = {
            "narrowing": narrowing,
            "query": urlencode(narrowing.chosen),
            "page": paginator.get_page(request.GET.get("page")),
        }
        return render(request, "staff/decided.html", context)
