"""The page that stands in for every search without network: all places, which the phone itself sorts and narrows."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from geo import basemap
from geo.models import Edition
from geo.tiles import Tile
from places import maps
from places.features import only
from places.models import Category
from places.searching import Hit, Search, find
from places.web.caching import kept
from places.web.cards import Card, cards
from places.web.questions import RADII_KM
from places.web.regions import Region, region

MOST_PLACES = 500
MOST_TILES = 48  # Landkreis Leer at three zooms; a fourth would cost more than all pages
PICTURE_WIDTH_PX, PICTURE_HEIGHT_PX = 400, 300
_SHOWN = ("slug", "name", "url", "categories", "approximate")
_SEARCHED = ("name", "description", "notice", "street", "postcode", "town")


def kept_hits(here: Region) -> tuple[Sequence[Hit], int]:
    """Return the places of the district that are kept, and how many there are in all."""
    page = find(Search(area=here.scope), limit=MOST_PLACES)
    return page.hits, page.matched


@require_safe
def kept_places(request: HttpRequest) -> HttpResponse:
    here = region()
    shown = cards(kept_hits(here)[0])
    categories = list(Category.objects.offered())
    context = {
        "cards": shown,
        "categories": categories,
        "radii_km": RADII_KM,
        "region": here,
        "picture": _picture(shown, here),
        "map": _map(here, categories),
        "credit": basemap.credit(),
        "data": data_address(Edition.objects.current()),
    }
    return kept(render(request, "places/kept.html", context))


def data_address(edition: int) -> str:
    """Return the address of the places' data. It names the edition, so that what is kept of it fits its page."""
    return f"{reverse('kept-data')}?{edition}"


@require_safe
def kept_data(request: HttpRequest) -> HttpResponse:
    """Answer what the phone needs to search by itself: each place's point and words."""
    features = [_feature(hit) for hit in kept_hits(region())[0]]
    counts = [_count(number) for number in range(len(features) + 1)]
    content = {"type": "FeatureCollection", "features": features, "counts": counts}
    return kept(HttpResponse(orjson.dumps(content), content_type="application/geo+json"))


def _count(number: int) -> str:
    """Return how many places were found, in words: scripts know no plurals."""
    if not number:
        return _("Kein Ort gefunden")
    return ngettext("%(number)s Ort gefunden", "%(number)s Orte gefunden", number) % {"number": number}


def _feature(hit: Hit) -> dict[str, Any]:
    feature: dict[str, Any] = orjson.loads(only(hit.feature, _SHOWN))
    feature["properties"] |= {"url": reverse("place", args=[hit.slug]), "words": _words(hit)}
    return feature


def _words(hit: Hit) -> str:
    """Return all that a place can be found by."""
    place = orjson.loads(hit.feature)["properties"]
    offers = [offer[name] for offer in place["offers"] for name in ("title", "description", "audience")]
    organization = place["organization"]["name"] if place["organization"] else ""
    return " ".join(filter(None, [*(place[name] for name in _SEARCHED), place["area"]["name"], organization, *offers]))


def kept_tiles(here: Region) -> list[Tile]:
    """Return the tiles that show the district, from the lowest zoom to as high as is not too much."""
    found: list[Tile] = []
    for zoom in range(basemap.MIN_ZOOM, basemap.MAX_ZOOM + 1):
        more = list(islice(Tile.over(here.box, z=zoom), MOST_TILES + 1))
        if len(found) + len(more) > MOST_TILES:
            break
        found += more
    return found


def _picture(shown: Sequence[Card], here: Region) -> str:
    return basemap.picture_svg(
        centre=here.box.centre,
        radius_m=None,
        width_px=PICTURE_WIDTH_PX,
        height_px=PICTURE_HEIGHT_PX,
        pins=[card.pin for card in shown],
        title=_("Karte aller gespeicherten Orte. Die Liste nennt sie alle."),
    )


def _map(here: Region, categories: Sequence[Category]) -> maps.Skeleton:
    colours = {category.key: category.colour for category in categories}
    address = data_address(Edition.objects.current())
    zoom = max((tile.z for tile in kept_tiles(here)), default=basemap.MIN_ZOOM)
    return maps.kept_map(here.box, places=address, colours=colours, max_native_zoom=zoom)
