"""How long a visitor's browser may keep a page."""

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

_KEPT = "private, max-age=60"
_ASKED_FOR = "private, no-cache"
_FORGOTTEN = "no-store"


def kept(response: HttpResponse) -> HttpResponse:
    """Let the visitor's own browser show `response` again for a minute: the way back from a place costs nothing.

    A page may offer another language, by what the browser asks for.
    """
    patch_vary_headers(response, ["Accept-Language"])
    response.headers["Cache-Control"] = _KEPT
    return response


def asked_for(response: HttpResponse) -> HttpResponse:
    """Let the visitor's own browser go back to `response` with all that was typed, but ask before it opens it anew."""
    patch_vary_headers(response, ["Accept-Language"])
    response.headers["Cache-Control"] = _ASKED_FOR
    return response


def forgotten(response: HttpResponse) -> HttpResponse:
    """Let nobody keep `response`: it tells a position."""
    response.headers["Cache-Control"] = _FORGOTTEN
    return response
