"""The language of a page is that of its address, and nothing else: no cookie, no guess from the browser."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_script_prefix
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from geo.languages import BY_CODE, SOURCE

_READ_BY = {"kmr": "ku", "prs": "fa"}


def spoken_at(path: str) -> str:
    """Return the language of the page at `path`: /ar/orte/ is Arabic, what has no prefix German."""
    first = path.lstrip("/").split("/", 1)[0]
    return first if first in BY_CODE else SOURCE


def address_in(language: str, path: str) -> str:
    """Return the address of the page at `path`, which is one of any language, in `language`."""
    spoken = spoken_at(path)
    bare = path if spoken == SOURCE else path.removeprefix(f"/{spoken}") or "/"
    prefix = "" if language == SOURCE else f"/{language}"
    return f"{get_script_prefix().rstrip('/')}{prefix}{bare}"


def preferred(accepted: str, *, spoken: str) -> str:
    """Return the language that the header Accept-Language asks for first; "" where `spoken` is accepted too."""
    known = [_known(tag) for tag, _quality in parse_accept_lang_header(accepted)]
    return "" if spoken in known else next(filter(None, known), "")


def _known(tag: str) -> str:
    """Return which of our languages a speaker of `tag`, such as ar-eg or prs, reads; "" where it is none."""
    base = tag.split("-")[0]
    return base if base in BY_CODE else _READ_BY.get(base, "")


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
