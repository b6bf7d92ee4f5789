"""Texts of places and offers into other languages, by a provider that the operator chooses; by none unless chosen.

What is sent to the provider is what the API tells everyone, and nothing else. What a person translated stays.
"""

from places.translating.errors import TranslatingError, TranslatorRefused, TranslatorUnavailable
from places.translating.texts import Text, waiting
from places.translating.writing import translate

__all__ = ["Text", "TranslatingError", "TranslatorRefused", "TranslatorUnavailable", "translate", "waiting"]
