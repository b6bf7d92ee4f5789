"""One line of JSON per request, and nothing in it that tells where a visitor is or who."""

import json
import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from geo.logs import JsonLine, RequestLog

pytestmark = pytest.mark.django_db
SECRETS = ("53.2331", "7.4564", "Bergmann", "203.0.113.9", "Firefox", "geheim")


@pytest.fixture
def lines(caplog):
    """Return a function that gives what was logged since, as the lines that production writes."""
    caplog.set_level(logging.DEBUG)
    return lambda: [JsonLine().format(record) for record in caplog.records if record.name.startswith("geo")]


def ask(method, path, **data):
    client = Client(REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Firefox", raise_request_exception=False)
    return getattr(client, method)(path, **data)


def test_a_request_is_one_line_of_json(lines):
    ask("get", "/api/v1/categories/")
    (line,) = lines()
    assert "\n" not in line
    told = json.loads(line)
    assert (told["method"], told["path"], told["status"], told["level"]) == ("GET", "/api/v1/categories/", 200, "info")
    assert told["ms"] >= 0
    assert set(told) == {"time", "level", "logger", "message", "method", "path", "status", "ms"}


@pytest.mark.parametrize(
    ("method", "path", "data"),
    [
        ("get", "/api/v1/places/?lat=53.2331&lon=7.4564&radius_m=5000", {}),
        ("get", "/api/v1/places/?lat=53.2331&lon=7.4564&radius_m=wide", {}),
        ("get", "/api/v1/geocode/?q=Bergmannstr", {}),
        ("get", "/?where=Bergmannstr.+37&geheim=1", {}),
        ("post", "/", {"data": {"lat": "53.2331", "lon": "7.4564", "geheim": "1"}}),
        ("post", "/", {"data": "lat=53.2331&lon=7.4564", "content_type": "text/plain"}),
        ("post", "/api/v1/nearby/", {"data": {"lat": 53.2331, "lon": 7.4564}, "content_type": "application/json"}),
        ("post", "/api/v1/nearby/", {"data": '{"lat": 53.2331', "content_type": "application/json"}),
    ],
)
def test_neither_position_nor_address_nor_visitor_is_logged(method, path, data, caplog, lines):
    caplog.set_level(logging.DEBUG)
    ask(method, path, **data)
    written = "\n".join(lines()) + caplog.text
    assert lines()
    assert [secret for secret in SECRETS if secret in written] == []


def test_a_failure_says_where_and_of_which_kind_but_not_with_what(caplog, lines):
    def fail(request: HttpRequest) -> HttpResponse:
        raise ValueError(request.GET["where"])

    request = RequestFactory().get("/?where=Bergmannstraße")
    try:
        fail(request)
    except ValueError as error:
        RequestLog(fail).process_exception(request, error)
    (line,) = lines()
    told = json.loads(line)
    assert (told["level"], told["path"]) == ("error", "/")
    assert "ValueError" in line
    assert "test_logs.py" in line
    assert "Bergmann" not in line


@pytest.mark.parametrize(
    ("method", "path", "data"),
    [
        ("get", "/orte/nirgends/", {}),
        ("get", "/?" + "&".join(f"a{number}=1" for number in range(2000)), {}),
        ("post", "/", {"data": "", "content_type": "multipart/form-data; boundary="}),
    ],
)
def test_the_mistake_of_a_visitor_is_no_failure_of_ours(method, path, data, lines):
    ask(method, path, **data)
    assert [json.loads(line)["level"] for line in lines()] == ["info"]


@pytest.mark.parametrize("name", ["django.request", "django.security.DisallowedHost"])
def test_django_writes_no_line_of_its_own_about_a_refusal(name):
    """Without any handler Python itself would write one, in no JSON."""
    logger = logging.getLogger(name)
    assert logging.NullHandler in map(type, logger.handlers)
    assert not logger.propagate
