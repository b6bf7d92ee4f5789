"""All rows, or none; the same file again changes nothing; and all of it can be taken back."""

from threading import Thread

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from places import spreadsheets
from places.models import Assertion, Import, Offer, Organization, Phone, Place, PlaceEvent
from places.spreadsheets import NotTheTime, OutdatedPlan, RowsAreWrong
from tests.places.accounts import an_administrator
from tests.places.making import a_place
from tests.places.spreadsheets.importing import FULL, HEADINGS, a_row, applied, names, outcomes, planned, texts, the_row
from tests.places.spreadsheets.making import a_csv

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("region")]


def test_a_new_row_becomes_a_place_with_all_that_it_says():
    ada = an_administrator()
    done = applied(
        (*a_row(**FULL), "Landkreis Leer", "de, ar", "11/2026", "ja"),
        headings=(*HEADINGS, "Träger", "Sprachen", "Stand", "stufenlos"),
        by=ada,
    )
    place = Place.objects.get()
    assert (place.name, place.slug, place.street, place.area.name) == ("Haus", "haus", "Weg 1", "Leer")
    assert (place.opening_hours, place.languages, place.wheelchair) == ("Mo-Fr 08:00-12:00", ["de", "ar"], "yes")
    assert place.location is not None
    assert place.location.coords == (7.4564, 53.2331)
    assert (place.position_precision, place.as_of) == ("address", "2026-11")
    assert names(place.phones.all()) == ["0491 926-0", "0491 926-1"]
    assert [phone.contact for phone in place.phones.all()] == ["", "Büro"]
    assert names(place.offers.all()) == ["Deutschkurse"]
    assert names(Organization.objects.all()) == ["Landkreis Leer"]
    assert sorted(Assertion.objects.values_list("field", flat=True)) == [
        "access",
        "address",
        "hours",
        "languages",
        "phone",
        "position",
    ]
    assert {(each.said_by, each.as_of) for each in Assertion.objects.all()} == {("import", "2026-11")}
    assert '"name":"Haus"' in (place.feature or "")
    assert (done.state, the_row(done).place) == ("applied", place)
    event = PlaceEvent.objects.get(pgh_obj=place)
    assert (event.pgh_context["by"], event.pgh_context["why"]) == ("ada", "Import „liste.csv“")
    assert event.pgh_context_id == done.change


def test_the_same_file_again_changes_nothing():
    rows = [a_row(**FULL), a_row("Hof", Straße="Weg 2", Gemeinde="Weener"), a_row("Treff", Straße="")]
    applied(*rows)
    before = PlaceEvent.objects.count()
    again = applied(*rows)
    assert outcomes(again) == ["same"] * 3
    assert PlaceEvent.objects.count() == before


def test_what_people_changed_since_the_same_list_stays():
    applied(a_row(**FULL))
    Place.objects.update(opening_hours="Mo 09:00-10:00", name="Haus der Hilfe")
    again = planned(a_row(**FULL))
    assert outcomes(again) == ["same"]
    assert "Name, Öffnungszeiten" in texts(the_row(again), "told")[-1]
    newer = planned(a_row(**FULL | {"Öffnungszeiten": "Di 8-12 Uhr"}))
    assert the_row(newer).changes == {"opening_hours": ["Mo 09:00-10:00", "Tu 08:00-12:00"]}


def test_a_key_knows_a_place_again_after_it_was_renamed_in_the_list():
    applied(a_row(**FULL))
    row = the_row(planned(a_row("Haus am Markt", **FULL)))
    assert (row.outcome, row.changes) == ("changed", {"name": ["Haus", "Haus am Markt"]})


def test_a_key_of_another_list_is_no_proof():
    applied(a_row(**FULL))
    row = the_row(planned(a_row("Tafel", Straße="Ring 99", Breite="53,25", Länge="7,5", Kennung="17")))
    assert row.outcome == "new"


