"""Nothing inside a network is asked, whoever says so: a typed address, a name, a name that changes, a redirect."""

import socket
from dataclasses import fields, replace
from ipaddress import ip_address

import pytest

from geo import fetching
from geo.conf import Fetching
from geo.fetching import AddressRefused, LedAstray, NameUnknown, Reach
from tests.geo.fetching.serving import LOOPBACK, addresses, http, serving

INSIDE = ["127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fe80::1"]


@pytest.fixture
def unreachable(monkeypatch):
    """Fail where anything is connected to at all."""

    def connect(*args, **kwargs):
        raise AssertionError(f"connects to {args}")

    monkeypatch.setattr(socket, "create_connection", connect)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.1", "10.1.2.3", "[::1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]"])
def test_a_typed_address_inside_a_network_is_refused(host, unreachable):
    with pytest.raises(AddressRefused):
        fetching.get(f"http://{host}/")


@pytest.mark.parametrize("inside", INSIDE)
def test_a_name_that_leads_inside_is_not_asked(inside, unreachable):
    with pytest.raises(LedAstray):
        fetching.get("http://open.example/", reach=Reach(resolve=addresses(inside)))


@pytest.mark.parametrize("inside", INSIDE)
def test_a_name_with_one_address_outside_and_one_inside_is_not_asked(inside, unreachable):
    with pytest.raises(LedAstray):
        fetching.get("http://open.example/", reach=Reach(resolve=addresses("1.1.1.1", inside)))


def test_a_name_that_changes_after_it_was_checked_changes_nothing():
    """The connection goes to the address that was checked; the name is resolved once and never again."""
    said = [LOOPBACK, [ip_address("10.0.0.1")]]
    with serving() as server:
        fetching.get(server.url(), reach=server.reach(lambda host: said.pop(0)))
    assert said == [[ip_address("10.0.0.1")]]


def test_each_redirect_is_resolved_and_checked_anew():
    names = {"first.test": LOOPBACK, "second.test": LOOPBACK, "third.test": [ip_address("10.0.0.1")]}
    with serving() as server:
        leads = {"GET /": "second.test", "GET /2": "third.test"}
        server.answers = lambda asked: http(302, Location=server.url("/2" if asked == "GET /" else "/3", leads[asked]))
        with pytest.raises(LedAstray):
            fetching.get(server.url(host="first.test"), reach=server.reach(names.__getitem__))
        assert server.asked == ["GET /", "GET /2"]


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:7f00:1]/",
        "http://10.0.0.1/",
        "//10.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://user@open.test/",
        "http://open.test:22/",
        "file:///etc/passwd",
        "gopher://open.test:70/_",
        "ftp://open.test/",
        "http://[",
    ],
)
def test_a_redirect_leads_nowhere_else(location):
    with serving(lambda asked: http(302, Location=location)) as server:
        with pytest.raises(LedAstray):
            fetching.get(server.url(), reach=server.reach())
        assert server.asked == ["GET /"]


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 8000])
def test_other_ports_are_refused(port, unreachable):
    with pytest.raises(AddressRefused):
        fetching.get(f"http://open.example:{port}/", reach=Reach(resolve=addresses("1.1.1.1")))


def test_more_ports_are_asked_by_setting(settings):
    settings.FETCHING = replace(settings.FETCHING, ports=frozenset([8443]))
    assert Reach(resolve=addresses("1.1.1.1")).addresses(fetching.Target.parse("https://open.example:8443/"))


@pytest.mark.parametrize("resolve", [addresses(), fetching.reach.resolved])
def test_a_name_that_nobody_knows_says_so(resolve, monkeypatch):
    def nobody(*args, **kwargs):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(NameUnknown):
        fetching.get("http://open.example/", reach=Reach(resolve=resolve))


def test_a_name_is_resolved_as_it_is_and_in_no_other_domain(monkeypatch):
    asked = []

    def found(host, *args, **kwargs):
        asked.append(host)
        return [(socket.AF_INET, None, 6, "", ("1.1.1.1", 0)), (socket.AF_INET, None, 6, "", ("1.1.1.1", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    assert list(fetching.reach.resolved("open.example")) == [ip_address("1.1.1.1")]
    assert asked == ["open.example."]


def test_no_setting_opens_the_door_to_the_inside():
    """Only who passes a Reach of their own gets in."""
    assert {field.name for field in fields(Fetching)} == {"user_agent", "ports", "timeout_s", "max_bytes"}
