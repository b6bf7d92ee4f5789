"""The page of one place: what is known, from where, and since when."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from geo import basemap
from geo.models import Area
from places.models import Place, Visibility
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
            "hall": _hall(card),
            "served": here.served(card.place["serves"]),
            "picture": _picture(card),
            "credit": basemap.credit(),
            "region": here,
        }
        return kept(render(request, "places/place.html", context))


def _hall(card: Card) -> Area | None:
    """Return the municipality whose town hall is the way to a place of which no address is known."""
    place = card.place
    if place["visibility"] != Visibility.PUBLIC or not place["approximate"]:
        return None
    return Area.objects.with_key(place["area"]["key"]).with_hall().without_outlines().first()


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