def test_an_import_takes_no_offer_away_and_keeps_who_answers():
    place = a_place("Haus", street="Weg 1", postcode="26789", town="Leer", offers="legal")
    Phone.objects.create(place=place, number="+494919260", shown="0491/926-0", contact="Frau Muster")
    Phone.objects.create(place=place, number="+494919269", shown="0491/926-9")
    applied(a_row(Telefon="0491 926-0", Kategorie="Deutschkurse"))
    assert [(phone.shown, phone.contact) for phone in place.phones.all()] == [("0491/926-0", "Frau Muster")]
    assert {offer.category.key for offer in place.offers.all()} == {"legal", "german"}


def test_places_of_one_name_get_short_names_of_their_own():
    a_place("Anderes", slug="haus")
    applied(
        *(a_row("Haus", Straße=f"Weg {n}", Breite=f"53,2{n}11") for n in range(1, 4)),
        a_row("Haus 2", Straße="Weg 9", Breite="53,2999"),
    )
    slugs = list(Place.objects.values_list("slug", flat=True))
    assert len(set(slugs)) == 5
    assert all(slug.startswith("haus") for slug in slugs)


def test_nothing_is_written_where_a_row_is_wrong():
    given_ = planned(a_row(), a_row("Hof", Telefon="keins"))
    with pytest.raises(RowsAreWrong, match="1 Zeile hat noch einen Fehler"):
        spreadsheets.apply(given_, by=None)
    assert not Place.objects.exists()
    assert spreadsheets.leave_out_errors(given_, by=None) == 1
    spreadsheets.apply(given_, by=None)
    assert names(Place.objects.all()) == ["Haus"]


def test_a_wrong_cell_can_be_corrected():
    given_ = planned(a_row(), a_row("Hof", Telefon="keins"))
    row = spreadsheets.correct_cell(given_, 3, HEADINGS.index("Telefon"), "0491 926-0", by=None)
    assert (row.outcome, given_.counts["error"], given_.counts["new"]) == ("new", 0, 2)
    spreadsheets.apply(given_, by=None)
    assert names(Phone.objects.all()) == ["0491 926-0"]


def test_a_correction_concerns_the_rows_that_it_repeated():
    given_ = planned(a_row(), a_row(), a_row("Hof"))
    assert outcomes(given_) == ["new", "duplicate", "new"]
    spreadsheets.correct_cell(given_, 2, HEADINGS.index("Name"), "Hof", by=None)
    assert outcomes(given_) == ["new", "new", "duplicate"]


def test_a_correction_that_repeats_a_key_is_refused_at_once():
    given_ = planned(a_row(Kennung="7"), a_row("Hof", Kennung="8"))
    spreadsheets.correct_cell(given_, 3, HEADINGS.index("Kennung"), "7", by=None)
    assert outcomes(given_) == ["new", "error"]


def test_a_corrected_address_is_looked_up_again():
    given_ = planned(a_row(Breite="48,1", Länge="11,5"))
    assert outcomes(given_) == ["error"]
    spreadsheets.correct_cell(given_, 2, HEADINGS.index("Breite"), "53,24", by=None)
    row = spreadsheets.correct_cell(given_, 2, HEADINGS.index("Länge"), "7,46", by=None)
    assert (row.outcome, row.point.coords, row.area.name) == ("new", (7.46, 53.24), "Leer")


def test_all_cells_that_say_the_same_are_corrected_together():
    rows = [a_row(name, Kategorie="Beratung", Straße=f"{name}weg 1") for name in ("Haus", "Hof")]
    given_ = planned(*rows, a_row("Heim", Kategorie="Beratungen"))
    assert outcomes(given_) == ["error", "error", "error"]
    assert spreadsheets.correct_alike(given_, 2, HEADINGS.index("Kategorie"), "Deutschkurse", by=None) == 2
    assert outcomes(given_) == ["new", "new", "error"]
    assert the_row(given_, 3).point


def test_a_row_says_its_municipality_though_the_table_has_no_column_for_it():
    headings = ("Name", "Straße", "Telefon")
    rows = [("Haus", "Weg ohne Ort 1", "0491 926-0"), ("Hof", "Weg ohne Ort 2", "")]
    given_ = planned(*rows, headings=headings)
    assert outcomes(given_) == ["error", "error"]
    for number in (2, 3):
        row = spreadsheets.say_municipality(given_, number, "Leer", by=None)
        assert (row.outcome, row.area.name, row.cells[3:]) == ("new", "Leer", ["Leer"])
    assert given_.headings == [*headings, "Gemeinde (ergänzt)"]
    spreadsheets.apply(given_, by=None)
    assert spreadsheets.begin("liste.csv", a_csv([headings, *rows]), by=None).mapping == ["name", "street", "phones"]


