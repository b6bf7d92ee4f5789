"""Files -> what is said in other languages: the words of categories, texts of places and offers.

A folder holds a file for each language, `ar.json`; a folder or a language that is missing is fine.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.importing import Changes, InvalidFile, Row, alone
from geo.languages import BY_CODE, SOURCE
from places.importing import describing, records
from places.importing.ledger import Ledger
from places.importing.translating import settle_translations, translatable
from places.importing.writing import named, save
from places.models import Category, CategoryWords, LoadedRecord, TranslatedBy


@dataclass(frozen=True)
class _File:
    """What a file says in `language`, and who translated it."""

    path: Path
    language: str
    state: TranslatedBy
    said: Mapping[str, Any]


def load_words(folder: Path) -> Changes:
    """Load the words of categories. What people changed or removed since stays. Raises InvalidFile."""
    changes = Changes()
    with alone():
        categories = {category.key: category for category in Category.objects.all()}
        for file in _files(folder, "categories"):
            changes += _words(file, categories)
    return changes


def load_translations(folder: Path) -> Changes:
    """Load translations: each of a German text, and good for every place and offer that says it.

    What people changed or removed since stays. Raises InvalidFile.
    """
    changes = Changes()
    with alone():
        parts = translatable()
        for file in _files(folder, "texts"):
            for german, text in file.said.items():
                if not isinstance(text, str) or not text.strip() or "\0" in text:
                    raise InvalidFile(file.path, f"text {german[:60]!r}", "a text is needed, and not an empty one")
            changes += settle_translations(file.path, file.language, file.said, file.state, parts=parts)
    return changes


def _files(folder: Path, member: str) -> Iterator[_File]:
    for path in sorted(folder.glob("*.json")):
        if path.stem not in BY_CODE or path.stem == SOURCE:
            others = ", ".join(code for code in BY_CODE if code != SOURCE)
            raise InvalidFile(path, "", f"{path.stem!r} is none of the languages {others}")
        found = records.read_json(path)
        if not isinstance(found, dict) or found.keys() != {"state", member} or not isinstance(found[member], dict):
            raise InvalidFile(path, "", f"an object is needed, of a text state and an object {member}")
        if found["state"] not in TranslatedBy.values:
            raise InvalidFile(path, "field state", f"{found['state']!r} is none of {', '.join(TranslatedBy.values)}")
        yield _File(path, path.stem, TranslatedBy(found["state"]), found[member])


def _words(file: _File, categories: Mapping[str, Category]) -> Changes:
    present = CategoryWords.objects.filter(language=file.language).select_related("category")
    known = {words.category.key: words for words in present}
    ledger = Ledger(LoadedRecord.Kind.WORDS, key="key")

    def write(row: Row, before: CategoryWords | None) -> CategoryWords:
        category = named(row, "", row.text("key").rpartition("/")[2], categories)
        said = {field: row.values[field] for field in records.WORDS if field in row.values}
        return save(row, CategoryWords(category=category, language=file.language, state=file.state, **said), before)

    changes = Changes()
    for key, said in file.said.items():
        row = _row(file, key, said)
        changes[ledger.settle(row, known.get(key), describe=describing.words, write=write)] += 1
    return changes


def _row(file: _File, key: str, said: object) -> Row:
    row = records.row(file.path, said, f"category {key}", records.WORDS)
    return Row(row.path, row.label, {**row.values, "key": f"{file.language}/{key}", "state": file.state})
