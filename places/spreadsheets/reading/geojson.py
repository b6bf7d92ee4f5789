"""GeoJSON (RFC 7946): properties become columns, points become two more."""

import json
from collections.abc import Iterator
from typing import Any

import orjson
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from places.spreadsheets.errors import UnreadableTable
from places.spreadsheets.table import Numbered

_WORDS_OF = ("shown", "name", "title", "category", "number")  # of an object that stands where a text should
_LAT, _LON = "lat", "lon"
_WGS84 = ("CRS84", "4326")


def rows(text: str) -> tuple[Iterator[Numbered], list[str]]:
    """Return a row of headings and one for each feature, and what is to be told. Raises UnreadableTable."""
    features = _features(text)
    told = []
    if elsewhere := sum(_position(each) is None for each in features):
        message = ngettext(
            "%(count)d Objekt hat keinen Punkt. Seine Adresse wird gesucht.",
            "%(count)d Objekte haben keinen Punkt. Ihre Adressen werden gesucht.",
            elsewhere,
        )
        told.append(message % {"count": elsewhere})
    return _rows(features), told


def _features(text: str) -> list[dict[str, Any]]:
    what = _("Die GeoJSON-Datei")
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise UnreadableTable(what, _("sie ist beschädigt, oder ihr Ende fehlt.")) from None
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        raise UnreadableTable(what, _("sie muss eine „FeatureCollection“ sein."))
    if "crs" in found and not any(name in json.dumps(found["crs"]) for name in _WGS84):
        raise UnreadableTable(what, _("ihre Koordinaten müssen in WGS 84 sein (Grad, EPSG:4326)."))
    features: list[dict[str, Any]] = found["features"]
    if not all(isinstance(each, dict) and isinstance(each.get("properties") or {}, dict) for each in features):
        raise UnreadableTable(what, _("jedes Objekt muss ein „Feature“ mit „properties“ sein."))
    return features


def _rows(features: list[dict[str, Any]]) -> Iterator[Numbered]:
    names = dict.fromkeys(name for each in features for name in each.get("properties") or {})
    names = {name: None for name in names if name.casefold() not in (_LAT, _LON)}
    has_ids = any("id" in each for each in features) and "id" not in names
    yield 0, [*(["id"] if has_ids else []), *names, _LAT, _LON]
    for number, each in enumerate(features, 1):
        said = each.get("properties") or {}
        lon, lat = _position(each) or ("", "")
        yield number, [*([_text(each.get("id"))] if has_ids else []), *(_text(said.get(n)) for n in names), lat, lon]


def _position(feature: dict[str, Any]) -> tuple[str, str] | None:
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return None
    found = geometry.get("coordinates")
    if not isinstance(found, list) or len(found) < 2 or not all(_is_number(each) for each in found[:2]):
        return None
    return repr(found[0]), repr(found[1])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return next((_text(value[name]) for name in _WORDS_OF if name in value), "")
    return str(value)
