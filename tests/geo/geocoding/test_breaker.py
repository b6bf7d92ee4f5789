"""The breaker: three failures close the way, one request tries it again."""

from threading import Barrier, Thread

import pytest

from geo.geocoding import GeocoderUnavailable
from geo.geocoding.breaker import Breaker


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def breaker(clock):
    return Breaker(failures=3, pause_s=60, clock=clock)


def fail(breaker, times):
    for _ in range(times):
        breaker.admit()
        breaker.failed()


def refused(breaker):
    with pytest.raises(GeocoderUnavailable) as error:
        breaker.admit()
    return error.value.retry_after_s


def test_two_failures_are_forgiven(breaker):
    fail(breaker, 2)
    breaker.succeeded()
    fail(breaker, 2)
    breaker.admit()


def test_the_third_failure_closes_the_way_for_a_minute(breaker, clock):
    fail(breaker, 3)
    clock.now = 45
    assert refused(breaker) == 15


def test_after_the_pause_one_request_tries(breaker, clock):
    fail(breaker, 3)
    clock.now = 61
    breaker.admit()
    assert refused(breaker) == 60


def test_the_way_is_open_after_a_try_that_succeeds(breaker, clock):
    fail(breaker, 3)
    clock.now = 61
    breaker.admit()
    breaker.succeeded()
    fail(breaker, 2)
    breaker.admit()


def test_a_try_that_fails_closes_the_way_again(breaker, clock):
    fail(breaker, 3)
    clock.now = 61
    fail(breaker, 1)
    assert refused(breaker) == 60


def test_a_try_whose_end_is_never_told_does_not_close_the_way_for_ever(breaker, clock):
    fail(breaker, 3)
    clock.now = 61
    breaker.admit()
    clock.now = 122
    breaker.admit()


def test_a_pause_that_the_provider_asks_for_is_kept_from_the_first_failure(breaker, clock):
    breaker.admit()
    breaker.failed(retry_after_s=300)
    clock.now = 299
    assert refused(breaker) == 1


def test_of_many_threads_one_tries(breaker, clock):
    fail(breaker, 3)
    clock.now = 61
    start, admitted = Barrier(16), []

    def knock():
        start.wait()
        try:
            breaker.admit()
            admitted.append(True)
        except GeocoderUnavailable:
            pass

    threads = [Thread(target=knock) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(admitted) == 1
