"""How often a network did something: exact among threads, forgotten within a day, and nobody can tell who it was."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections, transaction

from geo import quotas
from geo.models import Occurrence, Salt

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
HOME, NEIGHBOUR, STRANGER = "192.0.2.1", "192.0.2.77", "198.51.100.1"


def take(ip: str = HOME, *, after_s: float = 0, kind: str = "letter", at_most: int = 2) -> None:
    quotas.take(kind, ip, at_most=at_most, within_s=600, now=NOON + timedelta(seconds=after_s))


@pytest.mark.django_db
def test_a_network_has_its_share_and_then_is_told_how_long_to_wait():
    take(HOME)
    take(NEIGHBOUR, after_s=60)
    with pytest.raises(quotas.Exhausted) as refused:
        take(HOME, after_s=100)
    assert refused.value.retry_after_s == 500
    take(STRANGER, after_s=100)
    take(HOME, after_s=100, kind="call")
    take(HOME, after_s=600)
    with pytest.raises(quotas.Exhausted):
        take(HOME, after_s=601)


@pytest.mark.django_db
def test_what_was_refused_does_not_count():
    for _ in range(5):
        with pytest.raises(quotas.Exhausted):
            take(at_most=0)
    assert quotas.count("letter", within_s=600, now=NOON) == 0


@pytest.mark.django_db
def test_all_networks_are_counted_together():
    for number in range(5):
        take(f"203.0.{number}.1", after_s=number)
    take(kind="call")
    assert quotas.count("letter", within_s=600, now=NOON + timedelta(seconds=10)) == 5
    assert quotas.count("letter", within_s=8, now=NOON + timedelta(seconds=10)) == 2


@pytest.mark.django_db
def test_a_day_later_nothing_is_left_of_it():
    take()
    take(STRANGER, after_s=24 * 3600)
    assert Occurrence.objects.count() == Salt.objects.count() == 1
    quotas.count("letter", within_s=60, now=NOON + timedelta(days=3))
    assert not Occurrence.objects.exists()
    assert not Salt.objects.exists()


@pytest.mark.django_db
def test_yesterdays_digest_cannot_be_made_again():
    yesterday = quotas.digest("letter", "192.0.2.0/24", now=NOON)
    assert quotas.digest("letter", "192.0.2.0/24", now=NOON) == yesterday
    assert quotas.digest("letter", "192.0.2.0/24", now=NOON + timedelta(days=1)) != yesterday
    assert quotas.digest("letter", "192.0.2.0/24", now=NOON) != yesterday


@pytest.mark.django_db
def test_a_copy_of_the_database_alone_tells_no_network(settings):
    take()
    stored = Occurrence.objects.get().who
    settings.SECRET_KEY = "another"  # noqa: S105
    assert quotas.digest("letter", "192.0.2.0/24", now=NOON) != stored


@pytest.mark.django_db
def test_two_kinds_cannot_be_told_to_be_of_the_same_network():
    take(kind="letter")
    take(kind="call")
    assert Occurrence.objects.values("who").distinct().count() == 2


@pytest.mark.django_db
def test_neither_an_archive_nor_a_standby_keeps_it():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname IN ('geo_salt', 'geo_occurrence')")
        assert cursor.fetchall() == [("u",), ("u",)]


@pytest.mark.django_db(transaction=True)
def test_what_was_counted_cannot_be_rolled_back_by_the_caller():
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        take()


@pytest.mark.django_db(transaction=True)
def test_threads_together_get_no_more_than_the_share():
    def tries(number: int) -> bool:
        try:
            take(HOME, after_s=number / 100, at_most=7)
        except quotas.Exhausted:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(tries, range(40))) == 7
    assert Salt.objects.count() == 1
