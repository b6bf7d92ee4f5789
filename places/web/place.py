"""The page of one place: what is known, from where, and since when."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from places import maps
from places.models import Place
from places.searching import find_one
from places.web.caching import kept
from places.web.cards import cards
from places.web.pictures import picture
from places.web.regions import region

PICTURE_PX = (480, 260)
PICTURE_RADIUS_M = 5_000


class PlacePage(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        try:
            card = cards([find_one(slug)])[0]
        except Place.DoesNotExist:
            raise Http404 from None
        here = region()
        drawn = picture(
            card.location,
            radius_m=PICTURE_RADIUS_M,
            pins=[replace(card.pin, label="")],
            size_px=PICTURE_PX,
            outlined=False,
            title=_("Kartenausschnitt: %(name)s") % {"name": card.place["name"]},
        )
        context = {
            "card": card,
            "place": card.place,
            "served": here.served(card.place["serves"]),
            "picture": drawn,
            "credit": maps.credit(),
            "region": here,
        }
        return kept(render(request, "places/place.html", context))
