"""A catalogue that is there is whole: every text that visitors read, every plural form, the same gaps and markup.

Those that are begun with `make words` have to be finished before these tests pass.
"""

import re
from collections import Counter
from functools import cache
from gettext import c2py
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from geo.languages import saying
from places import catalogues

PRESENT = catalogues.present()
# Texts that may read in another language as they do in German.
THE_SAME = {"API", "Adresse", "E-Mail", "Liste", "Name", "QR-Code", "Route", "SMS", "Website", "WhatsApp"}
THE_SAME |= {"Telefon", "Telefon: %(number)s"}
GAP = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
TAG = re.compile(r"</?\w+[^>]*>|&\w+;")
# Words that only German has: French, too, says Adresse, and Kurmancî der and wir.
GERMAN = re.compile(
    r"\b(und|oder|nicht|keine?n?|eine[nmr]?|Sie|Ihre?n?|für|zum|zur|Orte|Seite|Karte|Hilfe|bitte|noch|gibt|Gemeinde|"
    r"Angaben|dass|auch|werden)\b"
)


def read(text: str) -> Catalog:
    return read_po(BytesIO(text.encode()), charset="utf-8")


@cache
def extracted() -> Catalog:
    return read(re.sub(r'"Plural-Forms: .*\n', "", catalogues.extracted()))


@cache
def present(language: str) -> Catalog:
    return read(catalogues.catalogue(language).read_text(encoding="utf-8"))


def messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def ids(catalog: Catalog) -> set[tuple[Any, Any]]:
    return {(message.context, message.id) for message in messages(catalog)}


def forms(text: Any) -> list[str]:
    """Return the singular and the plural, or the only form, of an id or of a translation."""
    return [text] if isinstance(text, str) else list(text)


def test_english_is_there():
    assert "en" in PRESENT


def test_what_visitors_read_is_extracted_and_what_staff_read_is_not():
    found = {text for _context, text in ids(extracted())}
    assert {"Hilfe in Ihrer Nähe finden", "ungefähre Lage", "Rathaus der Gemeinde", "Was suchen Sie?"} <= found
    assert found & {"Regionalschlüssel", "Symbol", "Speichern und Adresse suchen", "Verwaltung"} == set()


@pytest.mark.parametrize("language", PRESENT)
def test_a_catalogue_holds_exactly_the_texts_of_today(language: str):
    assert ids(present(language)) == ids(extracted()), "`make words` brings the catalogues to the texts of today"


@pytest.mark.parametrize("language", PRESENT)
def test_no_text_is_untranslated_or_doubtful(language: str):
    open_ends = [
        message.id for message in messages(present(language)) if message.fuzzy or not all(forms(message.string))
    ]
    assert open_ends == []


@pytest.mark.parametrize("language", PRESENT)
def test_every_plural_form_of_the_language_is_there(language: str):
    count = int(re.findall(r"nplurals=(\d)", catalogues.PLURALS[language])[0])
    head = catalogues.catalogue(language).read_text(encoding="utf-8")
    assert f"Plural-Forms: {catalogues.PLURALS[language]}" in head
    wrong = [
        message.id
        for message in messages(present(language))
        if message.pluralizable and len(forms(message.string)) != count
    ]
    assert wrong == []


@pytest.mark.parametrize("language", PRESENT)
def test_a_translation_has_the_gaps_and_the_markup_of_the_text(language: str):
    for message in messages(present(language)):
        for translation in forms(message.string):
            assert gaps(translation) in allowed_gaps(message), (message.id, translation)
            assert TAG.findall(translation) in [TAG.findall(text) for text in forms(message.id)], translation


def gaps(text: str) -> Counter[str]:
    return Counter(GAP.findall(text))


def allowed_gaps(message: Message) -> list[Counter[str]]:
    """Return those of the text; a plural form may do without the number, as in "ein Ort" or Arabic's dual."""
    allowed = [gaps(text) for text in forms(message.id)]
    number = Counter({"%(number)s": 1})
    return [*allowed, allowed[-1] - number] if message.pluralizable else allowed


@pytest.mark.parametrize("language", PRESENT)
def test_no_german_is_left(language: str):
    left = []
    for message in messages(present(language)):
        has_words = any(letter.isalpha() for letter in GAP.sub("", forms(message.id)[0]))
        same = has_words and message.string == message.id and message.id not in THE_SAME
        german = [text for text in forms(message.string) if GERMAN.search(text)]
        left += [message.id] if same or german else []
    assert left == []


@pytest.mark.parametrize("language", PRESENT)
def test_a_translation_has_blanks_and_lines_at_its_edges_as_the_text_has(language: str):
    for message in messages(present(language)):
        wanted = edges(forms(message.id)[0])
        assert {edges(text) for text in forms(message.string)} == {wanted}, message.id


def edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


@pytest.mark.parametrize("language", catalogues.others())
def test_the_plural_rule_is_that_of_cldr(language: str):
    """CLDR's own, asked for each number; French takes another form for millions, which no count here reaches."""
    rule = catalogues.PLURALS[language].partition("plural=")[2].rstrip(";")
    plural, locale = c2py(rule), saying._locale(language)
    by_cldr: dict[str, set[int]] = {}
    for number in range(500):
        by_cldr.setdefault(locale.plural_form(number), set()).add(plural(number))
    assert all(len(indices) == 1 for indices in by_cldr.values()), by_cldr
    assert len({index for indices in by_cldr.values() for index in indices}) == len(by_cldr)


def test_a_renewed_catalogue_keeps_what_was_translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    catalogues.renew("ar")
    path = catalogues.catalogue("ar")
    begun = path.read_text(encoding="utf-8").replace('msgid "Adresse"\nmsgstr ""', 'msgid "Adresse"\nmsgstr "العنوان"')
    path.write_text(begun + '\nmsgid "Das gibt es nicht mehr."\nmsgstr "x"\n', encoding="utf-8")
    catalogues.renew("ar")
    assert path.read_text(encoding="utf-8") == begun
    assert len([1 for message in messages(read(begun)) if message.pluralizable and len(forms(message.string)) == 6])
