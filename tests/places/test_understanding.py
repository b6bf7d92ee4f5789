"""Words: compounds, umlauts, slips of the finger, and what a kind of help is called in every language."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.models import CategoryWords, Place
from places.search import Position
from places.searching import Search, count, find
from tests.places.making import LEER, a_category, a_place, north_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def _some_places():
    health = a_category("health", "Gesundheit")
    health.synonyms = ["Arzt", "krank sein"]
    health.save()
    CategoryWords.objects.create(category=health, language="en", name="Health", synonyms=["doctor", "see a doctor"])
    CategoryWords.objects.create(category=health, language="ar", name="الصحة", synonyms=["طبيب"])
    CategoryWords.objects.create(category=health, language="ti", name="ጥዕና", synonyms=["ሓኪም"])
    CategoryWords.objects.create(category=health, language="ru", name="Здоровье", synonyms=["врач"])
    CategoryWords.objects.create(category=health, language="tr", name="Sağlık", synonyms=["ev"])
    a_place("Sprechstunde Weener", offers="health")
    a_place("Familienstützpunkt Leer", description="Beratung für Familien. Eva und Levent helfen.")
    a_place("Haus der Sprachen", description="Deutschkurs am Abend, mit Kreishaus nebenan")
    a_place("Anleger", description="Beratung und Hilfe bei Fragen der Migration")


def slugs(q, **more):
    return [hit.slug for hit in find(Search(q=q, **more), limit=9).hits]


FOUND = {
    # compounds, together and apart
    "Kurs": ["haus-der-sprachen"],
    "Deutsch-Kurs": ["haus-der-sprachen"],
    "Familien Stützpunkt": ["familienstutzpunkt-leer"],
    "Migrationsberatung": ["anleger"],
    "Familienberatung": ["familienstutzpunkt-leer"],
    # umlauts and case
    "FAMILIENSTUETZPUNKT": ["familienstutzpunkt-leer"],
    "familienstutzpunkt": ["familienstutzpunkt-leer"],
    # slips
    "Familienstüzpunkt": ["familienstutzpunkt-leer"],
    "Familienstützpunkt Ler": [],
    "Deutchkurs": ["haus-der-sprachen"],
    "Kreishuas": ["haus-der-sprachen"],
    "Anlger": ["anleger"],
    "Sprechstude": ["sprechstunde-weener"],
    # what a category is called
    "Arzt": ["sprechstunde-weener"],
    "ärzte": ["sprechstunde-weener"],
    "krank sein": ["sprechstunde-weener"],
    "doctor": ["sprechstunde-weener"],
    "DOCTORS": ["sprechstunde-weener"],
    "Where can I see a doctor?": ["sprechstunde-weener"],
    "Ich brauche einen Arzt": ["sprechstunde-weener"],
    "doctor Weener": ["sprechstunde-weener"],
    "طبيب": ["sprechstunde-weener"],
    "طَبيب": ["sprechstunde-weener"],
    "ሓኪም": ["sprechstunde-weener"],
    "Врач": ["sprechstunde-weener"],
    "sağlık": ["sprechstunde-weener"],
    "saglik": ["sprechstunde-weener"],
    "ev": ["sprechstunde-weener"],  # and neither Eva nor Levent
    # nothing
    "Xyzzyq": [],
    "Beratung Xyzzyq": [],
    "Zahnradbahn": [],
}


@pytest.mark.usefixtures("_some_places")
def test_what_people_type_finds_what_they_mean():
    assert {typed: slugs(typed) for typed in FOUND} == FOUND


@pytest.mark.usefixtures("_some_places")
def test_it_is_the_same_around_a_position():
    assert {typed: slugs(typed, centre=LEER, radius_m=1000) for typed in FOUND} == FOUND


@pytest.mark.usefixtures("_some_places")
def test_a_count_agrees():
    assert {typed: count(Search(q=typed)) for typed in FOUND} == {typed: len(them) for typed, them in FOUND.items()}


def test_a_category_is_found_beside_what_bears_the_word_itself():
    a_category("health", "Gesundheit")
    a_place("Praxis", offers="health")
    a_place("Gesundheitsamt")
    assert set(slugs("Gesundheit")) == {"praxis", "gesundheitsamt"}


def test_the_best_come_first_and_go_on_page_by_page():
    for number in range(3):
        a_place(f"Haus {number}", description="Auch Beratung")
    a_place("Zentrum Beratung")
    a_place("Beratung")
    everything = ["beratung", "zentrum-beratung", "haus-0", "haus-1", "haus-2"]
    assert slugs("Beratung") == everything
    for typed in ("Beratung", "Beratnug"):
        paged, after = [], None
        while True:
            page = find(Search(q=typed), limit=2, after=after)
            paged += [hit.slug for hit in page.hits]
            assert page.matched == 5
            after = page.end
            if after is None:
                break
            assert isinstance(after, Position)
        assert paged == everything


def test_around_a_position_the_nearest_come_first():
    a_place("Beratung", north_of(LEER, metres=500))
    a_place("Haus", north_of(LEER, metres=100), description="Beratung")
    assert slugs("Beratung", centre=LEER) == ["haus", "beratung"]


def test_what_stands_somewhere_is_not_replaced_where_it_is_not_near():
    a_place("Kleiderkammer", north_of(LEER, metres=5_000))
    a_place("Kleiderkammern")
    assert slugs("Kleiderkammer", centre=north_of(LEER, metres=9_000), radius_m=1000) == []


def test_a_hidden_place_teaches_no_word():
    a_place("Geheimtreff", visibility="hidden")
    assert slugs("Geheimtref") == []


def test_what_is_found_as_typed_costs_two_queries_and_what_is_not_a_bounded_number(django_assert_num_queries):
    a_place("Beratung")
    find(Search(q="Beratung"), limit=9)
    Place.objects.update(feature='{"properties":{}}')
    find(Search(q="Beratung"), limit=9)
    with django_assert_num_queries(2):  # the data's edition, and the places
        find(Search(q="Beratung"), limit=9)
    with django_assert_num_queries(8):  # is it there, what is like it within a transaction, and the places again
        find(Search(q="Beratnug"), limit=9)
    with django_assert_num_queries(3):
        find(Search(q="Beratnug"), limit=9)


@pytest.mark.parametrize("typed", ["q" * 200, "es" * 100, " ".join(f"quatsch{chr(97 + n)}quatsch" for n in range(12))])
def test_nobody_makes_a_search_cost_many_queries(typed):
    a_place("Beratung")
    with CaptureQueriesContext(connection) as asked:
        find(Search(q=typed), limit=10)
    assert len(asked) < 80


def test_what_resembles_a_word_is_looked_up_by_its_trigrams(prefer_indexes):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_indexscan = off")
    assert "places_place_searchable" in Place.objects.published().resembling("Beratnug").order_by().explain()
