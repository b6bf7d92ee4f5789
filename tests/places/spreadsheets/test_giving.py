"""What we give out as a spreadsheet holds no formula, and is understood when it comes back."""

import io

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.models import Area
from places import spreadsheets
from places.exports import table
from places.management.commands import import_places
from places.models import Import, Offer, Organization, Phone, Place, PlaceEvent
from places.spreadsheets import reporting, template
from places.spreadsheets.columns import guess
from places.spreadsheets.giving import as_csv, as_workbook
from places.spreadsheets.harmless import harmless, meant
from places.spreadsheets.reading import read
from tests.places.accounts import an_editor
from tests.places.making import a_category, a_place, an_area
from tests.places.spreadsheets.importing import HEADINGS, a_row, outcomes, planned
from tests.places.spreadsheets.making import a_csv

FORMULAS = ["=1+1", "+49 491", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "=cmd|' /C calc'!A0", "'=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_a_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Haus", "'s Haus", "a=b", "0491 926-0", "", "2-3"])
def test_other_texts_stay_as_they_are(text):
    assert harmless(text) == text


@given(st.one_of(st.text(), st.text(alphabet="'=+-@ \t\r\nx＝", max_size=6)))
def test_what_was_made_harmless_means_the_same(text):
    assert meant(harmless(text)) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_that_we_give_out_begins_a_formula(text):
    (_, cells) = as_csv(["Name"], [[text]]).decode("utf-8-sig").split("\r\n", 1)
    assert cells.lstrip('"')[0] == "'"
    sheet = openpyxl.load_workbook(io.BytesIO(as_workbook("Orte", ["Name"], [[text]]))).active
    assert (sheet["A2"].data_type, sheet["A2"].value[0]) == ("s", "'")


def test_a_csv_is_one_that_excel_opens_as_it_is_meant():
    assert as_csv(["Größe"], [["a;b"]]) == '\ufeffGröße\r\n"a;b"\r\n'.encode()


@pytest.mark.parametrize("give", [template.template_csv, template.template_workbook])
def test_each_column_of_the_template_is_understood(give):
    found = read("vorlage", give(with_example=True))
    guessed = guess(found.headings, [row.cells for row in found.rows])
    assert [each.field for each in guessed] == [field.key for field in template.columns()]


def test_the_second_sheet_says_what_each_column_means():
    book = openpyxl.load_workbook(io.BytesIO(template.template_workbook()))
    assert book.sheetnames == ["Orte", "Erklärung"]
    explained = {row[0].value: row[1].value for row in book["Erklärung"].iter_rows()}
    assert "Muss da sein" in explained["Name"]


@pytest.mark.django_db
def test_the_example_can_be_imported():
    an_area()
    a_category("german", "Deutschkurs")
    a_category("meeting", "Treffpunkt")
    begun = spreadsheets.begin("beispiel.xlsx", template.template_workbook(with_example=True), by=None)
    spreadsheets.map_columns(begun, dict(enumerate(begun.mapping)), by=None)
    spreadsheets.locate_some(begun, 10)
    spreadsheets.plan(begun)
    (row,) = begun.rows.all()
    assert (row.outcome, row.errors) == ("new", [])


@pytest.mark.django_db
def test_errors_are_given_out_with_row_and_column():
    an_area()
    given_ = planned(a_row(), a_row("=1+1", Telefon="keins"))
    text = reporting.problems_csv(given_).decode("utf-8-sig")
    assert "3;Telefon;Fehler;" in text
    assert ";'=1+1" in text


def a_full_place() -> Place:
    runs = Organization.objects.create(slug="landkreis", name="Landkreis Leer")
    place = a_place(
        "Haus", slug="haus", organization=runs, street="Weg 1", postcode="26789", town="Leer",
        description="- eins\n- zwei",
        notice="Unsicher.", email="haus@example.org", website="https://example.org", opening_hours="Mo-Fr 08:00-12:00",
        languages=["de", "prs"], wheelchair="limited", as_of="2026-11", offers="german",
    )  # fmt: skip
    Phone.objects.create(place=place, number="+494919260", shown="+49 491 926-0", contact="Frau Muster, Zimmer 3")
    Phone.objects.create(place=place, number="+494919261", shown="Durchwahl 1", contact="Büro")
    Offer.objects.create(place=place, category=a_category("legal", "Recht"), title="Beratung")
    return place


