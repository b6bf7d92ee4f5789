"""Whatever programme wrote a table: its texts arrive, or a clerk is told what is wrong."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from places.spreadsheets.errors import UnreadableTable
from places.spreadsheets.reading import read
from places.spreadsheets.table import MOST_ROWS, Table
from tests.places.spreadsheets.making import HEADINGS, ROWS, a_csv, a_workbook, part, with_part

SHEET = "xl/worksheets/sheet1.xml"


def texts(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def refusal(data: bytes, file_name: str = "liste.csv") -> str:
    with pytest.raises(UnreadableTable) as refused:
        read(file_name, data)
    return str(refused.value)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "mac_roman", "cp850"]
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_umlauts_arrive_whatever_wrote_them(encoding, delimiter):
    table = read("liste.csv", a_csv(encoding=encoding, delimiter=delimiter))
    assert (table.headings, texts(table)) == (HEADINGS, list(ROWS))


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize(
    "word", ["Straße", "Müller", "Häuser", "Örtliche Öfen", "Ärzte", "Übung", "Grüße aus Köln", "Bäckerei"]
)
def test_a_single_umlaut_is_enough(encoding, word):
    rows = (("Name", "Ort"), ("Haus", "Leer"), (word, "Weener"))
    assert texts(read("liste.csv", a_csv(rows, encoding=encoding)))[1] == (word, "Weener")


def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_breaks():
    data = b'Name;Beschreibung;Ort\n"Haus; am ""Markt""";"erste Zeile\r\nzweite Zeile";Leer\nHof;;Weener\n'
    table = read("liste.csv", data)
    assert texts(table)[0] == ('Haus; am "Markt"', "erste Zeile\nzweite Zeile", "Leer")
    assert [row.number for row in table.rows] == [2, 3]


def test_a_quotation_mark_without_end_is_told():
    data = b'Name;Ort\n"Haus;Leer\n' + b"Hof;Weener\n" * 20_000
    assert "Anführungszeichen" in refusal(data)


def test_a_cell_with_decimal_commas_does_not_change_the_delimiter():
    rows = (("Name", "Breite", "Länge"), *((f"Haus {n}", f"53,{n}", f"7,{n}") for n in range(20)))
    assert read("liste.csv", a_csv(rows)).headings == ("Name", "Breite", "Länge")


def test_excel_may_name_the_delimiter():
    table = read("liste.csv", b"sep=|\nName|Ort\nHaus, klein|Leer\n")
    assert (table.headings, [row.number for row in table.rows]) == (("Name", "Ort"), [3])


def test_titles_empty_lines_and_empty_columns_are_left_out():
    rows = (
        ("Liste der Einrichtungen", "", "", "", "", ""),
        ("Stand: November 2026", "", "", "", "", ""),
        ("", "", "", "", "", ""),
        (*HEADINGS, "", ""),
        (*ROWS[0], "", ""),
        ("", "", "", "", "", ""),
        (*ROWS[1], "", ""),
    )
    table = read("liste.csv", a_csv(rows))
    assert (table.headings, texts(table)) == (HEADINGS, list(ROWS))
    assert [row.number for row in table.rows] == [5, 7]
    assert any("2 Zeilen über den Überschriften" in note for note in table.notes)


def test_headings_are_each_told_apart():
    table = read("liste.csv", a_csv((("Name", "Telefon", "Telefon", ""), ("Haus", "1", "2", "3"))))
    assert table.headings == ("Name", "Telefon", "Telefon (2)", "Spalte 4")


def test_headings_that_come_again_on_each_page_are_left_out():
    assert texts(read("liste.csv", a_csv((HEADINGS, ROWS[0], HEADINGS, ROWS[1])))) == list(ROWS)


def test_a_table_without_headings_keeps_its_first_row():
    table = read("liste.csv", a_csv(ROWS))
    assert (table.headings[0], texts(table)) == ("Spalte 1", list(ROWS))
    assert any("keine Überschriften" in note for note in table.notes)


def test_headings_that_nobody_knows_are_headings_all_the_same():
    table = read("liste.csv", a_csv((("Alpha", "Beta"), ("Haus 123", "26789"))))
    assert table.headings == ("Alpha", "Beta")


def test_one_column_is_a_table():
    assert texts(read("liste.csv", b"Name\nHaus\nHof\n")) == [("Haus",), ("Hof",)]


