"""The page that stands in for every search without network: all places, which the phone itself sorts and narrows."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby, islice, pairwise
from operator import itemgetter
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from geo import basemap
from geo.coordinates import lon_lat
from geo.languages import BY_CODE, current_language, saying
from geo.models import Edition
from geo.tiles import Tile
from places import maps
from places.models import Category
from places.opening import Stretch, stretches
from places.searching import Hit, Search, find
from places.slots import slots_of
from places.web.answers import Answer
from places.web.badges import BEST_FIRST
from places.web.caching import kept
from places.web.cards import Card, cards
from places.web.questions import RADII_KM
from places.web.regions import Region, region

MOST_PLACES = 500
MOST_TILES = 48  # Landkreis Leer at three zooms; a fourth would cost more than all pages
PICTURE_WIDTH_PX, PICTURE_HEIGHT_PX = 400, 300
KNOWN_AHEAD = timedelta(days=14)
"""For how long a kept copy says whether a place is open. After that it does not know."""
_NEAR_M = (*range(10, 200, 10), *range(200, 1000, 50))
"""The distances that are said in metres, which some languages count in more than one form."""
_SHOWN = ("slug", "name", "categories", "approximate")
_TOLD = ("description", "notice")
_TOLD_OF_OFFERS = ("title", "description", "audience")


def kept_hits(here: Region) -> tuple[Sequence[Hit], int]:
    """Return the places of the district that are kept, and how many there are in all."""
    page = find(Search(area=here.scope), limit=MOST_PLACES)
    return page.hits, page.matched


@require_safe
def kept_places(request: HttpRequest) -> HttpResponse:
    here = region()
    shown = cards(kept_hits(here)[0])
    categories = list(Category.objects.offered().in_language(current_language()))
    context = {
        "answer": Answer(shown, len(shown), "", ()),
        "categories": categories,
        "radii": [(km, saying.kilometres(km)) for km in RADII_KM],
        "units": _units(),
        "region": here,
        "picture": _picture(shown, here),
        "map": _map(here, categories),
        "credit": basemap.credit(),
        "data": data_address(Edition.objects.current()),
    }
    return kept(render(request, "places/kept.html", context))


def _units() -> dict[str, str]:
    """Return how kilometres are written, for a script that puts in the number."""
    return {
        "kilometres": saying.kilometres(8).replace("8", "{number}"),
        "decimal": saying.number(0.5, decimals=1).strip("05"),
    }


def data_address(edition: int) -> str:
    """Return the address of the places' data. It names the edition, so that what is kept of it fits its page."""
    return f"{reverse('kept-data')}?{edition}"


@require_safe
def kept_data(request: HttpRequest) -> HttpResponse:
    """Answer what the phone needs to search by itself: each place's point, words and times, and how to say counts."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    content = _data(current_language(), Edition.objects.current(), hour)
    return kept(HttpResponse(content, content_type="application/geo+json"))


@lru_cache(maxsize=len(BY_CODE))
def _data(language: str, edition: int, since: datetime) -> bytes:
    """Return the data in the active `language`: made once an hour, since the times of 300 places take two seconds."""
    shown = cards(kept_hits(region())[0])
    content = {
        "type": "FeatureCollection",
        "metres": {metres: saying.metres(metres) for metres in _NEAR_M},
        "features": [_feature(card, since) for card in shown],
        "counts": [_count(number) for number in range(len(shown) + 1)],
    }
    return orjson.dumps(content, option=orjson.OPT_NON_STR_KEYS)


def _count(number: int) -> str:
    """Return how many places were found, in words: scripts know no plurals."""
    if not number:
        return _("Kein Ort gefunden")
    return ngettext("%(number)s Ort gefunden", "%(number)s Orte gefunden", number) % {"number": number}


def _feature(card: Card, now: datetime) -> dict[str, Any]:
    place = card.place
    properties = {name: place[name] for name in _SHOWN} | {
        "url": reverse("place", args=[place["slug"]]),
        "words": " ".join(dict.fromkeys(_words(card))),
        "times": times_ahead(place, now),
        "timezone": place["timezone"],
    }
    geometry = {"type": "Point", "coordinates": lon_lat(card.location)}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _words(card: Card) -> Iterator[str]:
    """Yield each word that a place can be found by, in German and in the visitor's language."""
    place, tell = card.place, card.telling.tell
    for field in _TOLD:
        yield from f"{place[field]} {tell(place, field)}".split()
    for offer in place["offers"]:
        for field in _TOLD_OF_OFFERS:
            yield from f"{offer[field]} {tell(place, field, offer)}".split()
    for category in card.categories:
        yield from " ".join(category.told_synonyms).split()
    organization = place["organization"]["name"] if place["organization"] else ""
    yield from f"{place['name']} {place['area']['name']} {organization}".split()


def times_ahead(place: dict[str, Any], now: datetime) -> list[tuple[int, int, str]]:
    """Return the stretches of the coming days, in seconds since 1970, with their states; none of unknown hours.

    Of several hours at once, as offers may have them, the best counts, as on the place's badge.
    """
    known = dict.fromkeys(slot.hours for slot in slots_of(place) if slot.hours.expression)
    found = [(*_seconds(each), each.state) for hours in known for each in stretches(hours, now, now + KNOWN_AHEAD)]
    borders = sorted({border for start, end, _state in found for border in (start, end)})
    best = [
        (begin, finish, min((state for start, end, state in found if start <= begin < end), key=BEST_FIRST.index).value)
        for begin, finish in pairwise(borders)
    ]
    same = [list(parts) for _state, parts in groupby(best, key=itemgetter(2))]
    return [(parts[0][0], parts[-1][1], parts[0][2]) for parts in same]


def _seconds(stretch: Stretch) -> tuple[int, int]:
    return int(stretch.start.timestamp()), int(stretch.end.timestamp())


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
