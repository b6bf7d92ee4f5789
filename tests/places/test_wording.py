"""Words of categories and translations come from files, until people change them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from geo.importing import Changes, InvalidFile
from geo.models import Edition
from places.importing import load_translations, load_words
from places.models import Category, CategoryWords, Place, TranslatedBy, Translation
from tests.places.making import a_category, a_place

pytestmark = pytest.mark.django_db
FAMILY = {"name": "Help for families", "explanation": "Advice.", "cost": "It is free.", "synonyms": ["child", "baby"]}
GERMAN = "Beratung für Familien."


@pytest.fixture
def load(tmp_path: Path) -> Any:
    """Return a function that loads what a file in a language says."""

    def run(said: Any, language: str = "en", state: str = "machine") -> Changes:
        member, loader = ("texts", load_translations) if GERMAN in said else ("categories", load_words)
        (tmp_path / f"{language}.json").write_text(json.dumps({"state": state, member: said}))
        return loader(tmp_path)

    return run


def category_in(language: str) -> Category:
    found: Category = Category.objects.in_language(language).get()
    return found


def test_a_category_is_told_in_the_language_that_was_asked_for(load: Any) -> None:
    a_category(name="Hilfe für Familien")
    assert str(load({"family": FAMILY})) == "1 created"
    name = category_in("en").told["name"]
    assert (str(name), name.language, name.is_by_machine) == ("Help for families", "en", True)


def test_what_a_language_lacks_is_told_in_german(load: Any) -> None:
    a_category(name="Hilfe für Familien")
    Category.objects.update(privacy="Nein.")
    load({"family": FAMILY})
    privacy, name = category_in("en").told["privacy"], category_in("ar").told["name"]
    assert (str(privacy), privacy.language, privacy.direction) == ("Nein.", "de", "ltr")
    assert (str(name), name.language) == ("Hilfe für Familien", "de")


def test_words_that_were_loaded_are_written_once(load: Any) -> None:
    a_category()
    load({"family": FAMILY})
    before = Edition.objects.current()
    assert str(load({"family": FAMILY})) == "1 unchanged"
    assert Edition.objects.current() == before


def test_words_that_were_checked_become_those_of_a_hand(load: Any) -> None:
    a_category()
    load({"family": FAMILY})
    assert str(load({"family": FAMILY}, state="hand")) == "1 updated"
    assert CategoryWords.objects.get().state == TranslatedBy.HAND


def test_words_that_people_changed_or_removed_stay_so(load: Any) -> None:
    a_category()
    load({"family": FAMILY})
    CategoryWords.objects.update(name="Families")
    assert str(load({"family": FAMILY | {"name": "Help"}})) == "1 kept"
    CategoryWords.objects.all().delete()
    assert str(load({"family": FAMILY | {"name": "Help"}})) == "1 kept"
    assert not CategoryWords.objects.exists()


def test_a_translation_is_that_of_every_place_and_offer_that_says_the_text(load: Any) -> None:
    one, other = a_place("one", description=GERMAN), a_place("other", notice=GERMAN, offers="family")
    other.offers.update(description=GERMAN)
    a_place("third", description="Etwas anderes.")
    assert str(load({GERMAN: "Advice for families."})) == "3 created"
    found = Translation.objects.in_language("en").values_list("place__slug", "offer__place__slug", "field", "text")
    assert set(found) == {
        (None, "other", "description", "Advice for families."),
        ("one", None, "description", "Advice for families."),
        ("other", None, "notice", "Advice for families."),
    }
    assert set(Translation.objects.of_places([one.slug])) == set(one.translations.all())


def test_translations_that_were_loaded_are_written_once(load: Any) -> None:
    a_place(description=GERMAN)
    load({GERMAN: "Advice."})
    before = Edition.objects.current()
    assert str(load({GERMAN: "Advice."})) == "1 unchanged"
    assert Edition.objects.current() == before


def test_a_better_translation_replaces_one_that_nobody_touched(load: Any) -> None:
    a_place(description=GERMAN)
    load({GERMAN: "Advice."})
    assert str(load({GERMAN: "Counselling."}, state="hand")) == "1 updated"
    assert Translation.objects.values_list("text", "state").get() == ("Counselling.", "hand")


def test_what_a_machine_wrote_meanwhile_gives_way_to_a_file(load: Any) -> None:
    place = a_place(description=GERMAN)
    Translation.objects.create(
        place=place, field="description", language="en", text="Advise.", original=GERMAN, state=TranslatedBy.MACHINE
    )
    assert str(load({GERMAN: "Advice."}, state="hand")) == "1 updated"


def test_a_translation_that_people_wrote_or_removed_stays_so(load: Any) -> None:
    a_place(description=GERMAN)
    load({GERMAN: "Advice."})
    Translation.objects.update(text="Counselling.", state=TranslatedBy.HAND)
    assert str(load({GERMAN: "Advice!"})) == "1 kept"
    Translation.objects.all().delete()
    assert str(load({GERMAN: "Advice!"})) == "1 kept"
    assert not Translation.objects.exists()


def test_a_translation_is_outdated_when_the_german_text_is_another(load: Any) -> None:
    a_place(description=GERMAN)
    load({GERMAN: "Advice."})
    assert not Translation.objects.get().is_outdated
    Place.objects.update(description="Beratung für alle.")
    assert str(load({GERMAN: "Advice."})) == "nothing"
    assert Translation.objects.get().is_outdated


def test_a_folder_that_is_missing_is_fine(tmp_path: Path) -> None:
    assert str(load_words(tmp_path / "words")) == str(load_translations(tmp_path / "words")) == "nothing"


def test_no_translation_tells_the_street_of_a_protected_place(load: Any) -> None:
    a_place(description=GERMAN, street="Bergmannstraße 37", visibility="area_only")
    with pytest.raises(InvalidFile, match=r"en\.json, text 'Beratung für Familien\.': Hier steht die Straße"):
        load({GERMAN: "Advice, Bergmannstraße 37."})
    assert not Translation.objects.exists()


@pytest.mark.parametrize(
    ("language", "content", "complaint"),
    [
        ("de", {"state": "hand", "categories": {}}, "'de' is none of the languages en, ar"),
        ("xx", {"state": "hand", "categories": {}}, "'xx' is none of the languages en, ar"),
        ("en", {"categories": {}}, "an object is needed, of a text state and an object categories"),
        ("en", {"state": "hand", "categories": []}, "an object is needed"),
        ("en", {"state": "good", "categories": {}}, "field state: 'good' is none of hand, machine"),
        ("en", {"state": "hand", "categories": {"no": FAMILY}}, "category no: there is no 'no'"),
        ("en", {"state": "hand", "categories": {"family": {"nmae": "x"}}}, "field nmae: is not known"),
        ("en", {"state": "hand", "categories": {"family": {"name": ""}}}, "category family, field name: "),
        ("en", {"state": "hand", "categories": {"family": {"name": 5}}}, "field name: a text without NUL is needed"),
        ("en", {"state": "hand", "categories": {"family": []}}, "an object is needed"),
    ],
)
def test_wrong_words_are_refused_by_file_and_field(tmp_path: Path, language: str, content: Any, complaint: str) -> None:
    a_category()
    (tmp_path / f"{language}.json").write_text(json.dumps(content))
    with pytest.raises(InvalidFile) as refusal:
        load_words(tmp_path)
    assert complaint in str(refusal.value)
    assert not CategoryWords.objects.exists()


@pytest.mark.parametrize("text", ["", " ", 5, None, "a\0b"])
def test_a_translation_without_a_text_is_refused(load: Any, text: Any) -> None:
    with pytest.raises(InvalidFile, match="a text is needed, and not an empty one"):
        load({GERMAN: text})


def test_a_translation_is_of_a_place_or_of_an_offer() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Translation.objects.create(field="description", language="en", text="x", original="y")
