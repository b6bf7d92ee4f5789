"""The pages of an import, from a file to the map and back."""

import re

import pytest
from django.test import Client

from places import spreadsheets
from places.models import Import, Place
from places.spreadsheets import table
from places.staff.importing import beginning, locating
from tests.places.making import a_place, an_area
from tests.places.spreadsheets.importing import HEADINGS, a_row, applied, planned
from tests.places.spreadsheets.making import a_csv, a_workbook
from tests.places.staff.importing import IMPORTS, at, columns_in, page, send, upload
from tests.places.web.asking import elements, text
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("region")]
WEENER = "034570014"
BROKEN = {
    "nothing in it": b"",
    "only spaces": b" \n ; ; \n",
    "no text": bytes(range(256)) * 4,
    "half a workbook": a_workbook()[:900],
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
    "half of JSON": b'{"type": "FeatureCollection", "features": [{',
    "headings alone": a_csv([HEADINGS]),
    "a cell without end": a_csv([HEADINGS, a_row("x" * 20_000)]),
}


def the_import() -> Import:
    return Import.objects.get()


def again(given: Import) -> Import:
    return Import.objects.get(pk=given.pk)


def test_from_a_file_to_the_map_and_back(anna):
    response = upload(anna, a_row("Haus"), a_row("Hof", Straße="Weg 9", Breite="53,2431"))
    given = the_import()
    assert response.redirect_chain == [(at(given, "spalten/"), 302)]
    response = send(anna, at(given, "spalten/"), **columns_in(response))
    assert response.redirect_chain == [(at(given, "adressen/"), 302)]
    response = send(anna, at(given, "adressen/"))
    assert response.redirect_chain == [(at(given), 302), (at(given, "zeilen/"), 302)]
    assert "Haus" in text(response)
    assert not Place.objects.exists()
    response = page(anna, at(given, "uebernehmen/"))
    assert "2 neue Orte kommen auf die Karte." in text(response)
    response = send(anna, at(given, "uebernehmen/"), seen=response.context["seen"])
    assert "2 neue Orte" in text(response)
    assert [each.name for each in Place.objects.order_by("name")] == ["Haus", "Hof"]
    response = send(anna, at(given, "zuruecknehmen/"))
    assert "2 neue Orte sind wieder weg." in text(response)
    assert not Place.objects.exists()


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson"])
def test_a_file_without_a_table_is_told_on_the_page(anna, data, ending):
    response = upload(anna, data=data, name=f"liste.{ending}")
    assert response.status_code == 400
    (field,) = [each for each in elements(response, "input") if each.get("type") == "file"]
    assert field["aria-invalid"] == "true"
    assert response.context["form"].errors["file"]
    assert not Import.objects.exists()


def test_what_is_too_large_is_told_in_plain_words(anna, monkeypatch):
    monkeypatch.setattr(beginning, "MOST_BYTES", 10)
    assert "Die Datei ist zu groß. Höchstens 20 MB sind möglich" in text(upload(anna, a_row()))
    monkeypatch.undo()
    monkeypatch.setattr(table, "MOST_ROWS", 1)
    assert "2 Zeilen sind zu viele" in text(upload(anna, a_row(), a_row("Hof")))
    assert "Bitte wählen Sie zuerst eine Datei aus." in text(send(anna, IMPORTS))


def test_the_name_of_a_file_is_text(anna):
    response = upload(anna, name='<img src="x">.csv')
    assert "<img" not in response.content.decode()
    assert "&lt;img" in page(anna).content.decode()


def test_columns_are_guessed_with_examples_and_reasons(anna):
    response = upload(anna, a_row("Haus", Telefon="0491 926-0"))
    said = text(response)
    assert "nach der Überschrift" in said
    assert "0491 926-0" in said
    assert columns_in(response)["column-1"] == "name"
    assert "Eine Spalte muss „Name“ sein." in said