def test_a_workbook_is_read_as_people_see_it():
    def arrange(sheet: Any) -> None:
        sheet["B2"].number_format = "00000"
        sheet.row_dimensions[3].hidden = True

    rows = (
        ("Name", "PLZ", "Stand", "Breite", "barrierefrei"),
        ("Haus", 1067, None, 53.2331, True),
        ("Hof", 26789.0, None, 53, False),
    )
    table = read("liste.xlsx", a_workbook(rows, arrange=arrange))
    assert texts(table) == [("Haus", "01067", "", "53.2331", "ja"), ("Hof", "26789", "", "53", "nein")]


def test_the_first_sheet_with_texts_is_read_and_told():
    def arrange(sheet: Any) -> None:
        sheet.parent.create_sheet("Deckblatt", 0)
        sheet.title = "Orte"

    table = read("liste.xlsx", a_workbook(arrange=arrange))
    assert texts(table) == list(ROWS)
    assert any("„Orte“" in note for note in table.notes)


def test_merged_cells_hold_for_each_of_their_rows():
    def arrange(sheet: Any) -> None:
        sheet.merge_cells("D2:D3")
        sheet.merge_cells("A4:D4")

    rows = (
        HEADINGS,
        ("Haus", "Weg 1", "26789", "Leer"),
        ("Hof", "Weg 2", "26789", None),
        ("Ende der Liste", None, None, None),
    )
    table = read("liste.xlsx", a_workbook(rows, arrange=arrange))
    assert [cells[3] for cells in texts(table)] == ["Leer", "Leer", ""]
    assert any("Verbundene Zellen" in note for note in table.notes)


def test_merged_headings_are_told_apart():
    rows = (("Name", "Anschrift", None, "Telefon"), ("Haus", "Weg 1", "26789", "0491 1"))
    table = read("liste.xlsx", a_workbook(rows, arrange=lambda sheet: sheet.merge_cells("B1:C1")))
    assert table.headings == ("Name", "Anschrift", "Anschrift (2)", "Telefon")


def test_the_result_of_a_formula_is_taken_and_one_without_result_stays_a_formula():
    data = a_workbook((("Name", "Ort"), ("=A1&B1", "Leer")))
    assert texts(read("liste.xlsx", data)) == [("=A1&B1", "Leer")]
    sheet = (
        part(data).replace(b"<v />", b"<v>Haus</v>").replace(b"<v></v>", b"<v>Haus</v>").replace(b't="n"', b't="str"')
    )
    sheet = sheet.replace(b'<c r="A2">', b'<c r="A2" t="str">')
    assert texts(read("liste.xlsx", with_part(data, "xl/worksheets/sheet1.xml", sheet))) == [("Haus", "Leer")]


def test_a_sheet_that_lies_about_its_size_is_read():
    data = a_workbook()
    sheet = part(data).replace(b'ref="A1:D3"', b'ref="A1:XFD1048576"')
    assert texts(read("liste.xlsx", with_part(data, "xl/worksheets/sheet1.xml", sheet))) == list(ROWS)


def test_geojson_properties_are_columns_and_points_two_more():
    features = [
        {
            "type": "Feature",
            "id": 7,
            "properties": {"name": "Haus", "phones": [{"shown": "0491 1"}, {"shown": "0491 2"}]},
            "geometry": {"type": "Point", "coordinates": [7.45, 53.23]},
        },
        {"type": "Feature", "id": 8, "properties": {"name": "Hof", "ort": "Leer"}, "geometry": None},
    ]
    table = read("orte.geojson", json.dumps({"type": "FeatureCollection", "features": features}).encode())
    assert table.headings == ("id", "name", "phones", "ort", "lat", "lon")
    assert texts(table) == [("7", "Haus", "0491 1; 0491 2", "", "53.23", "7.45"), ("8", "Hof", "", "Leer", "", "")]
    assert any("keinen Punkt" in note for note in table.notes)


