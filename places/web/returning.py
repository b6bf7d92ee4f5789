"""The way back from a place to the list it was found in."""

from urllib.parse import urlencode, urlsplit

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

from places.web.questions import FindForm


def way_back(request: HttpRequest) -> str:
    """Return the address of the search that led here, "" where none did.

    The browser names it (Referer), and so no address has to carry it along. A position is in none: it comes by POST.
    """
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    if came_from.netloc != request.get_host() or not _is_map(came_from.path):
        return ""
    asked = _asked(came_from.query)
    return f"{came_from.path}?{urlencode(asked, errors='replace')}" if asked else ""


def _is_map(path: str) -> bool:
    try:
        return resolve(path).url_name == "map"
    except Resolver404:
        return False


def _asked(query: str) -> list[tuple[str, str]]:
    """Return what the form of the map page would have sent; nothing of more fields than any form has."""
    try:
        given = QueryDict(query)
    except TooManyFieldsSent:
        return []
    return [(name, value) for name in FindForm.base_fields for value in given.getlist(name) if value]
