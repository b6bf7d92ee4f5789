"""A text as it is told to someone: in which language, who translated it, and whether it still holds."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.languages import BY_CODE, LANGUAGES, SOURCE

OTHER_LANGUAGES = [(language.code, language.name) for language in LANGUAGES if language.code != SOURCE]


class TranslatedBy(models.TextChoices):
    HAND = "hand", _("von Hand")
    MACHINE = "machine", _("maschinell, nicht geprüft")


@dataclass(frozen=True)
class Told:
    """A text in `language`. Where that is a translation, `original` is today's German.

    `is_outdated`: the German text has changed since it was translated.
    """

    text: str
    language: str = SOURCE
    original: str = ""
    is_by_machine: bool = False
    is_outdated: bool = False

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def direction(self) -> str:
        return BY_CODE[self.language].direction
