"""The page of one place: what is known, from where, and since when."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from geo import basemap
from places.models import Place
from places.searching import find_one
from places.web.caching import kept
from places.web.cards import Card, cards
from places.web.regions import region

PICTURE_WIDTH_PX, PICTURE_HEIGHT_PX = 480, 260
PICTURE_RADIUS_M = 5_000


class PlacePage(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        try:
            card = cards([find_one(slug)])[0]
        except Place.DoesNotExist:
            raise Http404 from None
        here = region()
        context = {
            "card": card,
            "place": card.place,
            "served": here.served(card.place["serves"]),
            "picture": _picture(card),
            "credit": basemap.credit(),
            "region": here,
        }
        return kept(render(request, "places/place.html", context))


def _picture(card: Card) -> str:
    return basemap.picture_svg(
        centre=card.location,
        radius_m=PICTURE_RADIUS_M,
        width_px=PICTURE_WIDTH_PX,
        height_px=PICTURE_HEIGHT_PX,
        pins=[replace(card.pin, label="")],
        outlined=False,
        title=_("Kartenausschnitt: %(name)s") % {"name": card.place["name"]},
    )
