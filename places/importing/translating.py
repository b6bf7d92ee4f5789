"""German texts with their translations -> Translation rows, for every place and offer that says them.

A thousand rows and more: read at once, decided here, and written at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.core.exceptions import ValidationError

from geo.importing import Change, Changes, InvalidFile
from places.importing.ledger import digest
from places.models import LoadedRecord, Offer, Place, TranslatedBy, Translation

_KIND = LoadedRecord.Kind.TRANSLATION


Parts = list[tuple[Place | Offer, str]]


def settle_translations(
    path: Path, language: str, texts: Mapping[str, str], state: TranslatedBy, *, parts: Parts
) -> Changes:
    """Make the translations into `language` what `texts` says, by German text, where people left them alone."""
    present = {_key(each): each for each in Translation.objects.in_language(language)}
    left = dict(LoadedRecord.objects.filter(kind=_KIND, key__startswith=f"{language}/").values_list("key", "left"))
    changes = Changes()
    written = []
    for wanted in _wanted(parts, language, texts, state):
        before = present.get(_key(wanted))
        change = _change(wanted, before, left.get(_key(wanted)))
        changes[change] += 1
        if change in ("created", "updated"):
            wanted.pk = before.pk if before else None
            written.append(_checked(path, wanted))
    _write(written)
    return changes


def _wanted(parts: Parts, language: str, texts: Mapping[str, str], state: TranslatedBy) -> Iterator[Translation]:
    for part, field in parts:
        german = getattr(part, field)
        if german in texts:
            of = {"place": part} if isinstance(part, Place) else {"offer": part}
            yield Translation(**of, field=field, language=language, original=german, text=texts[german], state=state)


def translatable() -> Parts:
    """Return each place and offer with each field of theirs that is translated."""
    places = Place.objects.defer("location", "shown_location", "searchable", "feature")
    offers = Offer.objects.select_related("place").defer("place__location", "place__searchable", "place__feature")
    return [(place, field) for place in places for field in Translation.TEXTS["place"]] + [
        (offer, field) for offer in offers for field in Translation.TEXTS["offer"]
    ]


def _key(translation: Translation) -> str:
    return f"{translation.language}/{translation.field}/{translation.place_id or translation.offer_id}"


def _change(wanted: Translation, before: Translation | None, left: str | None) -> Change:
    """Tell what is to happen. What a machine wrote meanwhile is no change by people."""
    if before is None:
        return "created" if left is None else "kept"
    if _digest(before) == _digest(wanted):
        return "unchanged"
    by_people = before.state == TranslatedBy.HAND and _digest(before) != left
    return "kept" if by_people else "updated"


def _digest(translation: Translation) -> str:
    return digest({name: getattr(translation, name) for name in ("text", "original", "state")})


def _checked(path: Path, translation: Translation) -> Translation:
    try:
        translation.clean()
    except ValidationError as error:
        raise InvalidFile(path, f"text {translation.original[:60]!r}", error.messages[0]) from None
    return translation


def _write(translations: Iterable[Translation]) -> None:
    made = list(translations)
    new = [each for each in made if each.pk is None]
    Translation.objects.bulk_update([each for each in made if each.pk], ["text", "original", "state"])
    Translation.objects.bulk_create(new)
    LoadedRecord.objects.bulk_create(
        [LoadedRecord(kind=_KIND, key=_key(each), record=_digest(each), left=_digest(each)) for each in made],
        update_conflicts=True, unique_fields=["kind", "key"], update_fields=["record", "left", "loaded_at"],
    )  # fmt: skip
