"""Wrong tries: they pause, in plain words and not for good; nobody learns which names exist, and nobody is logged."""

import logging

import pytest
from django.contrib.auth import hashers
from django.contrib.auth.models import User
from django.test import Client

from geo.models import Occurrence
from tests.geo.signing_in.clerks import CODE, IN, PASSWORD, a_clerk, gives_code, gives_password
from tests.signing_in import a_device

pytestmark = pytest.mark.django_db
HOME, ELSEWHERE = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "198.51.100.1"}


def wrongly(client: Client, times: int, name: str = "clerk", **extra: str) -> int:
    """Try a wrong password so often; return the status of the last answer."""
    statuses: list[int] = [gives_password(client, name, "wrong", **extra).status_code for _ in range(times)]
    return statuses[-1]


def test_pauses_grow_with_wrong_passwords_and_are_told(client, clock):
    a_clerk()
    assert wrongly(client, 5) == 200
    paused = gives_password(client)
    assert paused.status_code == 429
    assert paused.headers["Retry-After"] == "30"
    assert "Bitte warten Sie 30 Sekunden." in paused.text
    clock.passes(seconds=31)
    assert wrongly(client, 1) == 200
    assert "Bitte warten Sie 1 Minute." in gives_password(client).text
    clock.passes(seconds=59)
    assert "Bitte warten Sie 1 Sekunde." in gives_password(client).text
    clock.passes(seconds=2)
    assert gives_password(client).status_code == 302


def test_no_pause_is_longer_than_a_quarter_of_an_hour_and_tries_within_one_do_not_count(client, clock):
    a_clerk()
    wrongly(client, 5)
    for _ in range(20):
        clock.passes(minutes=15)
        assert wrongly(client, 1) == 200
        assert wrongly(client, 3) == 429
    clock.passes(minutes=15)
    assert gives_password(client).status_code == 302


def test_who_tries_elsewhere_does_not_pause_the_clerk(client, clock):
    a_clerk()
    assert wrongly(Client(), 6, **ELSEWHERE) == 429
    assert gives_password(client, **HOME).status_code == 302


def test_an_attack_from_many_networks_pauses_new_browsers_for_a_minute_at_most(client, clock):
    device = a_device(a_clerk())
    gives_password(client, **HOME)
    gives_code(client, device.key)
    client.post("/anmelden/abmelden/")
    for number in range(80):
        wrongly(Client(), 1, REMOTE_ADDR=f"203.0.{number}.1")
    assert int(gives_password(Client(), **ELSEWHERE).headers["Retry-After"]) <= 60
    assert gives_password(client, **HOME).url == CODE, "the browser that the clerk is known to use"
    clock.passes(seconds=61)
    assert gives_password(Client(), **ELSEWHERE).url == CODE


def test_a_known_browser_pauses_too_and_only_for_its_own_account(client, clock):
    device = a_device(a_clerk())
    a_clerk("other")
    gives_password(client, **HOME)
    gives_code(client, device.key)
    client.post("/anmelden/abmelden/")
    assert wrongly(client, 6) == 429
    assert wrongly(client, 5, "other") == 200
    assert Occurrence.objects.filter(kind="password_known").count() == 5
    client.cookies["familiar"] = client.cookies["familiar"].value + "x"
    assert wrongly(client, 1) == 200


def test_a_network_has_a_share_of_tries_whatever_the_names(client, clock, settings):
    a_clerk()
    for number in range(settings.SIGNING_IN.per_network):
        assert wrongly(client, 1, f"name{number}", **HOME) == 200
    assert gives_password(client, REMOTE_ADDR="192.0.2.99").status_code == 429
    assert gives_password(client, **ELSEWHERE).status_code == 302
    clock.passes(seconds=settings.SIGNING_IN.window_s + 1)
    assert gives_password(client, **HOME).status_code == 302


def test_the_right_password_starts_anew(client, clock):
    a_clerk()
    wrongly(client, 4)
    gives_password(client)
    assert wrongly(client, 5) == 200


@pytest.mark.parametrize("name", ["clerk", "nobody", "closed", "unusable"])
def test_a_name_that_exists_gets_the_same_words_and_pauses_as_one_that_does_not(client, clock, name):
    a_clerk()
    a_clerk("closed", is_active=False)
    User.objects.create_user("unusable", is_staff=True)
    told = [gives_password(client, name, "wrong") for _ in range(7)]
    assert [answer.status_code for answer in told] == [200] * 5 + [429] * 2
    assert "Benutzername oder Passwort stimmt nicht." in told[0].text
    assert told[6].headers["Retry-After"] == "30"
    assert client.cookies.keys() == {"csrftoken"}


