"""What is sent, what is read, and what a hostile or broken server can do: nothing but be slow for a moment."""

import gzip
import socket
import ssl
import subprocess
import time
from dataclasses import replace
from ipaddress import ip_address

import pytest

from geo import fetching
from geo.fetching import Insecure, NoAnswer, TooManyRedirects, TooSlow
from tests.geo.fetching.serving import http, serving


def test_an_answer_is_status_headers_and_body():
    with serving(lambda asked: http(200, b"hello", X_Said="yes")) as server:
        answer = fetching.get(server.url("/a?b=c"), reach=server.reach())
    assert (answer.status, answer.body, answer.cut, answer.headers["x-said"]) == (200, b"hello", False, "yes")
    assert answer.is_success
    assert answer.url == server.url("/a?b=c")


def test_it_says_who_asks_and_nothing_about_anyone(settings):
    settings.FETCHING = replace(settings.FETCHING, user_agent="map/1 (mail@example.org)")
    with serving(lambda asked: http(200, Set_Cookie="a=b")) as server:
        fetching.head(server.url(), reach=server.reach())
        fetching.get(server.url(), reach=server.reach())
    for head in server.heads:
        sent = {line.split(":")[0].lower(): line for line in head.splitlines()[1:]}
        assert sent["user-agent"] == "User-Agent: map/1 (mail@example.org)"
        assert sent["host"] == f"Host: open.test:{server.port}"
        assert sent["accept-encoding"] == "Accept-Encoding: identity"
        assert not set(sent) & {"cookie", "authorization", "referer"}


def test_a_post_sends_its_body_and_follows_no_redirect():
    with serving(lambda asked: http(307, Location="/elsewhere")) as server:
        answer = fetching.post(
            server.url("/hook"), b'{"a":1}', {"Content-Type": "application/json"}, reach=server.reach()
        )
    assert (answer.status, server.asked, server.bodies) == (307, ["POST /hook"], [b'{"a":1}'])


def test_redirects_are_followed_to_their_end():
    with serving() as server:
        server.answers = lambda asked: http(200) if asked == "GET /5" else http(301, Location=f"/{len(server.asked)}")
        assert fetching.get(server.url(), reach=server.reach()).url == server.url("/5")


def test_six_redirects_are_too_many():
    with serving(lambda asked: http(302, Location="/")) as server:
        with pytest.raises(TooManyRedirects):
            fetching.get(server.url(), reach=server.reach())
        assert len(server.asked) == 6


def test_the_pace_is_kept_before_each_hop():
    entered = []

    class Turn:
        def __init__(self, host):
            entered.append(host)

        def __enter__(self):
            return None

        def __exit__(self, *error):
            return None

    with serving() as server:
        server.answers = lambda asked: (
            http(200) if asked == "GET /b" else http(302, Location=server.url("/b", "b.test"))
        )
        fetching.get(server.url(host="a.test"), reach=server.reach(), pace=Turn)
    assert entered == ["a.test", "b.test"]


def test_a_huge_body_is_cut():
    def flood():
        yield b"HTTP/1.1 200 OK\r\n\r\n"
        while True:
            yield b"x" * 65536

    with serving(lambda asked: flood()) as server:
        answer = fetching.get(server.url(), max_bytes=1000, reach=server.reach())
    assert (answer.body, answer.cut) == (b"x" * 1000, True)


def test_a_huge_chunk_is_cut():
    with serving(
        lambda asked: iter([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", b"x" * 5000])
    ) as it:
        assert fetching.get(it.url(), max_bytes=1000, reach=it.reach()).cut


def test_a_bomb_is_not_unpacked():
    bomb = gzip.compress(b"\0" * 10_000_000)
    with serving(lambda asked: http(200, bomb, Content_Encoding="gzip")) as server:
        assert fetching.get(server.url(), reach=server.reach()).body == bomb


def dripping(head: bytes):
    """Say `head`, and then something within each limit of a wait, for ever."""
    yield head
    while True:
        time.sleep(0.05)
        yield b"x"


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"]
)
def test_a_server_that_drips_is_too_slow(head):
    with serving(lambda asked: dripping(head)) as server, pytest.raises(TooSlow):
        fetching.get(server.url(), timeout_s=0.3, reach=server.reach())


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 999999 No\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200 + b"\r\n",
        b"\0" * 99,
    ],
)
def test_what_is_no_http_is_no_answer(said):
    with serving(lambda asked: said) as server, pytest.raises(NoAnswer):
        fetching.get(server.url(), timeout_s=1, reach=server.reach())


def test_who_does_not_listen_does_not_answer():
    with serving() as server:
        pass
    with pytest.raises(NoAnswer):
        fetching.get(server.url(), reach=server.reach())


def test_the_next_address_is_tried_where_one_is_silent(monkeypatch):
    with serving() as server:
        two = server.reach(lambda host: [ip_address("127.0.0.1"), ip_address("127.0.0.1")])
        tried = []
        plain = socket.create_connection

        def connect(address, timeout):
            tried.append(timeout)
            if len(tried) == 1:
                raise TimeoutError
            return plain(address, timeout)

        monkeypatch.setattr(socket, "create_connection", connect)
        assert fetching.get(server.url(), timeout_s=4, reach=two).status == 200
        assert tried[0] < 2.1


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """Make a certificate of secure.test that signs itself: as a server's context and as a reader's."""
    folder = tmp_path_factory.mktemp("certificates")
    names = ["-subj", "/CN=secure.test", "-addext", "subjectAltName=DNS:secure.test"]
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "key",
        "-out",
        "certificate",
        "-days",
        "2",
    ]
    subprocess.run([*made, *names], cwd=folder, check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "certificate", folder / "key")
    reader = ssl.create_default_context(cafile=folder / "certificate")
    return server, reader


def test_a_certificate_is_checked_for_the_name_that_was_typed(certificates):
    server, reader = certificates
    with serving(trusting=server) as secure:
        reach = secure.reach(trust=lambda: reader)
        assert fetching.get(secure.url(host="secure.test", scheme="https"), reach=reach).status == 200
        with pytest.raises(Insecure):
            fetching.get(secure.url(host="other.test", scheme="https"), reach=reach)


def test_a_certificate_that_nobody_vouches_for_is_insecure(certificates):
    with serving(trusting=certificates[0]) as secure, pytest.raises(Insecure):
        fetching.get(secure.url(host="secure.test", scheme="https"), reach=secure.reach())


def test_plain_http_where_encryption_is_due_is_insecure():
    with serving(lambda asked: http()) as plain, pytest.raises((Insecure, TooSlow)):
        fetching.get(plain.url(scheme="https"), timeout_s=1, reach=plain.reach())


def test_no_message_holds_the_address():
    """It may hold a secret, and messages reach logs."""
    with serving(lambda asked: b"") as server, pytest.raises(NoAnswer) as error:
        fetching.get(server.url("/secret"), reach=server.reach())
    assert "secret" not in str(error.value)
    assert "open.test" not in str(error.value)
