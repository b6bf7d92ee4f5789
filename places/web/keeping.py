"""What a visitor may keep for use without network: which addresses, and how many bytes they are at most."""

import gzip
from dataclasses import dataclass
from hashlib import blake2b

from django.core.cache import cache
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from geo import basemap, statics
from geo.languages import current_language
from geo.models import Edition
from places.models import Category
from places.web.help import Explanation, Explanations
from places.web.kept import data_address, kept_data, kept_hits, kept_places, kept_tiles
from places.web.place import PlacePage
from places.web.regions import region

_ENVELOPE = 900  # bytes of headers: those of an answer, and of what asked for it
_REMEMBERED_S = 3_600


@dataclass(frozen=True)
class Bundle:
    """All that is kept in one language: bytes by address; `left_out` is how many places are too many to keep.

    `notice` is what a kept page shows before all else, with {age} in it.
    """

    edition: str
    notice: str
    sizes: dict[str, int]
    places: int
    left_out: int

    @property
    def bytes(self) -> int:
        return sum(self.sizes.values())

    @property
    def kilobytes(self) -> int:
        return -(-self.bytes // 1000)


def bundle(request: HttpRequest) -> Bundle:
    """Return what there is to keep in the language of the request, made once for an edition of the data."""
    edition = Edition.objects.current()
    key = f"kept-{current_language()}-{edition}"
    made: Bundle | None = cache.get(key)
    if made is None:
        made = _bundle(request, edition)
        cache.set(key, made, _REMEMBERED_S)
    return made


def _bundle(request: HttpRequest, edition: int) -> Bundle:
    found, matched = kept_hits(region())
    longest = max(found, key=lambda hit: len(hit.feature), default=None)
    own = render_to_string("places/offline.html", {"region": region(), "bundle": Bundle("", "", {}, 0, 0)}, request)
    everywhere = kept_places(request).content.decode()
    a_place = PlacePage().get(request, longest.slug).content.decode() if longest else ""
    notice = render_to_string("places/_kept_notice.html", {"data": data_address(edition)})
    files = statics.needed_by((own, everywhere, a_place, notice))
    sizes = {
        reverse("offline"): _sent(own),
        reverse("explanations"): _sent(Explanations().get(request).content.decode()),
        **_explanations(request),
        reverse("kept-places"): _sent(everywhere),
        data_address(edition): _sent(kept_data(request).content.decode()),
        **{reverse("place", args=[hit.slug]): _sent(a_place) for hit in found},
        **files,
        **_tiles(),
    }
    digest = blake2b("".join(files).encode(), digest_size=4).hexdigest()
    sized = {address: size + _ENVELOPE for address, size in sizes.items()}
    return Bundle(f"{edition}-{digest}", notice, sized, len(found), matched - len(found))


def _explanations(request: HttpRequest) -> dict[str, int]:
    page = Explanation()
    keys = Category.objects.offered().values_list("key", flat=True)
    return {reverse("explanation", args=[key]): _sent(page.get(request, key).content.decode()) for key in keys}


def _sent(text: str) -> int:
    return len(gzip.compress(text.encode()))


def _tiles() -> dict[str, int]:
    tiles = kept_tiles(region())
    return {reverse("basemap", args=[tile.z, tile.x, tile.y]): _sent(basemap.tile_svg(tile)) for tile in tiles}
