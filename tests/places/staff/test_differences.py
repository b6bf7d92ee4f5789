"""Two versions of a text, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from places.staff.differences import Mark, parts

TEXTS = st.text(alphabet="ab .\n", max_size=40)


def told(old: str, new: str) -> str:
    signs = {Mark.SAME: "{}", Mark.GONE: "-{}-", Mark.NEW: "+{}+"}
    return "".join(signs[part.mark].format(part.text) for part in parts(old, new))


def test_words_are_marked_that_are_gone_or_new():
    assert told("Montag bis Freitag", "Montag bis Donnerstag") == "Montag bis -Freitag-+Donnerstag+"
    assert told("Alt", "Alt und neu") == "Alt+ und neu+"
    assert told("eins zwei drei vier fünf", "eins drei vier fünf") == "eins- zwei- drei vier fünf"


def test_words_that_are_replaced_together_are_marked_together():
    assert told("der alte rote Hut hing da", "der neue blaue Hut hing da") == "der -alte rote-+neue blaue+ Hut hing da"


def test_what_has_little_in_common_is_told_as_a_whole():
    assert told("Bergstraße 1", "Am Markt 2") == "-Bergstraße 1-+Am Markt 2+"
    assert told("", "neu") == "+neu+"
    assert told("alt", "") == "-alt-"
    assert told("", "") == ""


@given(TEXTS, TEXTS)
def test_both_versions_can_be_read_from_the_parts(old, new):
    found = parts(old, new)
    assert "".join(part.text for part in found if part.mark != Mark.NEW) == old
    assert "".join(part.text for part in found if part.mark != Mark.GONE) == new
