import json

import pytest
from django.conf import settings

from geo.precision import Precision
from places import likeness
from places.likeness import ALIKE, Described, Name, Weights, Why, alike
from places.models import Phone, Place, Visibility
from tests.places.making import LEER, a_place, an_area, destination, north_of

RECORDS = json.loads((settings.BASE_DIR / "fixtures/leer/places.json").read_text())["places"]
TOWNS = {"leer", "weener", "rhauderfehn", "ostrhauderfehn", "detern", "bunde", "jumme"}
SITES = [Name.of(each["name"], each.get("town", "")) for each in RECORDS]
WEIGHTS = Weights.over(SITES, TOWNS)


def a_phone(place: Place) -> None:
    Phone.objects.create(place=place, number="+494919260", shown="0491 926-0", as_of="2014")


def names(found) -> list[str]:
    return [each.place.name for each in found]


def likeness_of(one: str, other: str, *, towns: tuple[str, str] = ("", "")) -> float:
    """Return how alike two names are, in these towns, among the places of the district."""
    return alike(Name.of(one, towns[0]), Name.of(other, towns[1]), WEIGHTS)


def ids(record):
    return record["slug"]


@pytest.mark.parametrize("site", SITES, ids=lambda site: "-".join(site.words))
def test_no_place_of_the_district_is_taken_for_another(site):
    assert [other for other in SITES if other != site and alike(site, other, WEIGHTS) >= ALIKE] == []


def slips(word: str) -> list[str]:
    """Return `word` with a letter missing, twice, exchanged with the next, and wrong, in the middle."""
    at = len(word) // 2
    return [
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + "q" + word[at + 1 :],
    ]


@pytest.mark.parametrize("record", RECORDS, ids=ids)
def test_a_place_is_known_by_a_name_with_a_slip_in_its_longest_word(record):
    name, town = record["name"], record.get("town", "")
    longest = max(name.split(), key=len)
    for slip in slips(longest):
        written = Name.of(name.replace(longest, slip).upper(), town)
        found = [site for site in SITES if alike(site, written, WEIGHTS) >= ALIKE]
        assert found == [Name.of(name, town)], written


@pytest.mark.parametrize("record", RECORDS, ids=ids)
def test_a_place_is_known_by_other_ways_to_write_its_name(record):
    name, town = record["name"], record.get("town", "")
    ways = [f"{name} e. V.", f"„{name}“", name.replace(" ", "-"), f"{name} in {town}", name.replace("punkt", " Punkt")]
    ways += [" ".join(reversed(name.split())), name.replace("ü", "ue").replace("ß", "ss")]
    for way in ways:
        found = [site for site in SITES if alike(site, Name.of(way, town), WEIGHTS) >= ALIKE]
        assert found == [Name.of(name, town)], way


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café Weltweit", "Cafe Welt-weit"),
        ("Treff am Hafen", "Treff, am Hafen!"),
        ("ÖPNV", "oepnv"),
        ("Kleiderkammer der Diakonie", "Kleiderkammer Diakonie"),
    ],
)
def test_spellings_of_one_name_are_alike(one, other):
    assert likeness_of(one, other) >= ALIKE


def test_a_name_may_leave_away_its_own_town_alone():
    assert likeness_of("Tafel Leer", "Tafel", towns=("Leer (Ostfriesland)", "Leer")) >= ALIKE
    assert likeness_of("Tafel Leer", "Tafel", towns=("Leer", "Weener")) < ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Familienstützpunkt Rhauderfehn", "Familienstützpunkt Ostrhauderfehn"),
        ("Familienstützpunkt Bunde", "Familienstützpunkt Detern"),
        ("Gruppe 1234", "Gruppe 1235"),
        ("Kita Sonnenschein", "Kita Regenbogen"),
    ],
)
def test_names_of_two_places_are_not_alike(one, other):
    assert likeness_of(one, other) < ALIKE


def test_a_name_without_letters_is_like_none():
    assert likeness_of("…", "…") == 0


@pytest.mark.parametrize("record", RECORDS, ids=ids)
def test_every_name_that_is_alike_bears_a_word_that_is_sought(record):
    for slip in slips(max(record["name"].split(), key=len)):
        written = Name.of(record["name"].replace(max(record["name"].split(), key=len), slip), record.get("town", ""))
        sought = WEIGHTS.sought(written)
        assert all(sought & {*site.words, *site.beside} for site in SITES if alike(site, written, WEIGHTS) >= ALIKE)


@pytest.mark.django_db
def test_what_is_within_150_metres_comes_whatever_its_name():
    a_place("Rathaus", north_of(LEER, metres=149))
    a_place("Bücherei", destination(LEER, 151, 90))
    (found,) = likeness.similar(name="Café", at=LEER)
    assert (found.place.name, found.why, round(found.metres)) == ("Rathaus", Why.NEAR, 149)


@pytest.mark.django_db
def test_the_likest_name_comes_first():
    a_place("Nebenan", LEER)
    a_place("Café Weltweit", north_of(LEER, metres=9_000))
    assert names(likeness.similar(name="Cafe Weltwiet", at=LEER)) == ["Café Weltweit", "Nebenan"]


