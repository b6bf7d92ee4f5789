"""The page of one place: what one gets there, whether it is open, how to get there, and since when that is known."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views import View

from geo import basemap
from geo.models import Area
from places.exports.facts import has_exact_point, postal_address
from places.exports.structured import linked_data
from places.models import Category, Place, Visibility
from places.searching import Closed, Hit, find_one
from places.web.caching import kept
from places.web.cards import Card, cards
from places.web.confirming import taps
from places.web.correcting import area_with, desk
from places.web.directions import Ways, ways_to_address, ways_to_point
from places.web.hours import has_hours, offer_hours, open_hours, open_times
from places.web.mail import mailto
from places.web.regions import region
from places.web.returning import way_back
from places.week import DAYS, OpenHours

PICTURE_WIDTH_PX, PICTURE_HEIGHT_PX = 480, 260
PICTURE_RADIUS_M = 5_000


def found(slug: str) -> Hit:
    """Return the published place `slug`. Raises Http404."""
    try:
        return find_one(slug)
    except Place.DoesNotExist:
        raise Http404 from None


def page_of(request: HttpRequest, slug: str) -> str:
    """Return the full address of the page of the place `slug`, in the language of the request."""
    return request.build_absolute_uri(reverse("place", args=[slug]))


class PlacePage(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        try:
            (card,) = cards([find_one(slug)])
        except Closed as closed:
            return _closed(request, closed)
        except Place.DoesNotExist:
            raise Http404 from None
        response = kept(render(request, "places/place.html", _context(request, card)))
        patch_vary_headers(response, ["Referer"])
        return response


def _closed(request: HttpRequest, closed: Closed) -> HttpResponse:
    context = {"place": closed.place, "replaced_by": closed.replaced_by, "region": region()}
    return kept(render(request, "places/closed.html", context, status=410))


def _context(request: HttpRequest, card: Card) -> dict[str, Any]:
    place, now = card.place, timezone.now()
    page, told = page_of(request, place["slug"]), told_of(card, now)
    return told | {
        "page": page,
        "back": way_back(request),
        "ways": _ways(card),
        "passed_on": mailto("", subject=place["name"], body=page),
        "taps": taps(place),
        "is_thanked": "danke" in request.GET,
        "picture": picture_of(card, PICTURE_WIDTH_PX, PICTURE_HEIGHT_PX),
        "linked_data": linked_data(
            place,
            card.location,
            categories=card.categories,
            times=open_times(place, now, days=DAYS),
            served=told["served"],
            page=page,
        ),
    }


def told_of(card: Card, now: datetime) -> dict[str, Any]:
    """Return what is told of a place at the moment `now`, on its page and on paper."""
    place, here, area = card.place, region(), area_with(card.place["area"]["key"])
    return {
        "card": card,
        "place": place,
        "offers": _offers(card, now),
        "hours": open_hours(place, place["opening_hours"], now),
        "has_hours": has_hours(place),
        "unknown": _unknown(place),
        "hall": _hall(place, area),
        "desk": desk(area),
        "served": here.served(place["serves"]),
        "credit": basemap.credit(),
        "region": here,
    }


def _offers(card: Card, now: datetime) -> list[tuple[dict[str, Any], Category | None, list[OpenHours]]]:
    categories = {category.key: category for category in card.categories}
    place = card.place
    return [(each, categories.get(each["category"]), offer_hours(place, each, now)) for each in place["offers"]]


def _unknown(place: dict[str, Any]) -> Sequence[str]:
    """Return the names of what is not known of `place`, to be said once. Hours have a section of their own."""
    offers = place["offers"]
    facts = {
        _("die Telefonnummer"): place["phones"],
        _("welche Sprachen man dort spricht"): place["languages"] or any(_speaks(offer) for offer in offers),
        _("ob es etwas kostet"): any(offer["cost"] for offer in offers),
        _("ob man ohne Stufen hineinkommt"): place["wheelchair"],
    }
    return [name for name, known in facts.items() if not known]


def _speaks(offer: dict[str, Any]) -> bool:
    return bool(offer["languages"] or any(each["languages"] for each in offer["times"]))


def _ways(card: Card) -> Ways | None:
    """Return the ways to the door, else to the address; none to a place that nobody must find, or without a street."""
    if has_exact_point(card.place):
        return ways_to_point(card.location, card.place["name"])
    if card.place["visibility"] == Visibility.PUBLIC and card.place["street"]:
        return ways_to_address(postal_address(card.place))
    return None


def _hall(place: dict[str, Any], area: Area) -> Area | None:
    """Return the municipality whose town hall is the way to a place of which no address is known."""
    is_needed = place["visibility"] == Visibility.PUBLIC and place["approximate"]
    return area if is_needed and area.hall_street else None


def picture_of(card: Card, width_px: int, height_px: int, *, printed: bool = False) -> str:
    return basemap.picture_svg(
        centre=card.location,
        radius_m=PICTURE_RADIUS_M,
        width_px=width_px,
        height_px=height_px,
        pins=[replace(card.pin, label="")],
        outlined=False,
        title=_("Kartenausschnitt: %(name)s") % {"name": card.place["name"]},
        printed=printed,
    )
