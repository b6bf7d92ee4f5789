"""The map page: where, how far, what; a list, and a map that shows the same."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from geo import basemap
from geo.coordinates import BBox, lon_lat
from geo.geocoding import name_near
from places import cursors, maps
from places.searching import Search
from places.web.answers import PAGE, Answer, Where, answer
from places.web.caching import forgotten, kept
from places.web.meanings import Meaning, meaning, named
from places.web.narrowing import wished
from places.web.questions import FindForm, PositionForm
from places.web.regions import Region, region
from places.web.responsible import Responsible, responsible

PICTURE_WIDTH_PX, PICTURE_HEIGHT_PX = 400, 200
_DRAWN = "slug,name,categories,approximate"  # the list has all else
_NEAR = D(km=10)
_METRES_PER_DEGREE = 111_195  # northwards
_NOWHERE = BBox(-180, -90, -180, -90)  # a text that means nothing finds nothing, in the list and on the map


@method_decorator(csrf_exempt, name="dispatch")
class PlaceMap(View):
    """Find places by GET; by POST around the device's position, which then is in no address bar and no log.

    Neither changes anything, so a POST needs no token, and a visitor no cookie.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        form = FindForm(request.GET)
        here = region()
        return kept(_page(request, form, asked_for(form, here), here))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PositionForm(request.POST)
        return forgotten(_page(request, form, around(form), region()))


def asked_for(form: FindForm, here: Region) -> Meaning:
    """Return what the words of `form` mean."""
    return meaning(" ".join(form.given["where"].split()), here).wanting(form.given["q"])


def around(form: PositionForm) -> Meaning:
    """Return the position of `form` as what is asked for; all, where it is none."""
    position = form.given.get("position")
    where = _at(position, form.given["chosen"]) if position else None
    return Meaning(where, form.given["q"], by_position=True)


def _at(position: Point, chosen: bool) -> Where:
    """Return a position that has no name; what it is near has one, which can be shared."""
    near = name_near(position, within=_NEAR)
    if chosen:
        label = _("den gewählten Punkt, bei %(place)s") if near else _("den gewählten Punkt")
    else:
        label = _("Ihren Standort, bei %(place)s") if near else _("Ihren Standort")
    return Where(position, label % {"place": near}, near=near)


def _page(request: HttpRequest, form: FindForm, asked: Meaning, here: Region) -> HttpResponse:
    search = search_for(form, asked, here)
    found, is_valid = _answer(form, search, here.edition)
    is_first = not form.given["cursor"]
    context = {
        "form": form,
        "given": form.given,
        "languages_to_choose": form.languages(here.edition),
        "asked": asked,
        "named": named(asked, here),
        "wished": wished(form),
        "answer": found,
        "responsible": responsible(search, [*found.cards, *found.outside, *found.advisers])
        if is_first
        else Responsible(),
        "nearest": found.certain_cards[0] if search.centre and is_first and found.certain_cards else None,
        **_again(form, asked, found),
        "region": here,
        "picture": _picture(search, found, here),
        "map": _map(search, form, here, asked.by_position),
        "credit": basemap.credit(),
        "shareable": urlencode(form.shareable),
        "without_words": form.again(where=asked.place, q=""),
    }
    return render(request, "places/map.html", context, status=200 if is_valid else 400)


def _again(form: FindForm, asked: Meaning, found: Answer) -> dict[str, Any]:
    """Return what may be asked next: the same question, elsewhere, in a wider circle, or without the position."""
    elsewhere = {"q": asked.words, "lat": "", "lon": "", "chosen": ""} if asked.where else {}
    shared = form.again(where=asked.where.near, **elsewhere) if asked.where else []
    everywhere = elsewhere if found.outside else {"q": "", "lat": "", "lon": "", "chosen": ""}
    return {
        "again": form.again(**form.same_moment),
        "same": address(form.again()),
        "others": {label: address(form.again(where=label, **elsewhere)) for label in asked.others},
        "shared": address(shared) if asked.where and asked.where.near else "",
        "everywhere": address(form.again(where="", radius_km="", **everywhere)),
        "wider": form.again(radius_km=found.wider_km) if found.wider_km else [],
    }


def address(question: Sequence[tuple[str, str]]) -> str:
    return urlencode(question, quote_via=quote)


def search_for(form: FindForm, asked: Meaning, here: Region) -> Search:
    """Return the search for what is asked, whichever district that is in; for nothing, all of the district."""
    category = form.given["category"]
    if asked.unknown:
        return Search(bbox=_NOWHERE)
    wanted = Search(
        category=category.key if category else "",
        q=asked.words,
        language=form.given["language"],
        open_at=form.given["open_at"],
        step_free=form.given["wheelchair"],
    )
    if asked.where:
        return replace(wanted, centre=asked.where.centre, radius_m=form.given["radius_km"] * 1000.0)
    return replace(wanted, area="" if asked.words else here.scope)


def _answer(form: FindForm, search: Search, edition: int) -> tuple[Answer, bool]:
    """Return the answer, and whether all that was asked was valid; a wrong cursor leads to the first page."""
    try:
        return answer(search, edition, form.given["cursor"], now=timezone.now()), form.is_valid()
    except cursors.InvalidCursor as error:
        form.add_error("cursor", str(error))
        return answer(search, edition, now=timezone.now()), False


def _picture(search: Search, found: Answer, here: Region) -> str:
    return basemap.picture_svg(
        centre=search.centre or here.box.centre,
        radius_m=_seen_m(search, found, here),
        outlined=search.radius_m is not None,
        width_px=PICTURE_WIDTH_PX,
        height_px=PICTURE_HEIGHT_PX,
        pins=[card.pin for card in found.cards],
        title=_("Karte der gefundenen Orte. Die Liste nennt sie alle."),
    )


def _seen_m(search: Search, found: Answer, here: Region) -> float | None:
    """Return how far to see: to the circle, else to the places; where there are none, over most of the district."""
    if search.radius_m or found.cards or not here.name:
        return search.radius_m
    return (here.box.north - here.box.south) / 2 * _METRES_PER_DEGREE


def _map(search: Search, form: FindForm, here: Region, by_position: bool) -> maps.Skeleton:
    query: dict[str, Any] = {"limit": PAGE, "fields": _DRAWN}
    if search.centre:
        lon, lat = lon_lat(search.centre)
        query |= {"lat": lat, "lon": lon, "radius_m": search.radius_m}
    if search.bbox:
        box = search.bbox
        query["bbox"] = ",".join(map(str, (box.west, box.south, box.east, box.north)))
    narrowed = {"category": search.category, "area": search.area, "q": search.q, "language": search.language}
    moment = f"{search.open_at:%Y-%m-%dT%H:%MZ}" if search.open_at else ""
    narrowed |= {"wheelchair": search.step_free, "open_at": moment}
    query |= {name: value for name, value in narrowed.items() if value}
    query |= {"cursor": form.given["cursor"]} if form.given["cursor"] and form.is_valid() else {}
    colours = {category.key: category.colour for category in form.categories}
    return maps.search_map(
        search.centre, search.radius_m, region=here.box, query=query, by_position=by_position, colours=colours
    )
