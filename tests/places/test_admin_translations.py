"""Words and translations in the admin: people correct what a file or a machine began."""

import pytest
from django.core.exceptions import ValidationError

from places.models import Category, Place, TranslatedBy, Visibility
from tests.places.admin_forms import errors
from tests.places.making import a_category, a_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation():
    place = a_place("Anleger", description="Neuer Text.")
    return place.translations.create(
        field="description", language="en", text="Old text.", original="Alter Text.", state=TranslatedBy.MACHINE
    )


def test_an_outdated_translation_is_found(staff, translation):
    assert [each.pk for each in staff.get("/admin/places/translation/?age=outdated").context["cl"].queryset] == [
        translation.pk
    ]
    Place.objects.update(description="Alter Text.")
    assert not staff.get("/admin/places/translation/?age=outdated").context["cl"].queryset


def test_a_translation_that_a_person_saves_is_one_by_hand_of_todays_text(staff, translation):
    address = f"/admin/places/translation/{translation.pk}/change/"
    assert "Neuer Text." in staff.get(address).text
    staff.post(address, {"text": "New text."})
    translation.refresh_from_db()
    assert (translation.text, translation.original, translation.state) == (
        "New text.",
        "Neuer Text.",
        TranslatedBy.HAND,
    )


def test_no_translation_tells_a_protected_street(staff, translation):
    Place.objects.update(street="Bergmannstraße 37", visibility=Visibility.AREA_ONLY)
    answer = staff.post(f"/admin/places/translation/{translation.pk}/change/", {"text": "In Bergmannstraße 37"})
    assert "text" in errors(answer)


def test_a_place_is_not_protected_while_a_translation_tells_its_street(translation):
    place = translation.place
    place.street, place.visibility = "Bergmannstraße 37", Visibility.AREA_ONLY
    place.full_clean()
    offer = place.offers.create(category=a_category(), title="Beratung")
    offer.translations.create(field="title", language="en", text="Advice, Bergmannstraße", original="Beratung")
    with pytest.raises(ValidationError, match="In der Übersetzung „Advice, Bergmannstraße“ steht die Straße"):
        place.full_clean()


def test_search_words_are_listed_with_commas(staff):
    category = a_category()
    fields = {"name": "Familie", "key": "family", "icon": "users", "colour": "#0b5a60", "position": 0, "osm_tags": "{}"}
    words = {"language": "en", "name": "Family", "synonyms": " child, small  child,,child ", "state": "hand", "id": ""}
    sent = {f"words-0-{name}": value for name, value in words.items()} | {
        "words-TOTAL_FORMS": 1, "words-INITIAL_FORMS": 0, "words-0-category": category.pk
    }  # fmt: skip
    staff.post(f"/admin/places/category/{category.pk}/change/", fields | {"synonyms": "Kind, Baby"} | sent)
    assert Category.objects.get().synonyms == ["Kind", "Baby"]
    assert category.words.get().synonyms == ["child", "small child"]