@pytest.mark.parametrize(
    ("data", "file_name", "complaint"),
    [
        (b"", "liste.csv", "leer"),
        (b"\n\n;;;\n", "liste.csv", "alle Zellen sind leer"),
        (b"Name;Ort\n", "liste.csv", "keine Zeile"),
        (b"Name;Ort\nHaus\0;Leer\n", "liste.csv", "NUL"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "liste.xls", "altes Format|alte Format"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "liste.xls", "Webseite"),
        (b"%PDF-1.7 ...", "liste.pdf", "PDF"),
        (b"PK\x03\x04 nothing", "liste.xlsx", "beschädigt"),
        (b"Name;Ort\nHaus;Leer\n", "liste.xlsx", "beschädigt"),
        (a_workbook()[:-300], "liste.xlsx", "beschädigt"),
        (a_workbook()[:900], "liste.xlsx", "beschädigt"),
        (with_part(a_workbook(), "xl/workbook.xml", b"<nonsense/>"), "liste.xlsx", "."),
        (with_part(a_workbook(), SHEET, b"<worksheet><sheetData><row"), "liste.xlsx", "beschädigt"),
        (b'{"type": "FeatureCollection"}', "orte.geojson", "FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": [', "orte.geojson", "beschädigt"),
        (b'{"features": [1]}', "orte.geojson", "Feature"),
        (b'{"features": [], "crs": {"properties": {"name": "EPSG:25832"}}}', "orte.geojson", "WGS 84"),
        (b"[" * 100_000, "orte.geojson", "."),
        (b'{"a":' * 100_000, "orte.geojson", "beschädigt"),
        (a_csv([["x"] * 101] * 3), "liste.csv", "Spalten"),
        (a_workbook([["x"] * 101] * 3), "liste.xlsx", "Spalten"),
        (a_csv([HEADINGS, ["x" * 10_001, "", "", ""]]), "liste.csv", "Zeichen"),
        (b"x" * (20 * 1024 * 1024 + 1), "liste.csv", "20 MB"),
        ("Name;Ort\nHaus;Leer\n".encode("utf-16")[:-1], "liste.csv", "beschädigt"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_in_words(data, file_name, complaint):
    said = refusal(data, file_name) if complaint != "." else _any(file_name, data)
    assert any(word in said for word in complaint.split("|"))


def _any(file_name: str, data: bytes) -> str:
    """Return what is said of a file that may be read as something."""
    try:
        return f"{read(file_name, data).headings}."
    except UnreadableTable as refused:
        return f"{refused}."


BOMB = b"""<?xml version="1.0"?><!DOCTYPE bomb [<!ENTITY a "%s">%s]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>""" % (
    b"ha" * 10,
    b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(9)),
)
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&j;</t></si></sst>"""


def with_shared_texts(content: bytes) -> bytes:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    types = part(a_workbook(), "[Content_Types].xml").replace(b"</Types>", named)
    return with_part(with_part(a_workbook(), "[Content_Types].xml", types), "xl/sharedStrings.xml", content)


@pytest.mark.parametrize(
    "data",
    [
        with_part(a_workbook(), "xl/worksheets/sheet1.xml", BOMB),
        with_shared_texts(BOMB),
        with_shared_texts(OUTSIDE),
        with_part(a_workbook(), "xl/styles.xml", BOMB),
        with_part(a_workbook(), "[Content_Types].xml", BOMB),
    ],
)
def test_entities_are_refused(data):
    assert "gefährlich" in refusal(data, "liste.xlsx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    data = with_part(a_workbook(), "xl/worksheets/sheet1.xml", b"0" * (201 * 1024 * 1024))
    assert len(data) < 1024 * 1024
    assert "ausgepackt" in refusal(data, "liste.xlsx")


def test_a_row_at_the_end_of_the_world_costs_nothing():
    data = a_workbook()
    sheet = part(data).replace(b'<row r="3"', b'<row r="999999999999"')
    assert texts(read("liste.xlsx", with_part(data, "xl/worksheets/sheet1.xml", sheet))) == [ROWS[0]]


def test_fifty_thousand_rows_are_read_and_one_more_is_refused():
    rows = [f"Haus {number};Weg {number};26789;Leer" for number in range(MOST_ROWS)]
    assert len(read("liste.csv", "\n".join([";".join(HEADINGS), *rows]).encode()).rows) == MOST_ROWS
    assert "50000" in refusal("\n".join([";".join(HEADINGS), *rows, "x;y;z;a"]).encode())


@settings(max_examples=200)
@given(
    st.one_of(st.binary(max_size=400), st.text(alphabet=';,\t|"\n\räöß1a@{}<\0\ufeff', max_size=200).map(str.encode))
)
def test_no_bytes_make_reading_fall_over(data):
    try:
        table = read("liste.csv", data)
    except UnreadableTable:
        return
    assert all(len(row.cells) == len(table.headings) for row in table.rows)
    assert "\0" not in str(texts(table))


@settings(max_examples=60)
@given(st.data())
def test_no_broken_workbook_makes_reading_fall_over(data):
    """A byte changed anywhere in the sheet."""
    whole = a_workbook()
    sheet = bytearray(part(whole))
    for _ in range(3):
        sheet[data.draw(st.integers(0, len(sheet) - 1))] = data.draw(st.integers(0, 255))
    assert _any("liste.xlsx", with_part(whole, "xl/worksheets/sheet1.xml", bytes(sheet)))
