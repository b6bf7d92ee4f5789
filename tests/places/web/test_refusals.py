"""Wrong parameters: a friendly page, the error beside its field, a status of 4xx, never a 500."""

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.places.making import a_place
from tests.places.web.asking import described_error, elements, get, names, post, raw, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "field", "says"),
    [
        ("radius_km=7", "radius", "Diesen Umkreis gibt es nicht."),
        ("radius_km=nan", "radius", "Diesen Umkreis gibt es nicht."),
        ("radius_km=１５", "radius", "Diesen Umkreis gibt es nicht."),
        ("radius_km=-1", "radius", "Diesen Umkreis gibt es nicht."),
        (f"radius_km={'9' * 5000}", "radius", "Diesen Umkreis gibt es nicht."),
        ("category=nothing", "category", "Diese Auswahl gibt es nicht."),
        ("category=%27;drop", "category", "Diese Auswahl gibt es nicht."),
        ("category=a%00b", "category", "Diese Auswahl gibt es nicht."),
        (f"where={'a' * 201}", "where", "Das ist zu lang."),
        ("where=a%00b", "where", "Das haben wir nicht verstanden"),
    ],
)
def test_a_wrong_parameter_is_told_beside_its_field_and_the_list_remains(query, field, says):
    a_place("Eins")
    page = raw(query)
    assert page.status_code == 400
    assert says in described_error(page, field)
    assert names(page) == ["Eins"]


@pytest.mark.parametrize("cursor", ["nothing", "a%00b", "a" * 401, "WzEsMl0:abc"])
def test_a_cursor_that_we_did_not_make_leads_to_the_beginning(cursor):
    a_place("Eins")
    page = raw(f"cursor={cursor}")
    assert page.status_code == 400
    assert "Diese Seite der Liste gibt es nicht mehr. Hier ist der Anfang." in text(page)
    assert names(page) == ["Eins"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"lat": "53"},
        {"lat": "nan", "lon": "7"},
        {"lat": "inf", "lon": "7"},
        {"lat": "91", "lon": "7"},
        {"lat": "53", "lon": "180.1"},
        {"lat": "53\x00", "lon": "7"},
        {"lat": "", "lon": ""},
        {"lat": "1e400", "lon": "7"},
        {"lat": "Leer", "lon": "7"},
    ],
)
def test_a_position_that_is_none_leads_back_to_the_field(body):
    a_place("Eins")
    page = post(**body)
    assert page.status_code == 400
    (message,) = [each for each in elements(page, "p") if "locate-failed" in str(each.get("class"))]
    assert "hidden" not in message
    assert names(page) == ["Eins"]


def test_what_is_unknown_is_ignored_since_links_get_decorated():
    assert raw("utm_source=newsletter").status_code == 200


def test_other_methods_are_not_allowed():
    assert [getattr(Client(), method)("/").status_code for method in ("put", "delete", "patch")] == [405] * 3
    assert Client().post("/orte/eins/").status_code == 405


@pytest.mark.parametrize("body", ["{", b"\xff\xfe", "a=1&" * 2000])
def test_a_body_that_cannot_be_read_is_refused_by_a_page(body):
    for content_type in ("application/json", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        assert Client().post("/", data=body, content_type=content_type).status_code == 400


@pytest.mark.parametrize("path", ["/orte/nichts/", "/orte/-/", "/orte/%00/", "/orte/a%2Fb/", "/nichts", "/orte/"])
def test_an_address_that_leads_nowhere_is_a_page_with_a_way_on(path):
    page = Client().get(path)
    assert page.status_code == 404
    assert "Diese Seite gibt es nicht" in text(page)
    assert "/" in {link["href"] for link in elements(page, "a")}


anything = st.text(max_size=40)
odd = st.sampled_from(
    ["", "\x00", "nan", "inf", "-1", "1e999", "５", "٥", "\ud800", "%", "a" * 300, "9" * 5000, "<b>", "''"]
)
numbers = st.one_of(st.floats(), st.integers()).map(str)
values = st.lists(st.one_of(anything, odd, numbers), min_size=1, max_size=3)
fields = st.sampled_from(["where", "radius_km", "category", "cursor", "lat", "lon", "x"])
thoroughly = settings(max_examples=60)


def sent(question: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: [value.encode("utf-8", "replace").decode() for value in given] for name, given in question.items()}


@thoroughly
@given(question=st.dictionaries(fields, values))
def test_no_question_gives_a_500(question):
    assert get(**sent(question)).status_code in (200, 400)


@thoroughly
@given(question=st.dictionaries(fields, values))
def test_no_body_gives_a_500(question):
    assert post(**sent(question)).status_code in (200, 400)


@thoroughly
@given(slug=st.one_of(anything, odd))
def test_no_slug_gives_a_500(slug):
    path = slug.encode("utf-8", "replace").decode()
    assert Client().get(f"/orte/{path}/").status_code in (200, 301, 404)
