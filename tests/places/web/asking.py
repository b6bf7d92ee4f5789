"""Asking for pages in tests, and reading what they say."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client


def get(path: str = "/", **query: Any) -> Any:
    return Client().get(path, query_params=query)


def raw(query: str) -> Any:
    """Ask the map page with a query string that is sent as it stands."""
    return Client().get(f"/?{query}")


def post(**body: Any) -> Any:
    return Client().post("/", data=body)


def text(response: HttpResponse) -> str:
    """Return what a page says, in one line, without markup, styles and scripts."""
    page = re.sub(r"(?s)<(script|style|title)\b.*?</\1>", " ", response.content.decode())
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def page_title(response: HttpResponse) -> str:
    """Return the title of a page, in one line."""
    found = re.search(r"(?s)<title>(.*?)</title>", response.content.decode())
    assert found
    return " ".join(unescape(found.group(1)).split())


def names(response: HttpResponse) -> list[str]:
    """Return the names of the places in a page's list, in their order."""
    found = re.findall(r"(?s)<h3>\s*<a [^>]*>(.*?)</a>", response.content.decode())
    return [unescape(name) for name in found]


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(response: HttpResponse, tag: str) -> list[dict[str, str | None]]:
    """Return the attributes of each element `tag` of a page."""
    parser = _Elements()
    parser.feed(response.content.decode())
    return [attributes for name, attributes in parser.found if name == tag]


def described_error(response: HttpResponse, name: str) -> str:
    """Return the error of the field `name`, which must be said where the field's description points to."""
    fields = [*elements(response, "input"), *elements(response, "select"), *elements(response, "fieldset")]
    assert f"{name}-fehler" in [field.get("aria-describedby") for field in fields]
    found = re.search(rf'(?s)id="{name}-fehler">(.*?)</p>', response.content.decode())
    assert found
    return " ".join(unescape(found.group(1)).split())
