"""Before anything is written, each row tells what would become of it."""

import pytest

from places import spreadsheets
from places.models import Import, Place, Visibility
from places.spreadsheets import NotTheTime, WrongMapping
from tests.places.accounts import an_administrator, an_editor
from tests.places.making import LEER, a_place, an_area, north_of
from tests.places.spreadsheets.importing import HEADINGS, a_row, applied, outcomes, planned, texts, the_row
from tests.places.spreadsheets.making import a_csv

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("region")]


def test_a_row_that_nobody_knows_is_new():
    given = planned(a_row(Telefon="0491 926-0", Kategorie="Deutschkurse", Öffnungszeiten="Mo-Fr 8-12 Uhr"))
    row = the_row(given)
    assert (row.outcome, row.area.name) == ("new", "Leer")
    assert row.changes["name"] == ["", "Haus"]
    assert row.changes["phones"][1] == [{"number": "+494919260", "shown": "0491 926-0", "contact": ""}]
    assert row.changes["opening_hours"][1] == "Mo-Fr 08:00-12:00"
    assert row.changes["position"][1] == {"lon": 7.4564, "lat": 53.2331, "precision": "address"}
    assert given.counts == {"new": 1, "changed": 0, "same": 0, "duplicate": 0, "error": 0, "skipped": 0, "warnings": 0}
    assert not Place.objects.exists()


def test_a_row_with_the_name_and_address_of_a_place_changes_it():
    place = a_place("Haus", street="Weg 1", postcode="26789", town="Leer")
    row = the_row(planned(a_row(Telefon="0491 926-0")))
    assert (row.outcome, row.place, list(row.changes)) == ("changed", place, ["phones"])


def test_a_row_that_says_what_is_known_is_the_same():
    a_place("Haus", street="Weg 1", postcode="26789", town="Leer")
    assert outcomes(planned(a_row())) == ["same"]


def test_case_accents_and_abbreviations_make_no_other_place():
    a_place("Müllers Haus", street="Lange Straße 1", postcode="26789", town="Leer")
    row = the_row(planned(a_row("MÜLLERS HAUS", Straße="Lange Str. 1")))
    assert row.outcome == "changed"
    assert row.changes["name"] == ["Müllers Haus", "MÜLLERS HAUS"]


def test_a_similar_name_nearby_is_told_as_a_duplicate():
    place = a_place("Familienzentrum Leer", at=north_of(LEER, metres=60), street="Anderer Weg 3")
    row = the_row(planned(a_row("Familien-Zentrum Leer")))
    assert (row.outcome, row.place, row.twin) == ("duplicate", place, None)


@pytest.mark.parametrize("name", ["Kreisverwaltung", "Kreisverwaltung Leer (Kreishaus), Haupteingang"])
def test_a_shorter_or_longer_name_at_the_same_address_is_told_as_a_duplicate(name):
    place = a_place("Kreisverwaltung Leer (Kreishaus)", street="Weg 1", postcode="26789", town="Leer")
    row = the_row(planned(a_row(name)))
    assert (row.outcome, row.place) == ("duplicate", place)


def test_another_name_at_the_same_address_is_new():
    a_place("Kreisverwaltung Leer", street="Weg 1", postcode="26789", town="Leer")
    elsewhere = a_row("Kreisverwaltung", PLZ="26826", Ort="Weener", Breite="53,1690", Länge="7,3560")
    assert outcomes(planned(a_row("Beratungsstelle"), elsewhere)) == ["new", "new"]


def test_another_name_nearby_is_new():
    a_place("Kleiderkammer", at=north_of(LEER, metres=10))
    assert outcomes(planned(a_row("Familienzentrum"))) == ["new"]


def test_a_row_that_repeats_another_is_told():
    given = planned(a_row(), a_row("Hof"), a_row("HAUS"))
    assert outcomes(given) == ["new", "new", "duplicate"]
    assert the_row(given, 4).twin == 2


def test_a_row_that_calls_the_town_otherwise_repeats_one_with_the_same_street_and_postcode():
    given = planned(a_row(Ort="Leer"), a_row(Ort="Leer (Ostfriesland)"), a_row(Ort="Leer", PLZ="26810"))
    assert outcomes(given) == ["new", "duplicate", "new"]
    assert the_row(given, 3).twin == 2


def test_without_a_postcode_the_town_tells_places_apart():
    assert outcomes(planned(a_row(PLZ="", Ort="Leer"), a_row(PLZ="", Ort="Loga"))) == ["new", "new"]


def test_a_key_that_comes_twice_is_refused():
    given = planned(a_row(Kennung="7"), a_row("Hof", Kennung="7"))
    assert texts(the_row(given, 3), "error") == ["Die Kennung „7“ steht schon in Zeile 2."]


def test_an_error_names_the_column_and_the_rule():
    row = the_row(planned(a_row(Telefon="keine", PLZ="2678X")))
    assert row.outcome == "error"
    assert [(problem["column"], problem["field"]) for problem in row.errors] == [(3, "postcode"), (6, "phones")]


def test_a_point_outside_the_named_municipality_is_told():
    row = the_row(planned(a_row(Gemeinde="Weener")))
    assert (row.outcome, row.area.name) == ("new", "Weener")
    assert texts(row, "warning") == ["Der Punkt liegt nicht in Weener, sondern in Leer."]


def test_rows_may_all_lie_in_one_municipality_that_is_named_once():
    row = the_row(planned(a_row(Breite="", Länge="", Ort="Nirgends", PLZ=""), area=an_area()))
    assert (row.outcome, row.area.name) == ("new", "Leer")
    assert "nicht gefunden" in texts(row, "warning")[0]


