"""Reading sheets of paper in tests: their words, and where their QR codes lead."""

from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from pypdf import PdfReader


def read(response: Any) -> PdfReader:
    """Return the PDF of an answer, which must be one."""
    assert response.status_code == 200, response.status_code
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(response.content))


def words(response: Any) -> str:
    """Return what a sheet says, in one line."""
    return " ".join(" ".join(page.extract_text() for page in read(response).pages).split())


def codes(response: Any) -> list[str]:
    """Return the texts of the QR codes on the first page, as a camera sees it on paper."""
    document = pypdfium2.PdfDocument(response.content)
    try:
        picture = document[0].render(scale=2).to_pil()  # 144 dpi
    finally:
        document.close()
    return [each.text for each in zxingcpp.read_barcodes(picture)]


def start_of(word: str, response: Any) -> float:
    """Return how far from the left edge of the first page the text with `word` starts, in points."""
    places: dict[str, float] = {}

    def note(text: str, page: Any, line: list[float], font: Any, size: float) -> None:
        places.setdefault(text.strip(), line[4] * page[0] + page[4])

    read(response).pages[0].extract_text(visitor_text=note)
    return next(start for text, start in places.items() if word in text)
