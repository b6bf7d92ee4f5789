"""Our own basemap: a region's land, water, borders and names, drawn as SVG.

`tile_svg` draws one tile for the interactive map, `picture_svg` a whole small map with a search
circle and pins. Both read the file that `settings.BASEMAP.data` names, once in a process. Another
region is another file; without one the ground is plain.

The file is GeoJSON (RFC 7946, so WGS 84), a FeatureCollection with more members:

- `bbox`: [west, south, east, north]; the map says nothing about what lies outside.
- `credits`: a list of {"of", "credit", "terms"}: who is to be named for what.
- `credit`: the same in one short line, for the edge of the map; optional.

Each feature has a property `layer`:

| layer | geometry | other properties |
|---|---|---|
| land | Polygon or MultiPolygon | what it leaves free is the sea |
| water | Polygon or MultiPolygon | lakes |
| focus | Polygon or MultiPolygon | the area that the service is for |
| river | LineString or MultiLineString | |
| border | LineString or MultiLineString | `level`: country, district, municipality, or focus: its outline on land |
| place | Point | `name`; `population`, or `stops` (of public transport) for a village |
| name | Point | `name`; `kind`: country, area, water or river; optional `from_zoom`, `to_zoom` (8 to 13) |

Land and water that reach the edge of `bbox` should go on beyond it by a twentieth of a degree.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from geo.basemap.picture import picture_svg
from geo.basemap.pins import Pin
from geo.basemap.source import PLAIN, BasemapUnavailable, ground
from geo.basemap.tile import MAX_ZOOM, MIN_ZOOM, tile_svg

__all__ = [
    "MAX_MAP_ZOOM",
    "MAX_ZOOM",
    "MIN_ZOOM",
    "BasemapUnavailable",
    "Pin",
    "credit",
    "picture_svg",
    "tile_address",
    "tile_svg",
]

MAX_MAP_ZOOM = 16
"""How near a map goes: beyond MAX_ZOOM its tiles are shown enlarged."""


def tile_address() -> str:
    """Return the address of a tile with {z}, {x} and {y} in it, as Leaflet takes it."""
    return reverse("basemap", args=(0, 0, 0)).replace("0/0/0", "{z}/{x}/{y}")


_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"


def credit() -> str:
    """Return what stands at the edge of the map: that it has no roads, or no ground, and who is to be named."""
    source = ground()
    kind = _("ohne Hintergrundkarte") if source is PLAIN else _("vereinfachte Karte")
    named = settings.BASEMAP.credit or source.credit
    return " · ".join(filter(None, (kind, _LEFT_TO_RIGHT % named if named and get_language_bidi() else named)))
