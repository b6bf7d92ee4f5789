"""The rows of an import before a clerk: told in words, on a map, corrected, and decided about."""

import pytest
from django.test import Client

from places.models import Import, Place, Visibility
from places.staff.importing import checking
from tests.places.accounts import an_administrator
from tests.places.making import LEER, a_place, an_area, north_of
from tests.places.spreadsheets.importing import HEADINGS, a_row, outcomes, planned, the_row
from tests.places.staff.importing import at, page, send
from tests.places.web.asking import elements, text
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("region")]
KNOWN = {"street": "Weg 1", "postcode": "26789", "town": "Leer"}
PHONE, POSTCODE = HEADINGS.index("Telefon"), HEADINGS.index("PLZ")


def rows(user, given: Import, **query):
    return page(user, at(given, "zeilen/"), **query)


def names(response) -> list[str]:
    return [each.name for each in response.context["entries"]]


def change(user, given: Import, number: int, **typed):
    return send(user, at(given, f"zeilen/{number}/"), **typed)


def decide(user, given: Import, number: int, decision: str):
    return change(user, given, number, do="decide", decision=decision)


def test_a_new_place_is_told_with_all_that_it_would_say(anna):
    given = planned(a_row(Telefon="0491 926-0", Kategorie="Deutschkurse", Öffnungszeiten="Mo-Fr 8-12 Uhr"), by=anna)
    said = text(rows(anna, given))
    assert "Weg 1, 26789 Leer" in said
    assert "Kategorie Deutschkurse" in said
    assert "Montag – Freitag: 08:00–12:00" in said
    assert "Sichtbarkeit öffentlich" in said
    assert "53,23310° Nord, 7,45640° Ost" in said


def test_a_change_is_told_from_old_to_new(anna):
    place = a_place("Haus", **KNOWN)
    place.phones.create(number="+494919260", shown="0491 926-0")
    response = rows(anna, planned(a_row(Telefon="0491 926-1"), by=anna))
    assert "Telefon 0491 entfällt: 926-0 ; neu: 926-1" in text(response)
    assert (len(elements(response, "del")), len(elements(response, "ins"))) == (1, 1)


def test_what_is_the_same_says_so(anna):
    a_place("Haus", **KNOWN)
    assert "Nichts ändert sich." in text(rows(anna, planned(a_row(), by=anna)))


def test_rows_are_counted_and_looked_through_by_their_sort(anna):
    a_place("Haus", **KNOWN)
    given = planned(
        a_row("Haus"),
        a_row("Hof", Telefon="keins"),
        a_row("Heim", Gemeinde="Leer", Straße="Weg 5", Breite="53,17", Länge="7,9"),
        a_row("Bude", Straße="Gibt es nicht 7", Breite="", Länge="", Ort="Nirgends", PLZ=""),
        a_row("Laden", Gemeinde="Leer", Straße="Gibt es nicht 7", Breite="", Länge="", Ort="Nirgends", PLZ=""),
        a_row("Laden", Gemeinde="Leer", Straße="Gibt es nicht 7", Breite="", Länge="", Ort="Nirgends", PLZ=""),
        by=anna,
    )
    counts = {name: count for name, _label, count in rows(anna, given).context["sorts"]}
    assert counts == {"": 6, "error": 2, "new": 2, "same": 1, "duplicate": 1, "warned": 3, "outside": 1, "unfound": 1}
    found = {sort: names(rows(anna, given, sort=sort)) for sort in counts}
    assert found["error"] == ["Hof", "Bude"]
    assert found["outside"] == ["Heim"]
    assert found["unfound"] == ["Laden"]
    assert len(names(rows(anna, given, sort="nothing", page="x"))) == 6


def test_points_stand_on_a_map_under_the_numbers_of_the_list(anna):
    given = planned(a_row(), a_row("Laden", Gemeinde="Leer", Breite="", Länge="", Ort="Nirgends", PLZ=""), by=anna)
    response = rows(anna, given)
    assert [each.mark for each in response.context["entries"]] == [1, 0]
    assert "Karte der Punkte dieser Seite" in response.context["picture"]
    assert ">1</text>" in response.context["picture"]


def test_a_point_outside_its_municipality_is_red_and_told(anna):
    response = rows(anna, planned(a_row(Gemeinde="Leer", Breite="53,17", Länge="7,9"), by=anna))
    assert checking._OUTSIDE in response.context["picture"]
    assert "Der Punkt liegt nicht in Leer, sondern in Weener." in text(response)


