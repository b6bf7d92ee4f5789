"""HTML becomes a PDF: with letters for every language, tags for screen readers, and nothing from outside."""

import logging
import subprocess
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import override
from django.utils.translation.trans_real import translation
from pypdf import PdfReader

from geo.languages import LANGUAGES, saying
from places.printing.typesetting import pdf

MISSING = ".notdef"


def read(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def page(text: str, *, lang: str = "de", title: str = "Blatt") -> str:
    return f'<html lang="{lang}"><head><title>{title}</title></head><body><p>{text}</p></body></html>'


def fonts(made: bytes) -> set[str]:
    """Return the families of the fonts of a PDF's first page, without the tag of a subset."""
    resources: Any = read(made).pages[0]["/Resources"]
    found = resources["/Font"]
    return {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in found.values()}


def words_of(code: str) -> str:
    """Return what is written in a language: its catalogue, its months and days, its own name.

    Of all words those remain that bring a letter beside another one for the first time, which may change its form.
    """
    catalogue = [text for _, text in vars(translation(code))["_catalog"].items() if isinstance(text, str)]
    with override(code):
        names = saying.locale()
        calendar = [*names.months["format"]["wide"].values(), *names.days["stand-alone"]["wide"].values()]
        spoken = [saying.language(language.code) for language in LANGUAGES]
    return " ".join(_new_pairs(" ".join([*calendar, *spoken, *catalogue]).replace("<", " ").replace("&", " ").split()))


def _new_pairs(words: Iterable[str]) -> Iterator[str]:
    known: set[tuple[str, str]] = set()
    for word in words:
        pairs = set(pairwise(f" {word} "))
        if not pairs <= known:
            known |= pairs
            yield word


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_letter_of_a_language_has_a_glyph(language, caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        made = pdf(page(f"{language.invitation} {words_of(language.code)}", lang=language.code))
    assert [record.getMessage() for record in caplog.records if MISSING in record.getMessage()] == []
    assert language.invitation.split()[0] in "".join(each.extract_text() for each in read(made).pages)


def test_a_letter_that_no_font_has_would_be_noticed(caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf(page("\ue123"))
    assert [record for record in caplog.records if MISSING in record.getMessage()]


@pytest.mark.parametrize(
    ("text", "family"),
    [("Grüße", "Noto-Sans"), ("مساعدة", "Noto-Sans-Arabic"), ("Допомога", "Noto-Sans"), ("ሓገዝ", "Noto-Sans-Ethiopic")],
)
def test_scripts_are_set_in_fonts_of_one_family(text, family):
    assert fonts(pdf(page(text))) == {"Noto-Sans", family}


def test_a_screen_reader_finds_language_title_and_structure():
    document = read(pdf(page("Grüße", lang="ar", title="Hilfe um Leer")))
    root = document.trailer["/Root"]
    assert root["/Lang"] == "ar"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  of its own kind
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert document.metadata is not None
    assert document.metadata.title == "Hilfe um Leer"
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://example.org/a.png">',
        '<img src="file:///etc/hostname">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
        "<style>@import url(http://127.0.0.1:9/b.css); p { background: url(http://127.0.0.1:9/c.png) }</style>",
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:9/d.png" width="9" height="9"/></svg>',
    ],
    ids=["image", "file", "style sheet", "import", "svg"],
)
def test_nothing_is_fetched(markup, monkeypatch):
    reached = []
    monkeypatch.setattr("socket.socket.connect", lambda self, address: reached.append(address))
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda self, *args, **more: reached.append(args))
    assert "bleibt" in read(pdf(page(f"{markup} bleibt"))).pages[0].extract_text()
    assert reached == []


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
    ],
)
def test_the_process_of_a_sheet_cannot_reach_out(attempt):
    code = f"from places.printing.sealing import seal; seal(); {attempt}"
    ended = subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "Sealed" in ended.stderr
