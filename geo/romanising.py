"""Text of any script in Latin letters, and how a name sounds: "لير" and "Леер" are Leer."""

import re
import unicodedata

from anyascii import anyascii

from geo.folding import fold

# The SQL function `geo_sound` does the same: change both. Scripts that write no vowels, or write one letter for
# a vowel and a consonant, leave the consonants to compare; what one script cannot tell apart is one letter here.
_SOUNDS = (
    (re.compile("[^a-z]+"), ""),
    (re.compile("sch|sh|tz|ts|z"), "s"),
    (re.compile("[ckg]h"), "g"),
    (re.compile("ph"), "f"),
    (re.compile("^h"), "g"),
    (re.compile("^y"), "j"),
    (re.compile("^w|v"), "f"),
    (re.compile("p"), "b"),
    (re.compile("x"), "ks"),
    (re.compile("[cq]"), "k"),
    (re.compile("(.)j"), r"\1g"),
    (re.compile("[aeiouyhw]+"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_ALEF = re.compile("[اأإآ]")  # left out, it would let the letter behind it be taken for a consonant


def romanised(text: str) -> str:
    """Return `text` in Latin letters as they are compared; what is Latin already is only folded."""
    folded = fold(text)
    if folded.isascii():
        return folded
    bare = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Mn")
    return fold(anyascii(_ALEF.sub("a", bare)))


def is_foreign(text: str) -> bool:
    """Tell whether `text` has letters of another script than the Latin one."""
    return not fold(text).isascii()


def sound(text: str) -> str:
    """Return the consonants of a name, as they are heard in most languages; "" where there are none."""
    heard = romanised(text)
    for pattern, replacement in _SOUNDS:
        heard = pattern.sub(replacement, heard)
    return heard
