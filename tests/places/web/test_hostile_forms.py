"""Whatever is sent to the forms of suggestions, it is answered, and never by a 500."""

import pytest
from django.test import Client

from tests.places.making import a_category, a_place
from tests.places.web.asking import get
from tests.places.web.sending import fields
from tests.places.web.test_correction import CORRECT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_place() -> None:
    a_category("advice")
    a_place("Beratung", offers="family", opening_hours="Mo-Fr 08:00-12:00", languages=["de"])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"kind=%00&seen=%ff%fe&name=%ed%a0%80",
        b"kind=edit&languages=%00&languages=" + b"x" * 9_000 + b"&phones-0-number=%00&phones-0-contact=%0a",
        b"kind=closed&replaced_by=%00&closed_on=%f0%9f",
        b"kind=moved&moved-position-lat=nan&moved-position-lon=1e999&moved-where=%00",
        b"kind=position&pin-position-lat=" + b"9" * 5_000 + b"&pin-position-lon=x",
        b"kind=[]&opening_hours-mo-kind={}&opening_hours-mo-1-from=%00&message=" + b"%00" * 3_000,
        b"&".join(b"a%d=1" % number for number in range(10_000)),
        b"=&" * 900,
    ],
)
def test_nothing_that_is_sent_gives_a_500(body):
    for path in (CORRECT, "/orte/neu/", f"/fa{CORRECT}"):
        for form in (body, b"seen=" + fields(get(CORRECT))["seen"][0].encode() + b"&" + body):
            answer = Client(raise_request_exception=False).post(
                path, form, content_type="application/x-www-form-urlencoded"
            )
            assert 200 <= answer.status_code < 500, (path, form[:80])


@pytest.mark.parametrize(
    "kind", ["application/json", "multipart/form-data; boundary=x", "text/plain; charset=utf-99", ""]
)
def test_no_other_body_gives_a_500(kind):
    answer = Client(raise_request_exception=False).generic("POST", CORRECT, b"\xff--x\r\n{", content_type=kind)
    assert answer.status_code < 500


def test_a_huge_body_is_not_read():
    for path in (CORRECT, "/orte/neu/"):
        answer = Client(raise_request_exception=False).post(path, {"message": "a" * 256_000})
        assert answer.status_code in (400, 413)
