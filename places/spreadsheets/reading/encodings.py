"""Bytes -> text: by its mark, else UTF-8, else the encoding that makes most sense of the umlauts."""

import codecs
import unicodedata

import charset_normalizer
from django.utils.translation import gettext as _

from places.spreadsheets.errors import UnreadableTable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTES = {"cp1252": "Windows", "mac_roman": "Mac OS", "cp850": "DOS", "latin_1": "ISO 8859-1"}
_SAMPLE = 20_000
_UMLAUTS = "äöüßÄÖÜ"
_PUNCTUATION = "–—„“”‚‘’…€§°·•«»²³½"
_SENSIBLE = 0.6  # of what the umlauts of a German text would score


def decoded(data: bytes) -> tuple[str, list[str]]:
    """Return the text in `data`, and what is to be told about how it was decoded. Raises UnreadableTable."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _wide(data)
    if encoding:
        return _strictly(data, encoding), []
    if b"\0" in data:
        raise UnreadableTable(_("Die Datei"), _("sie enthält Zeichen, die in keiner Tabelle stehen (NUL)."))
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        encoding = _single_byte(data)
    told = _("Die Umlaute wurden als Zeichen von %(name)s gelesen. Bitte sehen Sie nach, ob sie stimmen.")
    return data.decode(encoding, errors="replace"), [told % {"name": _SINGLE_BYTES.get(encoding, encoding)}]


def _wide(data: bytes) -> str:
    """Return which UTF-16 it is that begins without a mark; "" where it is none. Delimiters have a zero in it."""
    head = data[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 5 or min(even, odd) > len(head) // 20:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableTable(_("Die Datei"), _("sie ist beschädigt, oder ihr Ende fehlt.")) from None
    if "\0" in text:
        raise UnreadableTable(_("Die Datei"), _("sie enthält Zeichen, die in keiner Tabelle stehen (NUL)."))
    return text


def _single_byte(data: bytes) -> str:
    """Return the encoding that makes German of the lines which are not plain, else the one of another language.

    A library that judges long texts takes a table of some umlauts for Polish or Icelandic, so it is asked last.
    """
    lines = dict.fromkeys(line for line in data.splitlines() if not line.isascii())
    sample = b"\n".join(lines)[:_SAMPLE]
    score = {encoding: _sense(sample, encoding) for encoding in _SINGLE_BYTES}
    best = max(score, key=lambda encoding: score[encoding])
    if score[best] >= _SENSIBLE:
        return best
    found = charset_normalizer.from_bytes(sample).best()
    return found.encoding if found else best


def _sense(sample: bytes, encoding: str) -> float:
    """Return how much sense the letters make, 1 at the most: umlauts in words do, signs within words do not."""
    try:
        text = f"\n{sample.decode(encoding)}\n"
    except UnicodeDecodeError:
        return -1
    scores = [_fits(*text[at - 1 : at + 2]) for at, letter in enumerate(text) if not letter.isascii()]
    return sum(scores) / (len(scores) or 1)


def _fits(before: str, letter: str, after: str) -> float:
    if letter in _UMLAUTS:
        return _umlaut_fits(before, letter, after)
    if letter.isalpha() and unicodedata.name(letter, "").startswith("LATIN"):
        return 0.3 if letter.islower() or not before.isalpha() else -0.5
    is_within = before.isalpha() and after.isalpha()
    return 0.5 if letter in _PUNCTUATION and not is_within else -1


def _umlaut_fits(before: str, letter: str, after: str) -> float:
    """Judge a capital within a word, and a small letter where a cell begins, which is mostly a noun."""
    if letter == "ß":
        return 1 if before.isalpha() else -0.5
    if letter.isupper():
        return 1 if not before.isalpha() or before.isupper() else -0.5
    return 1 if before.isalpha() or after.isupper() else 0.8
