"""QR codes, drawn from their SVG and read by another library."""

import re

import pytest
import zxingcpp

from geo.qr import QUIET_MODULES, qr_svg

ADDRESS = "https://karte.example.org/orte/familienstuetzpunkt-leer/"
PX_PER_MODULE = 4
LIGHT, DARK = 255, 0
Rows = list[bytearray]


def drawn(svg: str) -> Rows:
    """Return the modules of a code: its path goes by runs of dark ones (h), gaps and line feeds (m)."""
    size = re.search(r'viewBox="0 0 (\d+) \1"', svg)
    path = re.search(r'stroke="#000" d="M([\d.]+) ([\d.]+)(.*?)"', svg)
    assert size
    assert path
    rows = [bytearray([LIGHT]) * int(size[1]) for _ in range(int(size[1]))]
    x, y = int(float(path[1])), int(float(path[2]))
    for move, right, down in re.findall(r"([hm])(-?\d+)(?: (\d+))?", path[3]):
        if move == "h":
            rows[y][x : x + int(right)] = bytes([DARK]) * int(right)
        x, y = x + int(right), y + int(down or 0)
    return rows


def read(rows: Rows) -> list[str]:
    """Return the texts of the QR codes on a picture of `rows`."""
    wide = [b"".join(bytes([module]) * PX_PER_MODULE for module in row) * PX_PER_MODULE for row in rows]
    side = len(rows) * PX_PER_MODULE
    found = zxingcpp.read_barcodes(memoryview(b"".join(wide)).cast("B", (side, side)))
    return [each.text for each in found if each.format == zxingcpp.BarcodeFormat.QRCode]


@pytest.mark.parametrize("text", [ADDRESS, "https://example.org/ar/orte/" + "x" * 200 + "/", "Öffnungszeiten مترجم"])
def test_a_reader_finds_what_was_written(text):
    assert read(drawn(qr_svg(text, title=""))) == [text]


def test_a_corner_may_be_torn_off():
    rows = drawn(qr_svg(ADDRESS, title=""))
    for row in rows[-QUIET_MODULES - 5 :]:
        row[-QUIET_MODULES - 5 :] = bytes([LIGHT]) * (QUIET_MODULES + 5)
    assert read(rows) == [ADDRESS]


def test_the_title_stays_text():
    assert "<title>&lt;b&gt; &amp; Co.</title>" in qr_svg(ADDRESS, title="<b> & Co.")
