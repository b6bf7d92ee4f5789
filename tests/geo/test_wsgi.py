"""Requests as a server hands them over."""

from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest

from geo.wsgi import application

TYPED = b"where=W%C3%B6rde"
CHARSETS = ["utf-8", "latin-1", "utf-16", "idna", "punycode", "rot13", "undefined", "nonsense"]


@pytest.mark.parametrize("charset", CHARSETS)
def test_the_charset_that_a_request_claims_changes_nothing(charset):
    environ = {
        "REQUEST_METHOD": "POST",
        "QUERY_STRING": TYPED.decode(),
        "CONTENT_TYPE": f"application/x-www-form-urlencoded; charset={charset}",
        "CONTENT_LENGTH": str(len(TYPED)),
        "wsgi.input": BytesIO(TYPED),
    }
    setup_testing_defaults(environ)
    request = application.request_class(environ)
    assert request.GET["where"] == request.POST["where"] == "Wörde"