def test_columns_are_corrected(anna):
    response = upload(anna, a_row("Haus"))
    form = columns_in(response) | {"column-0": "", "area": str(an_area().pk), "as_of": "2026-11"}
    send(anna, at(the_import(), "spalten/"), **form)
    given = the_import()
    assert (given.state, given.mapping[0], given.area, given.as_of) == ("mapped", "", an_area(), "2026-11")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"column-1": ""}, "Eine Spalte muss der Name sein."),
        ({"column-0": "name"}, "„Name“ kann nur eine Spalte sein."),
        ({"as_of": "gestern"}, "Bitte JJJJ, JJJJ-MM oder JJJJ-MM-TT."),
        ({"column-1": "shoe"}, "shoe"),
        ({"area": "x"}, "Auswahl"),
    ],
)
def test_columns_that_cannot_be_are_told(anna, typed, said):
    form = columns_in(upload(anna)) | typed
    response = send(anna, at(the_import(), "spalten/"), **form)
    assert response.status_code == 400
    assert said in response.content.decode()
    assert the_import().state == "read"


def test_only_ones_own_municipalities_stand_for_rows_that_name_none(anna):
    weener = an_area(WEENER, "Weener")
    response = upload(anna)
    form = columns_in(response) | {"area": str(weener.pk)}
    assert "Weener" not in text(response)
    assert send(anna, at(the_import(), "spalten/"), **form).status_code == 400


def test_a_script_looks_addresses_up_in_slices_and_hears_how_far_it_is(anna, monkeypatch):
    monkeypatch.setattr(locating, "SLICE", 2)
    response = upload(anna, a_row(), a_row("Hof"), a_row("Heim"))
    send(anna, at(the_import(), "spalten/"), **columns_in(response))
    client = signed_in(Client(), anna)
    told = [client.post(at(the_import(), "adressen/"), headers={"accept": "application/json"}) for _ in range(2)]
    assert [each.json() for each in told] == [
        {"done": 2, "total": 3, "words": "2 von 3 Zeilen"},
        {"done": 3, "total": 3, "words": "3 von 3 Zeilen"},
    ]
    assert client.post(at(the_import(), "adressen/")).url == at(the_import())
    assert the_import().state == "planned"


def test_without_a_script_a_button_goes_on_for_some_seconds(anna, monkeypatch):
    monkeypatch.setattr(locating, "SLICE", 1)
    monkeypatch.setattr(locating, "PATIENCE_S", 0)
    response = upload(anna, a_row(), a_row("Hof"))
    given = the_import()
    response = send(anna, at(given, "spalten/"), **columns_in(response))
    assert "0 von 2 Zeilen" in text(response)
    response = send(anna, at(given, "adressen/"))
    assert "1 von 2 Zeilen" in text(response)
    assert send(anna, at(given, "adressen/")).redirect_chain[-1] == (at(given, "zeilen/"), 302)


@pytest.mark.parametrize(
    ("state", "leads_to"),
    [("read", "spalten/"), ("mapped", "adressen/"), ("planned", "zeilen/"), ("applied", "ergebnis/")],
)
def test_a_page_whose_time_is_not_now_leads_to_the_one_whose_time_it_is(anna, state, leads_to):
    given = _import_at(state, anna)
    shown = {
        step: page(anna, at(given, step), follow=True)
        for step in ("", "adressen/", "zeilen/", "zeilen/2/", "uebernehmen/", "ergebnis/")
    }
    assert {response.status_code for response in shown.values()} <= {200, 302}
    client = signed_in(Client(), anna)
    assert client.get(at(given), follow=True).redirect_chain[-1] == (at(given, leads_to), 302)
    for step in ("zuruecknehmen/", "adressen/", "zeilen/fehler-auslassen/", "uebernehmen/"):
        if (state, step) not in {("applied", "zuruecknehmen/"), ("mapped", "adressen/"), ("planned", "uebernehmen/")}:
            assert client.post(at(given, step), follow=True).status_code == 200
    assert again(given).state == state


def _import_at(state: str, by) -> Import:
    if state == "applied":
        return applied(a_row(), by=by)
    if state == "planned":
        return planned(a_row(), by=by)
    given = spreadsheets.begin("liste.csv", a_csv([HEADINGS, a_row()]), by=by)
    if state == "mapped":
        spreadsheets.map_columns(given, dict(enumerate(given.mapping)), by=by)
    return given