@pytest.mark.parametrize("name", ["clerk", "nobody", "closed", "unusable"])
def test_a_name_that_exists_takes_as_much_work_as_one_that_does_not(client, monkeypatch, name):
    a_clerk()
    a_clerk("closed", is_active=False)
    User.objects.create_user("unusable", is_staff=True)
    hashed = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda *given: hashed.append(given[1]) or encode(*given))
    gives_password(client, name, "wrong")
    assert len(hashed) == 1


def test_wrong_codes_pause_too_and_not_for_good(client, clock):
    device = a_device(a_clerk())
    gives_password(client)
    for _ in range(15):
        assert client.post(CODE, {"code": "000000"}).status_code == 200
        paused = client.post(CODE, {"code": "000000"})
        assert paused.status_code == 429
        assert int(paused.headers["Retry-After"]) <= 512
        clock.passes(seconds=int(paused.headers["Retry-After"]))
        gives_password(client)
    assert gives_code(client, device.key).status_code == 302


def test_a_network_has_a_share_of_codes(client, clock, settings):
    for number in range(settings.SIGNING_IN.per_network):
        name = f"clerk{number}"
        a_device(a_clerk(name))
        gives_password(client, name, REMOTE_ADDR=f"203.0.{number}.1")
        client.post(CODE, {"code": "000000"}, **HOME)
    device = a_device(a_clerk())
    gives_password(client, **ELSEWHERE)
    assert client.post(CODE, {"code": "000000"}, **HOME).status_code == 429
    assert gives_code(client, device.key).status_code == 302


def test_tries_are_logged_without_address_and_without_what_was_typed(client, caplog):
    caplog.set_level(logging.INFO)
    device = a_device(a_clerk())
    gives_password(client, "Frau Tjarks", "geheimes wort", **HOME)
    gives_password(client, **HOME)
    client.post(CODE, {"code": "000000"}, **HOME)
    wrote = [(record.name, record.getMessage()) for record in caplog.records if record.name == "geo.signing_in"]
    assert wrote == [("geo.signing_in", "wrong name or password"), ("geo.signing_in", "wrong code")]
    lines = " ".join(str(record.__dict__) for record in caplog.records if record.name.startswith("geo"))
    assert not any(secret in lines for secret in ("Tjarks", "geheimes", "192.0.2", PASSWORD, "000000", "'clerk'"))
    assert device.user.username not in " ".join(caplog.messages)


NASTY = {
    "nul": "a\0b",
    "huge": "x" * 1_000_000,
    "surrogate": b"\xed\xa0\x80\xff".decode("latin-1"),
    "rtl": "\u202e\u0000",
    "markup": "<script>alert(1)</script>",
    "empty": "",
}


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize("field", ["name", "password", "next", "code", "recovery", "csrf"])
def test_nothing_typed_gives_an_error_of_the_server(client, value, field):
    a_device(a_clerk())
    typed = {"name": "clerk", "password": PASSWORD} | {field: value}
    answer = client.post(IN, typed, query_params={"next": value[:5000]} if field == "next" else None)
    assert answer.status_code in (200, 302)
    gives_password(client)
    assert client.post(CODE, {"code": "123456"} | {field: value}).status_code in (200, 302)
    assert "<script>alert" not in client.post(CODE, {field: value}).text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"name=%ff%fe&password=%00", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"name=a&password=b", "application/x-www-form-urlencoded; charset=idna"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"--", "multipart/form-data"),
        (b'{"name": 1}', "application/json"),
        (b"&".join(b"a=b" for _ in range(6000)), "application/x-www-form-urlencoded"),
    ],
)
def test_no_broken_body_gives_an_error_of_the_server(client, body, kind):
    assert client.post(IN, body, content_type=kind).status_code < 500


@pytest.mark.parametrize("cookie", ['"\\000aaaaaaaaaaaaa"', "x" * 4000, "ÄÖÜ", "a" * 32, ""])
def test_no_broken_cookie_gives_an_error_of_the_server(client, cookie):
    for name in ("sessionid", "familiar", "csrftoken", "messages"):
        client.cookies.clear()
        client.cookies.load(f"{name}={cookie}") if cookie.isascii() else client.cookies.__setitem__(name, cookie)
        assert client.get("/anmelden/zugang/").status_code == 302
        assert gives_password(client).status_code < 500
        assert client.get("/").status_code == 200