@pytest.mark.django_db
def test_an_address_is_the_same_in_any_spelling():
    a_place("Kreisverwaltung", street="Bergmannstraße 37", town="Leer")
    assert names(likeness.similar(name="Amt", street="Bergmannstr. 37", town="Leer")) == ["Kreisverwaltung"]
    assert names(likeness.similar(name="Amt", street="Bergmannstr. 37", town="Weener")) == []


@pytest.mark.django_db
def test_who_answers_the_same_number_comes_before_the_neighbours_whatever_the_script_of_the_name():
    a_place("Rathaus")
    a_phone(a_place("Migrationsberatung", None))
    a_phone(a_place("Zuflucht", None, visibility=Visibility.AREA_ONLY))
    found = likeness.similar(name="استشارة", at=LEER, phones=["+494919260"])
    assert [(each.place.name, each.why) for each in found] == [("Migrationsberatung", Why.PHONE), ("Rathaus", Why.NEAR)]
    assert "Zuflucht" in names(likeness.similar(name="استشارة", phones=["+494919260"], also_hidden=True))


@pytest.mark.django_db
def test_nobody_learns_where_a_protected_place_is():
    a_place("Zuflucht", LEER, street="Geheimweg 1", visibility=Visibility.AREA_ONLY)
    assert names(likeness.similar(name="Café", at=LEER, street="Geheimweg 1")) == []
    assert names(likeness.similar(name="Café", at=an_area().stand_in)) == []
    assert names(likeness.similar(name="Zuflucht")) == ["Zuflucht"]
    assert names(likeness.similar(name="Café", at=LEER, also_hidden=True)) == ["Zuflucht"]


@pytest.mark.django_db
def test_a_hidden_place_is_known_to_staff_alone():
    a_place("Altes Amt", visibility=Visibility.HIDDEN)
    assert names(likeness.similar(name="Altes Amt")) == []
    assert names(likeness.similar(name="Altes Amt", also_hidden=True)) == ["Altes Amt"]


@pytest.mark.django_db
def test_a_place_that_is_shown_at_its_municipality_is_near_to_nothing():
    a_place("Irgendwo", None, position_precision=Precision.MUNICIPALITY)
    assert names(likeness.similar(name="Café", at=an_area().stand_in)) == []


@pytest.mark.django_db
def test_of_a_protected_place_no_more_than_its_municipality_is_compared():
    a_place("Zuflucht", None, town="Loga", visibility=Visibility.AREA_ONLY)
    assert names(likeness.similar(name="Zuflucht Loga")) == []
    assert names(likeness.similar(name="Zuflucht Leer")) == ["Zuflucht"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["Kotnakt", "Welt-weit", "Wetlweit", "Treff punkt", "Hafen Treff", "Hafentref"])
def test_short_names_are_found_with_slips(typed):
    for name in ("Kontakt", "Weltweit", "Treffpunkt", "Hafentreff"):
        a_place(name)
    (found,) = likeness.similar(name=typed)
    assert found.likeness >= ALIKE


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "index"),
    [
        (lambda: Place.objects.bearing_one_of(["cafe", "weltweit"]), "places_place_searchable"),
        (lambda: Place.objects.at_street("bergmannstr 37"), "places_place_street"),
        (lambda: Place.objects.truly_within(LEER, likeness.NEAR), "places_place_location"),
    ],
)
def test_candidates_are_found_through_an_index(question, index, prefer_indexes):
    assert index in question().order_by().explain()


def described(place: Place) -> Described:
    return Described(place.name, place.street, place.town, place.location)


@pytest.mark.django_db
def test_many_rows_find_what_each_finds_alone():
    for number, name in enumerate(("Rathaus", "Café Weltweit", "Tafel Leer", "Tafel", "Bücherei")):
        a_place(name, north_of(LEER, metres=10 * number * (number + 9)), town="Leer", street=f"Weg {number}")
    a_place("Altes Amt", None, visibility=Visibility.HIDDEN, street="Weg 1", town="Leer")
    rows = [*map(described, Place.objects.all()), Described("Cafe Weltwiet"), Described("Neu", "Weg 1", "Leer")]
    rows += [Described("Tafel", town="Leer", at=north_of(LEER, metres=270)), Described("Neu", at=an_area().stand_in)]
    found = likeness.similar_all(rows, places=Place.objects.with_area())
    singly = [
        likeness.similar(name=row.name, street=row.street, town=row.town, at=row.at, also_hidden=True) for row in rows
    ]
    assert [names(each) for each in found] == [names(each) for each in singly]
    near = [
        (each.metres, other.metres)
        for pair in zip(found, singly, strict=True)
        for each, other in zip(*pair, strict=True)
    ]
    assert all(one == pytest.approx(other, abs=0.001) for one, other in near)


@pytest.mark.django_db
def test_many_rows_take_two_queries(django_assert_num_queries):
    a_place("Rathaus")
    with django_assert_num_queries(2):
        likeness.similar_all([Described("Rathaus")] * 100, places=Place.objects.with_area())
