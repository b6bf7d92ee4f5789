"""How many sheets a network may have made, without remembering who it was."""

import pytest

from places.printing import ration
from places.printing.ration import Ration, Spent


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 1000.0

    monkeypatch.setattr(ration, "monotonic", lambda: Clock.now)
    return Clock


def test_a_network_gets_its_share_and_then_has_to_wait(clock):
    share = Ration(2, 600)
    share.claim("192.0.2.1")
    clock.now += 100
    share.claim("192.0.2.99")
    with pytest.raises(Spent) as refusal:
        share.claim("192.0.2.1")
    assert refusal.value.retry_after_s == 501
    share.claim("198.51.100.1")
    clock.now += 501
    share.claim("192.0.2.1")


def test_what_was_not_made_is_given_back():
    share = Ration(1, 600)
    for _ in range(3):
        share.claim("192.0.2.1")
        share.give_back("192.0.2.1")


def test_nothing_is_remembered_after_the_window(clock):
    share = Ration(2, 600)
    share.claim("192.0.2.1")
    clock.now += 601
    share.claim("198.51.100.1")
    assert len(share._made) == 1


def test_an_address_is_kept_as_a_salted_digest_alone():
    first, second = Ration(2, 600), Ration(2, 600)
    for share in (first, second):
        share.claim("192.0.2.1")
    assert first._made.keys().isdisjoint(second._made.keys())
    assert b"192" not in b"".join(first._made)
