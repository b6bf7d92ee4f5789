"""Tables to take along from the pages of imports: what is in them, who gets them, and that they come back unchanged."""

import pytest
from django.test import Client

from places.models import Import, Visibility
from places.spreadsheets.reading import read
from tests.places.accounts import an_administrator, an_editor
from tests.places.making import a_place, an_area
from tests.places.spreadsheets.importing import a_row, outcomes, planned
from tests.places.staff.importing import IMPORTS, at, columns_in, page, send, upload
from tests.places.web.asking import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
WEENER = "034570014"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_example_is_understood_as_it_stands(anna, ending):
    response = page(anna, f"{IMPORTS}beispiel.{ending}")
    assert response["Content-Disposition"] == f'attachment; filename="beispiel.{ending}"'
    table = read(f"beispiel.{ending}", response.content)
    assert table.rows[0].cells[1] == "Familienzentrum Beispiel"
    template = page(anna, f"{IMPORTS}vorlage.{ending}").content
    assert "Familienzentrum" not in template.decode("utf-8", "ignore")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_ones_own_places_come_back_unchanged(anna, ending):
    a_place("Treff", street="Weg 1", postcode="26789", town="Leer")
    a_place("Schutzhaus", street="Geheimweg 5", visibility=Visibility.AREA_ONLY)
    response = page(anna, f"{IMPORTS}orte.{ending}", area=an_area().key)
    assert "no-store" in response["Cache-Control"]
    response = upload(anna, data=response.content, name=f"orte.{ending}")
    given = Import.objects.get()
    send(anna, at(given, "spalten/"), **columns_in(response))
    send(anna, at(given, "adressen/"))
    assert outcomes(given) == ["same", "same"]


def test_the_places_of_others_are_not_there(anna):
    an_area(WEENER, "Weener")
    assert page(anna, f"{IMPORTS}orte.csv", area=WEENER).status_code == 404
    assert page(anna, f"{IMPORTS}orte.csv").status_code == 404
    assert page(an_administrator(), f"{IMPORTS}orte.csv", area=WEENER).status_code == 200
    assert Client().get(f"{IMPORTS}orte.csv").status_code == 302


def test_an_editor_of_a_district_takes_all_of_it_along():
    district = an_area("03457", "Landkreis Leer", level="district")
    a_place("Treff", area=an_area(WEENER, "Weener", parent=district))
    response = page(an_editor(of=district), f"{IMPORTS}orte.csv", area="03457")
    assert "Treff" in response.content.decode()
    assert "Landkreis Leer" in text(page(an_administrator()))


def test_what_is_wrong_is_given_out_without_formulas(anna):
    given = planned(a_row("Hof", Telefon="=1+1"), by=anna)
    response = signed_in(Client(), anna).get(at(given, "hinweise.csv"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "'=1+1" in response.content.decode()