def test_a_wrong_cell_is_corrected_where_it_is_told(anna):
    given = planned(a_row(Telefon="keins", PLZ="2678X"), by=anna)
    response = rows(anna, given)
    typed = {each["name"]: each["value"] for each in elements(response, "input") if each.get("type") == "text"}
    assert typed == {f"cell-{POSTCODE}": "2678X", f"cell-{PHONE}": "keins"}
    typed |= {f"cell-{PHONE}": "0491 926-0"}
    assert "Zeile 2 ist noch fehlerhaft." in text(change(anna, given, 2, do="correct", **typed))
    assert "Zeile 2 ist jetzt: neu." in text(change(anna, given, 2, do="correct", **{f"cell-{POSTCODE}": "26789"}))
    assert the_row(given).cells[PHONE] == "0491 926-0"
    assert outcomes(given) == ["new"]


def test_a_known_category_is_chosen_for_all_rows_that_say_the_same_unknown_one(anna):
    given = planned(a_row("Hof", Kategorie="Beratung"), a_row("Heim", Kategorie="Beratung", Straße="Weg 2"), by=anna)
    (column,) = {each["name"] for each in elements(rows(anna, given), "select")}
    assert {"Beratung", "german"} == {each["value"] for each in elements(rows(anna, given), "option")}
    said = text(change(anna, given, 2, do="correct", alike=column.removeprefix("cell-"), **{column: "german"}))
    assert "In 2 Zeilen ersetzt." in said
    assert "Zeile 2 ist jetzt: neu." in said
    assert outcomes(given) == ["new", "new"]


def test_a_row_that_names_several_categories_is_typed(anna):
    given = planned(a_row("Hof", Kategorie="Deutschkurse; Beratung"), by=anna)
    assert elements(rows(anna, given), "select") == []


@pytest.mark.parametrize("path", ["zeilen/", "zeilen/2/"])
def test_a_row_without_a_municipality_is_given_one_of_ones_own(anna, path):
    given = planned(("Hof", "Weg ohne Ort 1"), headings=("Name", "Straße"), by=anna)
    response = page(anna, at(given, path))
    assert [each["name"] for each in elements(response, "select")] == ["cell-municipality"]
    assert [each["value"] for each in elements(response, "option")] == ["", an_area().key]
    change(anna, given, 2, do="correct", **{"cell-municipality": ""})
    assert outcomes(given) == ["error"]
    said = text(change(anna, given, 2, do="correct", **{"cell-municipality": an_area().key}))
    assert "Zeile 2 ist jetzt: neu." in said
    assert the_row(given).area == an_area()


def test_every_cell_of_a_row_can_be_corrected(anna):
    given = planned(a_row(), by=anna)
    response = page(anna, at(given, "zeilen/2/"), sort="new", page="1")
    assert len([each for each in elements(response, "input") if each.get("type") == "text"]) == len(HEADINGS)
    response = send(anna, f"{at(given, 'zeilen/2/')}?sort=new&page=1", **{"cell-1": " Haus  am Deich "})
    assert response.redirect_chain == [(f"{at(given, 'zeilen/')}?sort=new&page=1#zeile-2", 302)]
    assert the_row(given).values["name"] == "Haus am Deich"


def test_a_long_cell_keeps_its_lines(anna):
    given = planned((*a_row(), "Eins\nZwei"), headings=(*HEADINGS, "Beschreibung"), by=anna)
    assert "\nEins\nZwei</textarea>" in page(anna, at(given, "zeilen/2/")).content.decode()
    before = the_row(given).pk, the_row(given).cells
    change(anna, given, 2, **{f"cell-{len(HEADINGS)}": "Eins\r\nZwei"})
    assert (the_row(given).pk, the_row(given).cells) == before


def test_a_likely_duplicate_is_decided_about(anna):
    place = a_place("Familienzentrum Leer", at=north_of(LEER, metres=60), street="Anderer Weg 3")
    given = planned(a_row("Familien-Zentrum Leer"), by=anna)
    said = text(rows(anna, given))
    assert "Den gibt es vielleicht schon. Solange Sie nichts entscheiden, bleibt die Zeile weg." in said
    assert "Familienzentrum Leer, Anderer Weg 3" in said
    assert "Zeile 2 ist jetzt: geändert." in text(decide(anna, given, 2, "that"))
    assert the_row(given).place == place
    assert "Sie haben entschieden: derselbe Ort: dort ändern" in text(rows(anna, given))
    assert "Zeile 2 ist jetzt: neu." in text(decide(anna, given, 2, "new"))
    assert "Zeile 2 ist jetzt: ausgelassen." in text(decide(anna, given, 2, "skip"))
    assert "Zeile 2 ist jetzt: wohl doppelt." in text(decide(anna, given, 2, ""))


