"""How to get there: addresses of map applications, opened when someone taps, and told nothing before."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.gis.geos import Point

from geo.coordinates import lon_lat

_OSM = "https://www.openstreetmap.org"
_DECIMALS = 6


@dataclass(frozen=True)
class Ways:
    """Links that lead to a place; "" where there is none.

    `app` is a geo: URI (RFC 5870), which a phone opens in the map application of its owner; with a text to look for
    in place of a known point, only `app`, `search`, `apple` and `google` are there.
    """

    app: str
    apple: str
    google: str
    foot: str = ""
    bike: str = ""
    car: str = ""
    transit: str = ""
    search: str = ""


def ways_to_point(location: Point, name: str) -> Ways:
    """Return the ways to the door at `location`."""
    lon, lat = (f"{degrees:.{_DECIMALS}f}" for degrees in lon_lat(location))
    there = f"{lat},{lon}"
    return Ways(
        app=f"geo:{there}?q={there}({quote(name, safe='')})",
        apple=_with("https://maps.apple.com/", daddr=there, q=name),
        google=_with("https://www.google.com/maps/dir/", api="1", destination=there),
        foot=_by("foot", there),
        bike=_by("bike", there),
        car=_by("car", there),
        transit=settings.DIRECTIONS.transit_url.replace("{lat}", lat).replace("{lon}", lon),
    )


def ways_to_address(text: str) -> Ways:
    """Return the ways to an address that others may know: they look for `text`, and no wrong door is named."""
    return Ways(
        app=f"geo:0,0?q={quote(text, safe='')}",
        apple=_with("https://maps.apple.com/", q=text),
        google=_with("https://www.google.com/maps/search/", api="1", query=text),
        search=_with(f"{_OSM}/search", query=text),
    )


def _by(means: str, there: str) -> str:
    return _with(f"{_OSM}/directions", engine=f"fossgis_osrm_{means}", to=there)


def _with(address: str, **query: str) -> str:
    return f"{address}?{urlencode(query)}"
