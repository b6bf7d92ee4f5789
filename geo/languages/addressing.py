"""The language of a page is that of its address, and nothing else: no cookie, no guess from the browser."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from geo.languages import BY_CODE, SOURCE


def spoken_at(path: str) -> str:
    """Return the language of the page at `path`: /ar/orte/ is Arabic, what has no prefix German."""
    first = path.lstrip("/").split("/", 1)[0]
    return first if first in BY_CODE else SOURCE


class LanguageOfTheAddress:
    """Middleware that lets a request be answered in the language of its address; its pages say so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = spoken_at(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", language)
        return response