def imported_again(data: bytes) -> Import:
    begun = spreadsheets.begin("orte", data, by=None)
    assert "" not in begun.mapping
    spreadsheets.map_columns(begun, dict(enumerate(begun.mapping)), by=None)
    spreadsheets.locate_some(begun, 100)
    spreadsheets.plan(begun)
    return begun


@pytest.mark.django_db
@pytest.mark.parametrize("give", [table.csv_of, table.workbook_of])
def test_what_is_given_out_comes_back_unchanged(give):
    a_full_place()
    a_place("Frauenhaus", at=None, visibility="area_only", street="Geheimer Weg 2", postcode="26789", town="Leer")
    a_place("Versteckt", visibility="hidden", position_precision="town_hall")
    a_place("Zu", visibility="closed", closed_on="2026-01-01")
    again = imported_again(give(an_area()))
    assert (outcomes(again), [row.problems for row in again.rows.all() if row.errors]) == (["same"] * 3, [])
    before = PlaceEvent.objects.count()
    spreadsheets.apply(again, by=None)
    assert PlaceEvent.objects.count() == before


WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
    lambda text: any(letter.isalnum() for letter in text)
)


@pytest.mark.django_db
@settings(max_examples=40)
@given(name=WORDS, street=WORDS, description=WORDS)
def test_no_text_keeps_a_place_from_coming_back_unchanged(name, street, description):
    Place.objects.all().delete()
    a_place(name, slug="haus", street=street, description=description, town="Leer")
    again = imported_again(table.csv_of(an_area()))
    assert [(row.outcome, row.changes, row.errors) for row in again.rows.all()] == [("same", {}, [])]


@pytest.fixture
def file(tmp_path, db):
    an_area()
    path = tmp_path / "liste.csv"
    path.write_bytes(a_csv([HEADINGS, a_row(), a_row("Hof", Straße="Weg 2")]))
    return path


def test_the_command_tells_what_would_be_and_writes_nothing(file, capsys):
    call_command("import_places", file)
    told = capsys.readouterr().out
    assert "     2 new       Haus" in told
    assert "2 new" in told
    assert "Nothing was written." in told
    assert (Place.objects.count(), Import.objects.count()) == (0, 0)


def test_the_command_writes_all_or_nothing(file, capsys):
    call_command("import_places", file, "--apply")
    assert Place.objects.count() == 2
    file.write_bytes(a_csv([HEADINGS, a_row("Neu", Straße="Weg 3"), a_row("Falsch", Telefon="keins")]))
    with pytest.raises(CommandError, match="1 Zeile hat noch einen Fehler"):
        call_command("import_places", file, "--apply")
    assert (Place.objects.count(), Import.objects.count()) == (2, 1)


def test_the_command_acts_for_an_account(file):
    an_area("034570014", "Weener")
    an_editor("anna", of=an_area("034570014"))
    with pytest.raises(CommandError, match="2 Zeilen haben noch Fehler"):
        call_command("import_places", file, "--apply", "--user=anna")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--user=niemand"], "no account 'niemand'"),
        (["--area=1"], "no municipality '1'"),
        (["--map=Farbe=name"], "no column 'Farbe'"),
        (["--map=Name=farbe"], "farbe"),
    ],
)
def test_the_command_refuses_what_is_not_there(file, options, complaint):
    with pytest.raises(CommandError, match=complaint):
        call_command("import_places", file, *options)


def test_the_command_refuses_a_file_that_is_not_there(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_places", tmp_path / "nichts.csv")


def test_the_command_maps_columns(tmp_path, db, capsys):
    area = an_area()
    path = tmp_path / "liste.csv"
    path.write_bytes(a_csv([("Alpha", "Beta"), ("Haus", "Weg 1")]))
    call_command("import_places", path, "--map=Alpha=name", "--map=Beta=street", f"--area={area.key}", "--apply")
    assert Place.objects.get().street == "Weg 1"
    assert Area.objects.count() == 1
    assert import_places.Command.help
