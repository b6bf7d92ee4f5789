"""What places say is told in the visitor's language, with the state of the translation."""

from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from places import features
from places.models import CategoryWords, Place, Told, TranslatedBy, Translation, Visibility
from places.searching import find_one
from places.web.cards import cards
from tests.places.making import a_place

pytestmark = pytest.mark.django_db
GERMAN = "Beratung für Familien."


def a_translation(of: Any, field: str = "description", text: str = "Advice.", **fields: Any) -> Translation:
    part = {"place": of} if isinstance(of, Place) else {"offer": of}
    return Translation.objects.create(
        **part | {"field": field, "language": "en", "text": text, "original": getattr(of, field)} | fields
    )


def told(slug: str = "anleger", field: str = "description", language: str = "en") -> Told:
    with translation.override(language):
        card = cards([find_one(slug)])[0]
        found: Told = card.telling.tell(card.place, field)
        return found


def test_a_text_is_told_in_the_language_of_the_page() -> None:
    a_translation(a_place("Anleger", description=GERMAN))
    assert told() == Told("Advice.", "en", GERMAN)
    assert told(language="ar") == Told(GERMAN)
    assert told(language="de") == Told(GERMAN)


def test_a_text_knows_that_a_machine_translated_it() -> None:
    a_translation(a_place("Anleger", description=GERMAN), state=TranslatedBy.MACHINE)
    assert told() == Told("Advice.", "en", GERMAN, is_by_machine=True)


def test_a_text_knows_that_the_german_one_is_newer() -> None:
    a_translation(a_place("Anleger", description=GERMAN), original="Alter Text.")
    assert told() == Told("Advice.", "en", GERMAN, is_outdated=True)


def test_of_a_protected_place_no_outdated_translation_is_told() -> None:
    place = a_place("Anleger", description=GERMAN, visibility=Visibility.AREA_ONLY)
    made = a_translation(place)
    assert str(told()) == "Advice."
    Translation.objects.filter(pk=made.pk).update(original="Bei der Kirche.", text="Near the church.")
    assert told() == Told(GERMAN)


def test_offers_of_one_place_are_told_apart() -> None:
    place = a_place("Anleger", offers="family")
    other = place.offers.create(category=place.offers.get().category, title="Kurs", description="Nähen.")
    a_translation(other, text="Sewing.")
    a_translation(other, "title", "Course")
    with translation.override("en"):
        card = cards([find_one("anleger")])[0]
        shown = [(str(card.telling.tell(card.place, "title", offer)), str(card.telling.tell(card.place, "description",
                 offer))) for offer in card.place["offers"]]  # fmt: skip
    assert shown == [("Anleger", ""), ("Course", "Sewing.")]


def test_an_offer_called_as_its_category_is_called_so_in_every_language() -> None:
    place = a_place("Anleger", offers="family")
    category = place.offers.get().category
    place.offers.update(title=category.name)
    features.refresh([place.pk])
    CategoryWords.objects.create(category=category, language="en", name="Families")
    with translation.override("en"):
        card = cards([find_one("anleger")])[0]
        assert card.telling.tell(card.place, "title", card.place["offers"][0]) == Told("Families", "en", category.name)


def test_all_texts_of_a_page_take_one_query_and_german_ones_none(django_assert_num_queries: Any) -> None:
    for name in ("Eins", "Zwei"):
        a_translation(a_place(name, description=GERMAN))
    for language, queries in (("en", 1), ("de", 0)):
        with translation.override(language):
            shown = cards([find_one("eins"), find_one("zwei")])
            with django_assert_num_queries(queries):
                assert all(card.telling.tell(card.place, "description") for card in shown)


@pytest.mark.parametrize(
    ("fields", "says", "shows_the_original"),
    [
        ({}, "", False),
        ({"state": TranslatedBy.MACHINE}, "Maschinell übersetzt. Zum deutschen Text", True),
        ({"original": "Alt."}, "Die deutsche Fassung ist neuer.", True),
        (
            {"original": "Alt.", "state": TranslatedBy.MACHINE},
            "Maschinell übersetzt. Die deutsche Fassung ist neuer.",
            True,
        ),
    ],
)
def test_a_page_says_how_a_text_was_translated(fields: Any, says: str, shows_the_original: bool) -> None:
    a_translation(a_place("Anleger", description=GERMAN), **fields)
    template = '{% load telling %}{% translated card "description" as text %}{% include "places/_translated.html" %}'
    with translation.override("en"):
        card = cards([find_one("anleger")])[0]
    page = " ".join(Template(template).render(Context({"card": card})).split())
    assert '<div lang="en" dir="ltr"><p>Advice.</p></div>' in page
    assert says in page
    assert (f'<div lang="de" dir="ltr"><p>{GERMAN}</p></div>' in page) is shows_the_original