def test_a_person_decides_about_what_is_like_another_place():
    place = a_place("Familienzentrum Leer", street="Ring 5")
    rows = a_row("Familien-Zentrum Leer", Telefon="0491 926-0"), a_row("Familienzentrum Ler")
    given_ = planned(*rows)
    assert outcomes(given_) == ["duplicate", "duplicate"]
    spreadsheets.decide(given_, [2], "that", by=None)
    spreadsheets.decide(given_, [3], "new", by=None)
    assert outcomes(given_) == ["changed", "new"]
    spreadsheets.apply(given_, by=None)
    assert names(Place.objects.all()) == ["Familien-Zentrum Leer", "Familienzentrum Ler"]
    assert names(Phone.objects.filter(place=place)) == ["0491 926-0"]
    assert outcomes(planned(*rows)) == ["same", "same"]


def test_a_place_that_changed_since_the_plan_is_looked_at_again():
    a_place("Haus", street="Weg 1", postcode="26789", town="Leer")
    given_ = planned(a_row(Öffnungszeiten="Mo 8-12 Uhr"))
    Place.objects.update(opening_hours="Fr 08:00-12:00")
    with pytest.raises(OutdatedPlan):
        spreadsheets.apply(given_, by=None)
    assert the_row(given_).changes == {"opening_hours": ["Fr 08:00-12:00", "Mo 08:00-12:00"]}
    spreadsheets.apply(given_, by=None)
    assert Place.objects.get().opening_hours == "Mo 08:00-12:00"


def test_a_failure_in_the_middle_leaves_nothing(monkeypatch):
    given_ = planned(*(a_row(f"Haus {n}", Straße=f"Weg {n}", **FULL | {"Kennung": ""}) for n in range(5)))
    monkeypatch.setattr(Offer.objects, "bulk_create", lambda *args, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        spreadsheets.apply(given_, by=None)
    given_.refresh_from_db()
    assert (given_.state, Place.objects.count(), PlaceEvent.objects.count()) == ("planned", 0, 0)


def test_an_import_is_applied_once():
    given_ = applied(a_row())
    with pytest.raises(NotTheTime):
        spreadsheets.apply(given_, by=None)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_apply_one_import_one_does():
    given_ = planned(*(a_row(f"Haus {n}", Straße=f"Weg {n}", Breite=f"53,2{n}11") for n in range(3)))
    came: list[str] = []

    def run() -> None:
        try:
            spreadsheets.apply(Import.objects.get(pk=given_.pk), by=None)
            came.append("applied")
        except NotTheTime:
            came.append("too late")
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came) == ["applied", "too late"]
    assert Place.objects.count() == 3


CELL = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters='\0";\n\r'), max_size=12),
    st.sampled_from(
        ["Haus", "Hof", "Leer", "Weener", "26789", "53,23", "7,45", "0491 926-0", "Mo 8-12", "(leer)", "=1", "german"]
    ),
)


@settings(max_examples=40)
@given(rows=st.lists(st.lists(CELL, min_size=len(HEADINGS), max_size=len(HEADINGS)), min_size=1, max_size=6))
def test_no_table_makes_an_import_fall_over_and_the_same_again_changes_nothing(rows):
    rows = [[cell.strip() or ("Haus" if index == 1 else "") for index, cell in enumerate(row)] for row in rows]
    given_ = planned(*rows)
    spreadsheets.leave_out_errors(given_, by=None)
    spreadsheets.apply(given_, by=None)
    before = PlaceEvent.objects.count()
    again = planned(*rows)
    assert set(outcomes(again)) <= {"same", "duplicate", "error"}
    spreadsheets.leave_out_errors(again, by=None)
    spreadsheets.apply(again, by=None)
    assert PlaceEvent.objects.count() == before
    spreadsheets.undo(given_, by=None)