def test_a_row_whose_municipality_nobody_knows_is_refused():
    row = the_row(planned(a_row(Breite="", Länge="", Ort="Nirgends", PLZ="")))
    assert "Gemeinde ist nicht bekannt" in texts(row, "error")[0]


def test_an_editor_is_refused_what_lies_elsewhere():
    anna = an_editor(of=an_area())
    elsewhere = a_place("Hof", area=an_area("034570014"), street="Weg 2", postcode="26826", town="Weener")
    given = planned(
        a_row(),
        a_row(Gemeinde="Weener"),
        a_row("Hof", Straße="Weg 2", PLZ="26826", Ort="Weener", Gemeinde="Weener"),
        by=anna,
    )
    assert outcomes(given) == ["new", "error", "error"]
    assert "Über Orte in Weener entscheiden Sie nicht." in texts(the_row(given, 3), "error")
    assert (the_row(given, 4).place, elsewhere.name) == (elsewhere, "Hof")


def test_an_administrator_and_the_command_line_may_import_anywhere():
    assert outcomes(planned(a_row(Gemeinde="Weener"), by=an_administrator())) == ["new"]
    assert outcomes(planned(a_row(Gemeinde="Weener"))) == ["new"]


def test_a_closed_place_stays_closed():
    a_place("Haus", street="Weg 1", postcode="26789", town="Leer", visibility=Visibility.CLOSED, closed_on="2026-01-01")
    row = the_row(planned(a_row(Telefon="0491 926-0")))
    assert (row.outcome, row.changes) == ("duplicate", {})
    assert "geschlossen" in texts(row, "warning")[0]


def test_the_street_of_a_protected_place_must_not_stand_elsewhere():
    headings = (*HEADINGS, "Sichtbarkeit", "Beschreibung")
    row = the_row(planned((*a_row(Straße="Geheimer Weg 1"), "geschützt", "Im Geheimen Weg."), headings=headings))
    assert row.outcome == "new"
    row = the_row(planned((*a_row(Straße="Geheimer Weg 1"), "geschützt", "Ecke Geheimer Weg."), headings=headings))
    assert texts(row, "error") == ["Hier steht die Straße, die niemand erfahren soll."]


def test_an_empty_cell_leaves_what_is_known_and_leer_takes_it_away():
    place = a_place("Haus", street="Weg 1", postcode="26789", town="Leer", opening_hours="Mo 08:00-12:00")
    assert outcomes(planned(a_row())) == ["same"]
    assert the_row(planned(a_row(Öffnungszeiten="(leer)"))).changes == {"opening_hours": [place.opening_hours, ""]}


def test_a_point_set_by_hand_stays_where_the_address_changes():
    a_place("Haus", street="Weg 1", slug="haus", position_source="von Hand gesetzt, heute")
    row = the_row(planned(a_row(Kennung="haus", Straße="Allee 5", Breite="", Länge="")))
    assert "position" not in row.changes
    assert "von Hand gesetzt" in texts(row, "warning")[0]


def test_steps_have_an_order():
    given = spreadsheets.begin("liste.csv", a_csv([HEADINGS, a_row()]), by=None)
    with pytest.raises(NotTheTime):
        spreadsheets.plan(given)
    with pytest.raises(NotTheTime):
        spreadsheets.locate_some(given, 1)
    with pytest.raises(NotTheTime):
        spreadsheets.apply(given, by=None)


def test_addresses_are_looked_up_some_at_a_time():
    given = spreadsheets.begin("liste.csv", a_csv([HEADINGS, *(a_row(f"Haus {n}") for n in range(5))]), by=None)
    spreadsheets.map_columns(given, dict(enumerate(given.mapping)), by=None)
    assert [spreadsheets.locate_some(given, 2) for _ in range(3)] == [(2, 5), (4, 5), (5, 5)]
    assert given.state == "located"


@pytest.mark.parametrize("mapping", [{0: "nmae"}, {0: "street"}, {0: "name", 1: "name"}, {99: "name"}])
def test_a_mapping_that_makes_no_sense_is_refused(mapping):
    given = spreadsheets.begin("liste.csv", a_csv([HEADINGS, a_row()]), by=None)
    with pytest.raises(WrongMapping):
        spreadsheets.map_columns(given, mapping, by=None)


def test_an_import_can_be_thrown_away():
    spreadsheets.discard(planned(a_row()), by=None)
    assert not Import.objects.exists()


def test_the_mapping_of_the_same_headings_is_remembered():
    headings = ("Alpha", "Beta", "Gamma")
    given = spreadsheets.begin("liste.csv", a_csv([headings, ("Haus", "Leer", "26789")]), by=None)
    spreadsheets.map_columns(given, {0: "name", 1: "municipality"}, by=None)
    spreadsheets.locate_some(given, 10)
    spreadsheets.plan(given)
    spreadsheets.apply(given, by=None)
    again = spreadsheets.begin("andere.csv", a_csv([headings, ("Hof", "Leer", "26789")]), by=None)
    assert again.mapping == ["name", "municipality", ""]


def test_planning_costs_as_many_queries_for_ten_rows_as_for_two(django_assert_num_queries):
    for count in (2, 10):
        rows = [a_row(f"Haus {number}", Straße=f"Weg {number}") for number in range(count)]
        applied(*rows)
        with_phones = [(*row[:6], "0491 926-0", *row[7:]) for row in rows]
        given = spreadsheets.begin("liste.csv", a_csv([HEADINGS, *with_phones]), by=None)
        spreadsheets.map_columns(given, dict(enumerate(given.mapping)), by=None)
        spreadsheets.locate_some(given, 100)
        with django_assert_num_queries(20):
            spreadsheets.plan(given)
        with django_assert_num_queries(42):
            spreadsheets.apply(given, by=None)
        Place.objects.all().delete()
