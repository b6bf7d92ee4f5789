"""Folding: two spellings of one name are one, in Python as in the database."""

import unicodedata

import pytest
from django.db import connection

from geo.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jümme", "JUEMME"),
        ("Völlenerkönigsfehn", "Voellenerkoenigsfehn"),
        ("Bergmannstraße", "bergmannstr."),
        ("Bergmannstrasse", "Bergmannstr"),
        ("Große Straße 3 A", "grosse str. 3a"),
        ("Sankt Georgiwold", "St. Georgiwold"),
        ("Klein-Hesel", "klein hesel"),
        ("Leer (Ostfriesland)", "Leer, Ostfriesland"),
        ("Café", "CAFE"),
        ("Wałęsa", "walesa"),
    ],
)
def test_two_spellings_of_a_name_fold_to_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Leer", "Lehr"), ("Loga", "Logabirum"), ("37", "37a"), ("Stapel", "Apel")])
def test_two_names_stay_two(one, other):
    assert fold(one) != fold(other)


def _european() -> list[str]:
    """Return the letters of Latin-1 and Latin Extended-A that are in use, and punctuation of ASCII."""
    letters = [chr(code) for code in range(0x20, 0x180) if chr(code) not in "ĸŉ"]
    return [letter for letter in letters if letter.isascii() or unicodedata.category(letter)[0] == "L"]


@pytest.mark.django_db
def test_python_and_the_database_fold_alike():
    texts = [
        pattern.format(letter) for letter in _european() for pattern in ("a{0}b 1{0} z", "{0}e St{0} {0}", "str{}x")
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(geo_fold(text) ORDER BY at) FROM unnest(%s::text[]) WITH ORDINALITY AS t (text, at)",
            [texts],
        )
        (folded,) = cursor.fetchone()
    assert folded == [fold(text) for text in texts]
