"""What can be taken along of a place: code, contact."""

import pytest
import vobject
from django.test import Client

from places.models import Place
from tests.geo.test_qr import drawn, read
from tests.places.making import a_place
from tests.places.web.asking import elements, get
from tests.places.web.test_place import PLACE, SECRET, a_shelter

pytestmark = pytest.mark.django_db
FILES = [f"{PLACE}qr.svg", f"{PLACE}kontakt.vcf"]


def test_the_code_leads_to_the_page():
    a_place("Beratung")
    response = get(f"{PLACE}qr.svg")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert read(drawn(response.content.decode())) == ["http://testserver/orte/beratung/"]


def test_the_contact_is_a_file_with_the_name_of_the_place():
    a_place("Beratung")
    response = get(f"{PLACE}kontakt.vcf")
    assert response.headers["Content-Type"] == "text/vcard; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="beratung.vcf"'
    assert vobject.readOne(response.content.decode()).source.value == "http://testserver/orte/beratung/"


def test_the_page_leads_to_both():
    a_place("Beratung")
    page = get(PLACE)
    assert f"{PLACE}kontakt.vcf" in [link["href"] for link in elements(page, "a")]
    assert [(image["src"], image["loading"]) for image in elements(page, "img")] == [(f"{PLACE}qr.svg", "lazy")]


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_kept_like_the_page_and_answers_who_has_it_already(path):
    a_place("Beratung")
    first = get(path)
    assert first.headers["Cache-Control"] == "private, max-age=60"
    again = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", FILES)
def test_a_hidden_place_has_none(path):
    a_place("Beratung", visibility="hidden")
    assert get(path).status_code == 404


@pytest.mark.parametrize("path", FILES)
def test_a_protected_place_gives_nothing_away(path):
    a_shelter()
    content = get(path).content.decode()
    for secret in ("Geheimweg", "26999", "Verborgen", f"{SECRET.x:.4f}"[:-1], f"{SECRET.y:.4f}"[:-1], "GEO:"):
        assert secret not in content


def test_a_name_with_lines_of_its_own_harms_no_file():
    a_place("Beratung")
    Place.objects.update(name="a\r\nTEL:1")
    assert [get(path).status_code for path in FILES] == [200, 200]
