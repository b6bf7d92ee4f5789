"""What a map of the admin needs in its page's head."""

from typing import Any

from django.forms import Media, Script


def media(module: str) -> Media:
    """Return Leaflet from our own origin, and the script `module` that draws with it."""
    scripts: list[Any] = ["leaflet/leaflet.js", Script(module, type="module")]
    return Media(css={"all": ["leaflet/leaflet.css", "geo/css/admin_map.css"]}, js=scripts)
