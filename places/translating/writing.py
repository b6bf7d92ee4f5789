"""Texts -> translations by a machine, a handful at a time: what was translated before a failure is kept."""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from geo.conf import Translator
from geo.models import Edition
from places.models import TranslatedBy, Translation
from places.translating import provider
from places.translating.texts import Text

_TEXTS_AT_ONCE, _CHARACTERS_AT_ONCE = 20, 4_000


def translate(texts: Sequence[Text], language: str, *, settings: Translator) -> int:
    """Translate `texts` into `language`; return how many were written. Raises TranslatingError.

    A text that several places say is sent once. Nothing is written where a person has translated meanwhile.
    """
    written = 0
    for batch in _batches(list(dict.fromkeys(text.german for text in texts))):
        said = dict(zip(batch, provider.ask(settings, batch, language), strict=True))
        written += _write([text for text in texts if text.german in said], said, language)
    return written


def _batches(germans: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for german in germans:
        if batch and (len(batch) == _TEXTS_AT_ONCE or sum(map(len, batch)) + len(german) > _CHARACTERS_AT_ONCE):
            yield batch
            batch = []
        batch.append(german)
    if batch:
        yield batch


@transaction.atomic
def _write(texts: Sequence[Text], said: dict[str, str], language: str) -> int:
    Edition.objects.claim()
    return sum(_keep(text, said[text.german], language) for text in texts)


def _keep(text: Text, translation: str, language: str) -> bool:
    found = Translation.objects.filter(**text.of, field=text.field, language=language).first()
    if not translation.strip() or (found and found.state == TranslatedBy.HAND):
        return False
    made = found or Translation(**text.of, field=text.field, language=language)
    made.text, made.original, made.state = translation, text.german, TranslatedBy.MACHINE
    try:
        made.clean()
    except ValidationError:
        return False
    made.save()
    return True