def test_only_what_would_do_something_is_offered(anna):
    a_place("Haus", **KNOWN)
    a_place("Zu", street="Weg 9", postcode="26789", town="Leer", visibility=Visibility.CLOSED, closed_on="2026-01-01")
    given = planned(
        a_row("Haus"), a_row("Haus"), a_row("Zu", Straße="Weg 9"), a_row("Hof"), a_row("Hof"), by=an_administrator()
    )
    offered = {
        each.row.number: [choice for choice, _label in each.choices]
        for each in rows(an_administrator("eva"), given).context["entries"]
        if each.row.outcome == "duplicate"
    }
    assert offered == {3: ["skip"], 4: ["skip"], 6: ["new", "skip"]}


def test_all_duplicates_of_a_page_are_decided_about_together(anna):
    given = planned(a_row(), a_row(), a_row(), by=anna)
    assert rows(anna, given, sort="duplicate").context["duplicates"] == [3, 4]
    said = text(send(anna, at(given, "zeilen/entscheiden/"), row=[3, 4, "x"], decision="new"))
    assert "2 Zeilen entschieden." in said
    assert outcomes(given) == ["new", "new", "new"]


def test_all_errors_are_left_out_together(anna):
    given = planned(a_row("Hof", Telefon="keins"), a_row("Heim", PLZ="2678X"), a_row(), by=anna)
    assert "2 fehlerhafte Zeilen werden ausgelassen." in text(send(anna, at(given, "zeilen/fehler-auslassen/")))
    assert outcomes(given) == ["skipped", "skipped", "new"]


@pytest.mark.parametrize("typed", [{"do": "decide", "decision": "burn"}, {"do": "decide", "decision": "new\0"}])
def test_a_decision_that_there_is_not_is_no_error_of_ours(anna, typed):
    assert change(anna, planned(a_row(), by=anna), 2, **typed).status_code == 404


def test_cells_and_rows_that_there_are_not_are_no_error_of_ours(anna):
    given = planned(a_row(), by=anna)
    assert "Diese Spalte gibt es nicht." in text(change(anna, given, 2, **{"cell-99": "x"}))
    assert "höchstens 10000 Zeichen" in text(change(anna, given, 2, **{"cell-1": "x" * 10_001}))
    assert (
        change(
            anna, given, 2, **{"cell-²": "x", "cell-": "x", f"cell-{10**30}": "x", "cell-1": "a\0b\ud7ff"}
        ).status_code
        == 200
    )
    assert change(anna, given, 99).status_code == 404
    assert page(anna, at(given, f"zeilen/{10**30}/")).status_code == 404
    assert page(anna, f"/import/{10**30}/").status_code == 404
    assert "Diese Zeile gibt es nicht." in text(
        send(anna, at(given, "zeilen/entscheiden/"), row=["99", str(10**30), "²"], decision="new")
    )


def test_texts_of_a_spreadsheet_are_text(anna):
    given = planned(a_row("<script>alert(1)</script>", Telefon="<b>0</b>"), by=anna)
    for path in ("spalten/", "zeilen/", "zeilen/2/"):
        shown = page(anna, at(given, path)).content.decode()
        assert "<script>alert" not in shown
        assert "<b>0</b>" not in shown


def test_a_hidden_place_elsewhere_is_not_told_of(anna):
    weener = an_area("034570014")
    hidden = a_place("Frauenhaus", area=weener, slug="geheim", visibility=Visibility.HIDDEN, street="Geheimweg 5")
    given = planned(a_row("Anders", Kennung=hidden.slug, Gemeinde="Weener"), by=anna)
    assert the_row(given).place == hidden
    for path in ("zeilen/", "zeilen/2/"):
        shown = page(anna, at(given, path)).content.decode()
        assert "Frauenhaus" not in shown
        assert "Geheimweg" not in shown


def test_a_page_of_rows_takes_the_same_queries_however_many_there_are(anna, django_assert_num_queries):
    a_place("Haus 1", **KNOWN)
    given = planned(*(a_row(f"Haus {number}", Straße=f"Weg {number}") for number in range(60)), by=anna)
    client = signed_in(Client(), anna)
    with django_assert_num_queries(11):
        assert len(client.get(at(given, "zeilen/")).context["entries"]) == checking.PAGE
    with django_assert_num_queries(9):
        client.get(at(given, "zeilen/2/"))


def test_the_result_leads_to_every_place(anna):
    given = planned(a_row(), a_row("Hof", Straße="Weg 2"), by=anna)
    seen = page(anna, at(given, "uebernehmen/")).context["seen"]
    said = send(anna, at(given, "uebernehmen/"), seen=seen)
    paths = [each["href"] for each in elements(said, "a")]
    for place in Place.objects.all():
        assert place.get_absolute_url() in paths
        assert f"/redaktion/orte/{place.slug}/verlauf/" in paths
