"""Turns: requests to one provider are a second apart, of all processes together."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from geo.geocoding import GeocoderUnavailable
from geo.geocoding.pacing import LONGEST_QUEUE_S, wait_for_turn
from geo.models import ProviderTurn

pytestmark = pytest.mark.django_db
NOW = timezone.now() + timedelta(hours=1)  # after the true time, at which a first turn is made


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def waits(count, provider="nominatim", interval_s=1.0):
    slept = []
    for _ in range(count):
        wait_for_turn(provider, interval_s, sleep=slept.append)
    return slept


def test_turns_are_a_second_apart():
    assert waits(4) == [0, 1, 2, 3]


def test_each_provider_has_its_own_turns():
    assert waits(1) + waits(1, "photon") == [0, 0]


def test_a_turn_that_has_passed_costs_nothing():
    ProviderTurn.objects.create(provider="nominatim", next_at=NOW - timedelta(seconds=1))
    assert waits(1) == [0]


def test_without_an_interval_nobody_waits(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert waits(3, interval_s=0) == []


def test_a_queue_that_is_too_long_is_not_joined():
    ProviderTurn.objects.create(provider="nominatim", next_at=NOW + timedelta(seconds=LONGEST_QUEUE_S + 0.5))
    with pytest.raises(GeocoderUnavailable) as refused:
        waits(1)
    assert refused.value.retry_after_s == LONGEST_QUEUE_S + 0.5


def test_a_clock_that_was_set_back_stops_nobody():
    ProviderTurn.objects.create(provider="nominatim", next_at=NOW + timedelta(days=1))
    assert waits(2) == [0, 1]


def test_a_turn_is_taken_under_a_lock():
    with CaptureQueriesContext(connection) as queries:
        waits(1)
    assert any("FOR UPDATE" in query["sql"] for query in queries)
