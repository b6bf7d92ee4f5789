"""Places: found by position, box, category, area and words, page by page; one by its name."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema

from geo.coordinates import point
from geo.models import Area
from places import cursors, features
from places.api import parameters, schema
from places.api.answering import GEOJSON, PublicView, collection, current, link, private
from places.api.bodies import json_object
from places.api.problems import BadParameter
from places.models import Category
from places.search import ENOUGH
from places.searching import Page, Position, Search, find, find_one

DEFAULT_LIMIT = 100
NAMED = (
    parameters.key("category", "[-_a-zA-Z0-9]{1,40}", "the key of a category, as categories/ lists it"),
    parameters.key("area", "[0-9]{2,12}", "the regional key (ARS) of an area, as areas/ lists it"),
)
POSITION = (
    parameters.number("lat", -90, 90, "degrees"),
    parameters.number("lon", -180, 180, "degrees"),
    parameters.number("radius_m", 1, 100_000, "metres"),
)
_PERHAPS = (
    "Places of which this is not known come last, with `match` unknown; those known not to fit are left out. Time, "
    "language and category hold for one and the same offer"
)
PERHAPS = (
    parameters.moment("open_at", _PERHAPS),
    parameters.key(
        "language", "[a-z]{2,3}", "the code of a language (BCP 47) that is spoken there, as de, ar, prs", _PERHAPS
    ),
    parameters.one_of("wheelchair", list(ENOUGH), about=f"`limited` finds what is accessible as well. {_PERHAPS}"),
)
WORDS = parameters.words(
    "q",
    200,
    "Each word stands in name, description, offers, organisation or public address, or names a category: its name or "
    "a synonym, in any language. Case, accents and umlauts do not count; where the words find nothing as they stand, "
    "misspelt ones are replaced and German compounds taken apart. Without a position the best come first, of "
    "equally good ones those last whose hours or phones are old",
)
PAGING = (
    parameters.whole("limit", 1, 1000, DEFAULT_LIMIT),
    parameters.key("cursor", cursors.PATTERN, "a cursor from the `next` link of an answer"),
    parameters.some_of("fields", [*features.PROPERTIES, features.DISTANCE, features.MATCH]),
)
NARROWING = (*NAMED, WORDS, *PERHAPS, *PAGING)
PLACES = (*POSITION, *NARROWING, parameters.bbox("bbox"))
NEARBY = (*map(parameters.required, POSITION[:2]), POSITION[2], *NARROWING)


class Places(PublicView):
    """Published places, nearest first where a position is given, best first for words, else in the order of slugs."""

    @extend_schema(
        operation_id="places",
        summary="Find places",
        parameters=[each.openapi for each in PLACES],
        responses=schema.answers(schema.Places, GEOJSON),
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        given = parameters.from_query(request.GET, PLACES)
        search = _search(given)

        def content(edition: int) -> str:
            page = _page(search, given, edition)
            links = [link("self", request.build_absolute_uri()), *_next(request, page, search)]
            return _envelope(page, given, search, links)

        moment = f"-{search.open_at:%Y%m%dT%H%M}" if search.open_at else ""
        return current(request, content, content_type=GEOJSON, max_age_s=60, moment=moment)


class OnePlace(PublicView):
    """One published place; of one that has closed, for a while, that it has, and what replaced it."""

    @extend_schema(
        operation_id="place",
        summary="One place by its id or slug",
        parameters=[schema.PLACE_KEY],
        responses=schema.answers(features.PlaceFeature, GEOJSON, missing=True, gone=True),
    )
    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        parameters.from_query(request.GET, ())

        return current(request, lambda edition: find_one(key).feature, content_type=GEOJSON, max_age_s=60)


class Nearby(PublicView):
    """The same search with the position in the body, so that no address bar, log or cache learns it."""

    @extend_schema(
        operation_id="nearby",
        summary="Find places near a position that stays out of the address",
        request={"application/json": schema.body(NEARBY)},
        responses=schema.answers(schema.Places, GEOJSON, body=True),
    )
    def post(self, request: HttpRequest) -> HttpResponse:
        parameters.from_query(request.GET, ())
        given = parameters.from_body(json_object(request), NEARBY)
        search = _search(given)
        page = _page(search, given, None)
        links = [
            link("next", request.build_absolute_uri(), method="POST", merge=True, body=_moment(search) | cursor)
            for cursor in _cursor(page, search)
        ]
        return private(_envelope(page, given, search, links), content_type=GEOJSON)


def _search(given: dict[str, Any]) -> Search:
    for one, other in (("lat", "lon"), ("lon", "lat"), ("radius_m", "lat")):
        if one in given and other not in given:
            raise BadParameter(one, "needs lat and lon beside it")
    centre = point(lon=given["lon"], lat=given["lat"]) if "lat" in given else None
    if not centre and features.DISTANCE in given.get("fields", ()):
        raise BadParameter("fields", f"{features.DISTANCE} needs lat and lon")
    names = ("radius_m", "bbox", "category", "area", "q", "open_at", "language")
    narrowing = {name: given[name] for name in names if name in given}
    search = Search(centre, **narrowing, step_free=given.get("wheelchair", ""))
    if not search.may_be_unknown and features.MATCH in given.get("fields", ()):
        raise BadParameter("fields", f"{features.MATCH} needs open_at, language or wheelchair")
    return search


def _page(search: Search, given: dict[str, Any], edition: int | None) -> Page:
    after = _position(given["cursor"], search) if "cursor" in given else None
    page = find(search, limit=given.get("limit", DEFAULT_LIMIT), after=after, edition=edition)
    if not page.matched:
        _refuse_unknown(search)
    return page


def _position(cursor: str, search: Search) -> Position:
    try:
        return cursors.unseal(cursor, search)
    except cursors.InvalidCursor as error:
        raise BadParameter("cursor", str(error)) from None


def _refuse_unknown(search: Search) -> None:
    """Tell a category or an area that does not exist from one without places."""
    if search.category and not Category.objects.filter(key=search.category).exists():
        raise BadParameter("category", "does not exist; categories/ lists those that do")
    if search.area and not Area.objects.with_key(search.area).exists():
        raise BadParameter("area", "does not exist; areas/ lists those that do")


def _envelope(page: Page, given: dict[str, Any], search: Search, links: list[dict[str, Any]]) -> str:
    chosen = given.get("fields")
    texts = [features.only(hit.feature, chosen) if chosen else hit.feature for hit in page.hits]
    unknown = {"numberUnknown": page.uncertain} if search.may_be_unknown else {}
    return collection(texts, numberMatched=page.matched, numberReturned=len(texts), **unknown, links=links)


def _cursor(page: Page, search: Search) -> list[dict[str, str]]:
    return [{"cursor": cursors.seal(page.end, search)}] if page.end else []


def _moment(search: Search) -> dict[str, str]:
    """Return the moment of the search, so that its next page is not one of a later `now`."""
    return {"open_at": f"{search.open_at:%Y-%m-%dT%H:%MZ}"} if search.open_at else {}


def _next(request: HttpRequest, page: Page, search: Search) -> list[dict[str, Any]]:
    query = request.GET.copy()
    for cursor in _cursor(page, search):
        for name, value in (_moment(search) | cursor).items():
            query[name] = value
        return [link("next", request.build_absolute_uri(f"{reverse('api:places')}?{query.urlencode(safe=',:')}"))]
    return []
