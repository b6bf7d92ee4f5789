"""Whatever a visitor reads can be translated: no word of ours stands in a page that did not go through gettext."""

import re
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.test import Client

from places import catalogues
from tests.geo.geocoding.ground import a_region
from tests.places.making import LEER, a_category, a_place, an_area
from tests.places.web.asking import get

pytestmark = pytest.mark.django_db
OPEN, CLOSE = "\N{LEFT DOUBLE PARENTHESIS}", "\N{RIGHT DOUBLE PARENTHESIS}"
READ_ALOUD = {"alt", "aria-label", "content", "placeholder", "title"}
SPOKEN_BY_SCRIPT = re.compile("data-(?!styles|scripts|module|place|suggestions|ground|shown)")
DATA = re.compile(
    r"DATA\w*|©.*|Landkreis|Leer|Ostfriesland|Mo-Fr|https?://\S+|\S+@\S+|#[0-9a-f]{3,6}\b|width=\S+|"
    r"initial-scale=1|website|light dark|light|dark|\bkm\b"
)
SILENT = {"script", "style", "text"}  # the last has names on the drawn map
LETTERS = re.compile("[A-Za-zÄÖÜäöüß]{2,}")


class Reader(HTMLParser):
    """Collects what a page says in its own language: texts, and the attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._path: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        is_ours = self._is_ours and given.get("lang", "ti") == "ti" and tag not in SILENT
        is_ours = is_ours and given.get("translate") != "no"  # names of languages, which CLDR knows
        if tag not in {"meta", "link", "input", "img", "br", "path", "rect", "circle", "line", "polyline", "ellipse"}:
            self._path.append((tag, is_ours))
        if is_ours:
            self.said += [
                text for name, text in given.items() if text and (name in READ_ALOUD or SPOKEN_BY_SCRIPT.match(name))
            ]

    def handle_endtag(self, tag: str) -> None:
        while self._path and self._path.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._is_ours and data.strip():
            self.said.append(" ".join(data.split()))

    @property
    def _is_ours(self) -> bool:
        return not self._path or self._path[-1][1]


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every text that is in our catalogues come back in brackets; one of Django's own is not."""
    ours = {text for message in read_po(BytesIO(_extracted())) if message.id for text in _forms(message.id)}

    def marked(*texts: Any) -> str:
        *found, number = texts if isinstance(texts[-1], int) else (*texts, 1)
        plural = isinstance(texts[-1], int)
        chosen = found[-2] if plural and number == 1 else found[-1]
        return f"{OPEN}{chosen}{CLOSE}" if chosen in ours else str(chosen)

    for function in ("gettext", "pgettext", "ngettext", "npgettext"):
        monkeypatch.setattr(f"django.utils.translation._trans.{function}", marked)


@cache
def _extracted() -> bytes:
    return re.sub(r'"Plural-Forms: .*\n', "", catalogues.extracted()).encode()


def _forms(text: Any) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def unmarked(page: Any) -> list[str]:
    """Return what a page says beside marked texts and data."""
    reader = Reader()
    reader.feed(page.content.decode())
    return [text for text in reader.said if LETTERS.search(DATA.sub("", _without_marked(text)))]


def _without_marked(text: str) -> str:
    before = None
    while before != text:
        before, text = text, re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)
    return text


@pytest.fixture
def _a_full_region() -> None:
    a_region()
    category = a_category("data", "DATAkategorie")
    category.words.create(language="ti", name="DATAwort", explanation="DATA.", cost="DATA.", privacy="DATA.")
    place = a_place(
        "DATAname", LEER, slug="data", street="DATAstraße 1", postcode="26789", town="DATAort", notice="DATA.",
        description="DATA.", email="a@example.org", website="https://example.org", languages=["ar", "prs"],
        opening_hours="Mo-Fr 08:00-12:00", as_of="2016-01", position_note="DATA.", position_source="DATA",
        area=an_area("034570013", "DATAgemeinde"),
    )  # fmt: skip
    place.phones.create(number="+494919260", shown="0491 926-0", contact="DATA", as_of="2014")
    place.sources.create(title="DATA", url="https://example.org", says="DATA.", as_of="2010-12-20")
    place.offers.create(
        category=category, title="DATAtitel", description="DATA.", audience="DATA", cost="DATA", as_of="2014"
    )
    a_place("DATAungefähr", None, slug="vague", offers="data", position_precision="locality")
    a_place("DATAgeschützt", LEER, slug="shelter", offers="data", visibility="area_only")


@pytest.mark.usefixtures("_a_full_region")
@pytest.mark.parametrize(
    "path",
    [
        "/ti/", "/ti/?category=data", "/ti/?where=DATAxyz", "/ti/?where=DATAname", "/ti/orte/data/", "/ti/orte/vague/",
        "/ti/orte/shelter/", "/ti/orte/nichts/", "/ti/hilfe/", "/ti/hilfe/data/",
        "/ti/?radius_km=7&category=x&cursor=y",
        f"/ti/?where={'x' * 300}", "/ti/?where=%00", "/ti/?category=%00&radius_km=%00",
    ],
)  # fmt: skip
def test_every_word_of_a_page_can_be_translated(path: str) -> None:
    assert unmarked(Client().get(path)) == []


@pytest.mark.usefixtures("_a_full_region")
@pytest.mark.parametrize("body", [{"lat": LEER.y, "lon": LEER.x}, {"lat": "x"}, {"lat": "95", "lon": "\0"}, {}])
def test_every_word_around_the_device_can_be_translated(body: dict[str, Any]) -> None:
    assert unmarked(Client().post("/ti/", body)) == []


def test_a_word_that_does_not_go_through_gettext_would_be_found() -> None:
    page = get("/ti/")
    page.content = page.content.replace(b"</main>", b"<p>Nicht gefunden</p></main>")
    assert unmarked(page) == ["Nicht gefunden"]
