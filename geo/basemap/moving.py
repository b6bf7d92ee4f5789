"""What lies under a map that moves and is no folium's: our own basemap, in a form that a script reads from the page."""

import json
from typing import Any

from geo import basemap
from geo.basemap import source
from geo.coordinates import BBox
from geo.tiles import WORLD


def ground() -> str:
    """Return the tiles' address, their zooms, their credit and what to show first, as JSON."""
    box = _extent()
    described: dict[str, Any] = {
        "tiles": basemap.tile_address(),
        "credit": basemap.credit(),
        "minZoom": basemap.MIN_ZOOM,
        "maxNativeZoom": basemap.MAX_ZOOM,
        "maxZoom": basemap.MAX_MAP_ZOOM,
        "bounds": [[box.south, box.west], [box.north, box.east]],
    }
    return json.dumps(described, ensure_ascii=False)


def _extent() -> BBox:
    """Return what the basemap covers; without one a map of the whole Earth is still a map."""
    covered = source.ground()
    return WORLD if covered is source.PLAIN else covered.bounds