def test_nothing_is_applied_while_there_are_errors(anna):
    given = planned(a_row(), a_row("Hof", Telefon="keins"), by=anna)
    response = page(anna, at(given, "uebernehmen/"))
    assert "1 Zeile hat noch einen Fehler." in text(response)
    assert "1 Zeile hat noch einen Fehler." in text(
        send(anna, at(given, "uebernehmen/"), seen=response.context["seen"])
    )
    assert not Place.objects.exists()


def test_a_confirmation_of_other_numbers_confirms_nothing(anna):
    given = planned(a_row(), by=anna)
    assert "inzwischen geändert" in text(send(anna, at(given, "uebernehmen/"), seen="9-0-0-0"))
    assert not Place.objects.exists()


def test_where_a_place_changed_meanwhile_one_looks_again(anna):
    place = a_place("Haus", street="Weg 1", postcode="26789", town="Leer")
    given = planned(a_row(Telefon="0491 926-0"), by=anna)
    seen = page(anna, at(given, "uebernehmen/")).context["seen"]
    Place.objects.filter(pk=place.pk).update(street="Anderer Weg 5")
    response = send(anna, at(given, "uebernehmen/"), seen=seen)
    assert "Seit der Prüfung haben sich Orte geändert." in text(response)
    assert response.redirect_chain[-1] == (at(given, "zeilen/"), 302)


def test_pressing_twice_does_no_harm(anna):
    given = planned(a_row(), by=anna)
    seen = page(anna, at(given, "uebernehmen/")).context["seen"]
    for _ in range(2):
        assert send(anna, at(given, "uebernehmen/"), seen=seen).redirect_chain[-1][0] == at(given, "ergebnis/")
    assert Place.objects.count() == 1
    for _ in range(2):
        assert "ist wieder weg" in text(send(anna, at(given, "zuruecknehmen/")))
    other = planned(a_row(), by=anna)
    for _ in range(2):
        assert send(anna, at(other, "verwerfen/")).redirect_chain[-1] == (IMPORTS, 302)
    assert not Import.objects.filter(pk=other.pk).exists()


def test_what_is_on_the_map_is_not_discarded(anna):
    given = applied(a_row(), by=anna)
    assert "nicht mehr an diesem Schritt" in text(send(anna, at(given, "verwerfen/")))
    assert again(given).state == "applied"


def test_undoing_is_asked_about_with_what_it_does(anna):
    a_place("Heim", street="Allee 1", postcode="26789", town="Leer")
    given = applied(a_row("Haus"), a_row("Heim", Straße="Allee 1", Telefon="0491 926-0"), by=anna)
    response = page(anna, at(given, "ergebnis/"))
    (asked,) = re.findall(r"(?s)<details.*?</details>", response.content.decode())
    assert at(given, "zuruecknehmen/") in asked
    assert "1 neuer Ort verschwindet wieder von der Karte. 1 geänderter Ort sagt wieder" in text(response)


def test_undoing_tells_what_stayed_as_often_as_one_looks(anna):
    known = a_place("Heim", street="Allee 1", postcode="26789", town="Leer")
    given = applied(a_row("Haus"), a_row("Heim", Straße="Allee 1", Telefon="0491 926-0"), by=anna)
    Place.objects.filter(name="Haus").update(name="Haus am Deich")
    send(anna, at(given, "zuruecknehmen/"))
    said = text(page(anna, at(given, "ergebnis/")))
    assert "1 geänderter Ort sagt wieder" in said
    assert "1 Ort blieb, weil ihn inzwischen jemand geändert hat Haus am Deich" in said
    assert not known.phones.exists()


def test_who_lost_an_area_undoes_nothing_there(anna):
    given = applied(a_row(), by=anna)
    Place.objects.update(area=an_area(WEENER, "Weener"))
    assert "über die Sie nicht entscheiden" in text(send(anna, at(given, "zuruecknehmen/")))
    assert again(given).state == "applied"


def test_a_page_takes_the_same_queries_however_many_imports_there_are(anna, django_assert_num_queries):
    for _ in range(5):
        planned(a_row(), by=anna)
    client = signed_in(Client(), anna)
    given = Import.objects.first()
    for path, count in ((IMPORTS, 8), (at(given, "spalten/"), 7), (at(given, "uebernehmen/"), 6)):
        with django_assert_num_queries(count):
            client.get(path)
