"""Maps made by folium, whose only importer this is. What it makes is taken apart and placed in our pages.

Stock folium loads fifteen files from four other hosts and writes a page of its own; here it gets our
Leaflet and gives back its parts. Places never travel inside: the map's script fetches their Features.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import folium
from branca.element import MacroElement
from django.contrib.gis.geos import Point
from django.templatetags.static import static
from django.urls import reverse
from folium.template import Template

from geo import basemap
from geo.coordinates import BBox, lon_lat

PLAIN_COLOUR = "#0b5a60"  # of a place without a category


@dataclass(frozen=True)
class Skeleton:
    """The parts of a map: addresses of styles, scripts and our module, the element, the script that fills it."""

    styles: list[str]
    scripts: list[str]
    module: str
    element: str
    script: str


class _Map(folium.Map):
    """A map that loads our Leaflet and nothing else; stock folium shares its lists by the whole process."""

    @property
    def default_js(self) -> list[tuple[str, str]]:  # type: ignore[override]
        return [("leaflet", static("leaflet/leaflet.js"))]

    @property
    def default_css(self) -> list[tuple[str, str]]:  # type: ignore[override]
        return [("leaflet", static("leaflet/leaflet.css")), ("map", static("places/css/map.css"))]


class _Behaviour(MacroElement):
    """Tells our script of the map and its configuration; all behaviour lives there."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "document.dispatchEvent(new CustomEvent('map-made', {detail: "
        "{map: {{ this._parent.get_name() }}, configuration: {{ this.configuration|tojson }}}}));"
        "{% endmacro %}"
    )

    def __init__(self, configuration: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.configuration = dict(configuration)


def search_map(
    centre: Point | None,
    radius_m: float | None,
    *,
    region: BBox,
    query: Mapping[str, Any],
    by_position: bool,
    colours: Mapping[str, str],
) -> Skeleton:
    """Return a map of the search's circle, or of `region`, and of the places that the API finds for `query`.

    `by_position` keeps the query out of the address. `colours` are those of the categories by key.
    """
    box = region if centre is None or radius_m is None else _around(centre, radius_m)
    address = {"href": reverse("api:nearby"), "body": dict(query)} if by_position else _address(query)
    configuration = {
        "bounds": _corners(box),
        "centre": centre and list(reversed(lon_lat(centre))),
        "radiusM": radius_m,
        "places": address,
        "colours": dict(colours),
        "plainColour": PLAIN_COLOUR,
    }
    return _skeleton(box.centre, configuration)


def kept_map(region: BBox, *, places: str, colours: Mapping[str, str], max_native_zoom: int) -> Skeleton:
    """Return a map of the places at the address `places`, whose tiles end at `max_native_zoom`: that many are kept."""
    configuration = {
        "bounds": _corners(region),
        "centre": None,
        "radiusM": None,
        "places": {"href": places},
        "colours": dict(colours),
        "plainColour": PLAIN_COLOUR,
    }
    return _skeleton(region.centre, configuration, max_native_zoom)


def _corners(box: BBox) -> list[list[float]]:
    return [[box.south, box.west], [box.north, box.east]]


def _address(query: Mapping[str, Any]) -> dict[str, str]:
    return {"href": f"{reverse('api:places')}?{urlencode(query)}"}


def _around(centre: Point, radius_m: float) -> BBox:
    """Return the box of a circle; of one across the antimeridian, the greater part on the side of its centre."""
    box = BBox.around(centre, radius_m)
    lon, _ = lon_lat(centre)
    return max((part for part in box.boxes if part.west <= lon <= part.east), key=lambda part: part.east - part.west)


def _skeleton(centre: Point, configuration: Mapping[str, Any], max_native_zoom: int = basemap.MAX_ZOOM) -> Skeleton:
    lon, lat = lon_lat(centre)
    made = _Map(
        location=[lat, lon], tiles=None, zoom_start=basemap.MIN_ZOOM + 1, zoom_control=False, zoom_snap=0.25,
        min_zoom=basemap.MIN_ZOOM, max_zoom=basemap.MAX_MAP_ZOOM,
    )  # fmt: skip
    made._id = "main"
    made.add_child(_ground(max_native_zoom))
    made.add_child(_Behaviour(configuration))
    figure: Any = made.get_root()
    figure.render()
    return Skeleton(
        styles=[url for _, url in made.default_css],
        scripts=[url for _, url in made.default_js],
        module=static("places/js/map.js"),
        element=figure.html.render(),
        script=figure.script.render(),
    )


def _ground(max_native_zoom: int) -> folium.TileLayer:
    ground = folium.TileLayer(
        basemap.tile_address(), attr=basemap.credit(),
        min_native_zoom=basemap.MIN_ZOOM, max_native_zoom=max_native_zoom,
        min_zoom=basemap.MIN_ZOOM, max_zoom=basemap.MAX_MAP_ZOOM, no_wrap=True,
    )  # fmt: skip
    ground._id = "ground"
    return ground
