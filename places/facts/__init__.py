"""What of a place can be corrected: one vocabulary of names and plain values for forms, interface, mails and history.

A value is what JSON holds: texts, lists of texts, `phones` as objects, `position` as `{"lon", "lat"}` in degrees of
WGS 84. A part of an offer is named `offers.<id>.<field>`.
"""

from places.facts.cleaning import clean, clean_all, clean_closing_day
from places.facts.names import (
    TEXTS,
    BadFact,
    Facts,
    Rule,
    UnknownFact,
    asserted_by,
    label,
    longest,
    offer_of,
    suggestible,
)
from places.facts.reading import read, read_closing, read_new
from places.facts.writing import write

__all__ = [
    "TEXTS",
    "BadFact",
    "Facts",
    "Rule",
    "UnknownFact",
    "asserted_by",
    "clean",
    "clean_all",
    "clean_closing_day",
    "label",
    "longest",
    "offer_of",
    "read",
    "read_closing",
    "read_new",
    "suggestible",
    "write",
]
