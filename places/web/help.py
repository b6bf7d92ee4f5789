"""What each kind of help is, what it costs, and what happens with what one tells there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from geo.languages import current_language
from places.models import Category
from places.web.caching import kept
from places.web.regions import region


class Explanations(View):
    """All kinds of help that are offered here, each with a link to what it is."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"categories": Category.objects.offered().in_language(current_language()), "region": region()}
        return kept(render(request, "places/explanations.html", context))


class Explanation(View):
    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        try:
            category = Category.objects.in_language(current_language()).get(key=key)
        except Category.DoesNotExist:
            raise Http404 from None
        return kept(render(request, "places/explanation.html", {"category": category, "region": region()}))
