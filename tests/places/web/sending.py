"""Filling in the forms of suggestions in tests, as a browser does it."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client

from places.models import Suggestion


class _Fields(HTMLParser):
    """Collects what the form of a page would send, if nobody touched it."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        name = known.get("name", "")
        if tag == "textarea":
            self._area = name
            self.sent[name] = [""]
        elif tag == "select":
            self._select = name
            self.sent[name] = [""]
        elif tag == "option" and self._select and "selected" in known:
            self.sent[self._select] = [known.get("value", "")]
        elif tag == "input" and name and (known.get("type") not in ("checkbox", "radio") or "checked" in known):
            self.sent.setdefault(name, []).append(known.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] = [self.sent[self._area][0] + data]


def fields(page: Any) -> dict[str, list[str]]:
    """Return what the form of `page` holds."""
    parser = _Fields()
    parser.feed(page.content.decode())
    return parser.sent


def send(path: str, page: Any = None, **typed: Any) -> Any:
    """Open the form at `path`, or take the one of `page`, fill in what was `typed`, and send it.

    Of a name with dots or dashes the fields come as a dictionary, `fields`.
    """
    known = fields(page or Client().get(path))
    return Client().post(path, known | typed.pop("fields", {}) | typed)


def kept(answer: Any) -> Suggestion:
    """Return the suggestion under whose number the sender of `answer` is thanked."""
    assert answer.status_code == 302, wrong(answer)
    number = re.search(r"/danke/(\d+)/$", answer.url)
    assert number
    return Suggestion.objects.get(number=number[1])


def wrong(answer: Any) -> dict[str, str]:
    """Return what the summary says is wrong, by the fields that it links to, each of which must be there."""
    page = answer.content.decode()
    summary = re.search(r'(?s)<div class="wrong".*?</div>', page)
    links = re.findall(r'(?s)<a href="#([^"]+)">(.*?)</a>', summary[0]) if summary else []
    for anchor, _said in links:
        assert f'id="{anchor}"' in page
    return {anchor: " ".join(unescape(re.sub("<[^>]+>", "", said)).split()) for anchor, said in links}
