"""What the environment may say, about letters above all, and how what is wrong is refused."""

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from geo.conf import Guarding, Mail, site_url


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch) -> environ.Env:
    for name in ("EMAIL_URL", "DEFAULT_FROM_EMAIL", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    return environ.Env()


def test_without_a_server_no_letter_leaves(env):
    assert Mail.read(env).is_configured is False
    assert "dummy" in Mail.read(env).backend


def test_a_server_is_named_by_one_address(env, monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://post:g%40heim@mail.example.org:2587")
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", "Hilfe vor Ort <karte@example.org>")
    mail = Mail.read(env)
    assert mail.is_configured
    assert (mail.host, mail.port, mail.user, mail.password) == ("mail.example.org", 2587, "post", "g@heim")
    assert (mail.starts_tls, mail.is_tls) == (True, False)
    assert "g@heim" not in repr(mail)


@pytest.mark.parametrize(("url", "port"), [("smtp://h", 25), ("smtp+tls://h", 587), ("smtp+ssl://h", 465)])
def test_the_port_is_that_of_the_protocol(env, monkeypatch, url, port):
    monkeypatch.setenv("EMAIL_URL", url)
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", "karte@example.org")
    assert Mail.read(env).port == port


@pytest.mark.parametrize("url", ["consolemail://", "mail.example.org", "memorymail://"])
def test_letters_are_never_written_to_the_console(env, monkeypatch, url):
    monkeypatch.setenv("EMAIL_URL", url)
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", "karte@example.org")
    with pytest.raises(ImproperlyConfigured, match="smtp"):
        Mail.read(env)


@pytest.mark.parametrize("sender", ["", "karte", "karte@example.org\nBcc: wer@example.org"])
def test_letters_come_from_an_address(env, monkeypatch, sender):
    monkeypatch.setenv("EMAIL_URL", "smtp://localhost")
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", sender)
    with pytest.raises(ImproperlyConfigured, match="DEFAULT_FROM_EMAIL"):
        Mail.read(env)


def test_the_service_has_an_address_of_its_own(env, monkeypatch):
    assert site_url(env) == ""
    monkeypatch.setenv("SITE_URL", "https://karte.example.org/")
    assert site_url(env) == "https://karte.example.org"


@pytest.mark.parametrize("url", ["karte.example.org", "ftp://karte.example.org", "https://", "https://a/?b", "/orte"])
def test_what_is_no_address_is_refused(env, monkeypatch, url):
    monkeypatch.setenv("SITE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        site_url(env)


def test_of_what_is_counted_there_is_no_half(env, monkeypatch):
    monkeypatch.setenv("GUARD_MOST_LINKS", "2.5")
    with pytest.raises(ImproperlyConfigured, match="is no whole number"):
        Guarding.read(env)
