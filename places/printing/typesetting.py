"""HTML -> PDF by WeasyPrint, whose only importer this is."""

from pathlib import Path
from typing import NoReturn

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetchingError

_STYLE = Path(__file__).with_name("sheet.css")


class _NoFetching(URLFetcher):  # type: ignore[misc]
    """Refuses every address: all that a sheet shows is in its text."""

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        raise URLFetchingError(f"A sheet loads nothing, and so not {url[:80]}")


def pdf(html: str) -> bytes:
    """Return `html` as a tagged PDF (PDF/UA-1) in the style of our sheets."""
    fonts, nothing = FontConfiguration(), _NoFetching()
    style = CSS(string=_STYLE.read_text(encoding="utf-8"), font_config=fonts, url_fetcher=nothing)
    page = HTML(string=html, url_fetcher=nothing, media_type="print")
    made: bytes = page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    return made
