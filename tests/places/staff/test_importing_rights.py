"""What permissions/test_import_pages.py does not tell of who may open the pages of an import."""

from itertools import product

import pytest
from django.test import Client

from places.models import Import
from tests.places.accounts import a_steward, an_administrator
from tests.places.making import a_place
from tests.places.spreadsheets.importing import a_row, planned
from tests.places.staff.importing import IMPORTS, at, page, send
from tests.places.web.asking import text
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("region")]
VERBS = ("spalten/", "adressen/", "zeilen/2/", "zeilen/entscheiden/", "zeilen/fehler-auslassen/", "uebernehmen/",
         "zuruecknehmen/")  # fmt: skip


def again(given: Import) -> Import:
    return Import.objects.get(pk=given.pk)


def test_a_visitor_is_sent_to_sign_in():
    assert Client().get(IMPORTS).url == "/anmelden/?next=/import/"
    assert Client().post(IMPORTS).url.startswith("/anmelden/")
    assert Client().get(at(planned(a_row()), "zeilen/")).status_code == 302


def test_to_others_than_editors_there_is_no_such_page(django_user_model):
    steward = a_steward(a_place("Treff"), account=True).user
    nobody = django_user_model.objects.create_user("nobody")
    given = planned(a_row())
    for user, path in product((steward, nobody), (IMPORTS, f"{IMPORTS}vorlage.csv", at(given, "zeilen/"))):
        assert page(user, path).status_code == 404
    assert "Importieren" not in text(page(steward, "/redaktion/"))


def test_an_administrator_sees_and_goes_on_with_all(anna):
    given, ada = planned(a_row(), by=anna), an_administrator()
    assert "anna" in text(page(ada))
    response = page(ada, at(given, "uebernehmen/"))
    send(ada, at(given, "uebernehmen/"), seen=response.context["seen"])
    assert again(given).state == "applied"


def test_no_form_is_taken_without_its_token(anna):
    client = signed_in(Client(enforce_csrf_checks=True), anna)
    given = planned(a_row(), by=anna)
    assert {step: client.post(at(given, step)).status_code for step in VERBS} == dict.fromkeys(VERBS, 403)
    assert client.post(at(given, "verwerfen/")).status_code == 403
