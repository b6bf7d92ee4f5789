"""Text as it is compared, in Python: the same as the SQL function `geo_fold`."""

import re
import unicodedata

_LETTERS = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
    "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N", "ŧ": "t",
    "Ŧ": "T",
}  # fmt: skip
_RULES = (
    (re.compile("([aou])e"), r"\1"),
    (re.compile(r"strasse|str\."), "str"),
    (re.compile(r"\bst(\.|\b)"), "sankt "),
    (re.compile(r"[\W_]+"), " "),
    (re.compile(r"(\d) ([a-z])\b"), r"\1\2"),
)


def fold(text: str) -> str:
    """Return `text` in lower case, without accents, umlauts as vowels, "Straße" as "str", "37 a" as "37a"."""
    folded = "".join(_unaccented(letter) for letter in unicodedata.normalize("NFKC", text)).lower()
    for pattern, replacement in _RULES:
        folded = pattern.sub(replacement, folded)
    return folded.strip()


def _unaccented(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return _LETTERS.get(letter) or (base if base.isascii() else letter)
