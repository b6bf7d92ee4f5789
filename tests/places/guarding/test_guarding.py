"""Attacks on what anybody may send, with a clock passed in."""

import hashlib
import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.core.exceptions import RequestDataTooBig
from django.db import connections
from django.test import RequestFactory

from places import guarding
from places.guarding import Machine, Refused

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
HERE = "192.0.2.7"


def later(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def send(token: str | None = None, *, ip: str = HERE, after_s: float = 10, texts: list[str] | None = None, **data):
    sent = {"token": guarding.token(NOON) if token is None else token} | data
    guarding.check(ip, sent, texts or [], now=later(after_s))


def refused(*args, **kwargs) -> str:
    with pytest.raises(Refused) as error:
        send(*args, **kwargs)
    assert str(error.value.said)
    return error.value.english


def flood(count: int, *, at: float = 0) -> None:
    """Send from as many networks."""
    for number in range(count):
        send(ip=f"10.0.{number}.1", token=guarding.token(later(at)), after_s=at + 10)


def proved(token: str, bits: int) -> str:
    return next(
        str(number)
        for number in itertools.count()
        if int(hashlib.sha256(f"{token}:{number}".encode()).hexdigest(), 16) < 1 << (256 - bits)
    )


@pytest.fixture
def attacked(settings):
    """Let ten suggestions be an attack, and send them."""
    settings.GUARDING = replace(settings.GUARDING, attack_from=10, proof_bits=8)
    flood(10)


def test_a_person_passes():
    send()


def test_a_machine_that_fills_every_field_is_known():
    with pytest.raises(Machine):
        send(company="Best SEO Ltd")


def test_too_quick_and_too_old_are_asked_again():
    assert "quickly" in refused(after_s=1)
    assert "old" in refused(after_s=90_000)
    assert "old" in refused(after_s=-5)


@pytest.mark.parametrize("forged", ["", "x", "a" * 10_000, "\0"])
def test_a_forged_token_is_none(forged):
    assert "old" in refused(forged)


def test_what_was_signed_for_something_else_is_no_token():
    assert "old" in refused(signing.dumps([NOON.timestamp(), "x"], salt="another"))


def test_a_token_is_good_once():
    token = guarding.token(NOON)
    send(token)
    assert "already" in refused(token)
    assert "already" in refused(token, ip="198.51.100.1")


def test_a_network_sends_so_much_and_no_more(settings):
    settings.GUARDING = replace(settings.GUARDING, per_network=3)
    for number in range(3):
        send(ip=f"192.0.2.{number}")
    assert "network" in refused(ip="192.0.2.200")
    send(ip="192.0.3.1")


def test_a_network_of_ipv6_is_one_however_it_changes_its_addresses(settings):
    settings.GUARDING = replace(settings.GUARDING, per_network=2)
    send(ip="2001:db8:0:1::1")
    send(ip="2001:db8:0:ff::2")
    assert "network" in refused(ip="2001:db8::3")


def test_many_links_are_advertising():
    links = "https://a.example www.b.example"
    send(texts=[links, "http://c.example"])
    assert "links" in refused(texts=[links, links])


def test_a_slow_drip_from_many_networks_asks_for_work(attacked):
    assert "work" in refused(after_s=20)
    asked = guarding.asked(later(15))
    assert asked.bits == 8
    token = guarding.token(later(5))
    send(token, proof=proved(token, 8), after_s=20)


@pytest.mark.parametrize("proof", ["", "-1", "1e3", "٣", "9" * 30, "0x1"])
def test_a_wrong_proof_is_none(attacked, proof):
    assert "work" in refused(proof=proof, after_s=20)


def test_a_proof_is_of_one_token(attacked):
    first, second = guarding.token(NOON), guarding.token(NOON)
    proof = next(p for p in map(str, itertools.count()) if _fits(first, p) and not _fits(second, p))
    assert "work" in refused(second, proof=proof, after_s=20)


def _fits(token: str, proof: str) -> bool:
    return hashlib.sha256(f"{token}:{proof}".encode()).digest()[0] == 0


def test_who_has_no_script_waits_a_minute_instead(attacked):
    token = guarding.token(NOON)
    assert "work" in refused(token, after_s=20)
    send(token, after_s=61)


def test_nobody_works_when_nobody_attacks():
    assert guarding.asked(NOON).bits == 0


def test_while_somebody_attacks_programs_have_to_wait(attacked):
    with pytest.raises(Refused) as error:
        guarding.check_program("198.51.100.1", now=later(20))
    assert error.value.retry_after_s == 600
    guarding.check_program("198.51.100.1", now=later(20 + 600))


def test_a_huge_body_is_not_read():
    guarding.check_size(RequestFactory().post("/", b"a" * 64_000, content_type="text/plain"))
    with pytest.raises(RequestDataTooBig):
        guarding.check_size(RequestFactory().post("/", b"a" * 64_001, content_type="text/plain"))


def among_threads(tries: list[tuple[str, str]]) -> int:
    """Send from each address with each token at once; return how many are let through."""

    def passes(each: tuple[str, str]) -> bool:
        try:
            send(each[1], ip=each[0])
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as threads:
        return sum(threads.map(passes, tries))


@pytest.mark.django_db(transaction=True)
def test_of_a_flood_from_one_network_no_more_than_its_share_gets_through(settings):
    settings.GUARDING = replace(settings.GUARDING, per_network=5)
    assert among_threads([(f"192.0.2.{number}", guarding.token(NOON)) for number in range(32)]) == 5


@pytest.mark.django_db(transaction=True)
def test_of_one_token_that_many_replay_at_once_one_gets_through():
    token = guarding.token(NOON)
    assert among_threads([(f"10.0.{number}.1", token) for number in range(32)]) == 1
