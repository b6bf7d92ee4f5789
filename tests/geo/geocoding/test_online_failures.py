"""Online providers that fail: with nonsense, an error, too late, not at all."""

import logging
from threading import Event

import pytest

from geo.geocoding import GeocoderUnavailable, online
from tests.geo.geocoding.ground import HOUSE, a_geocoder
from tests.geo.geocoding.provider import NAMES, Answer, feature, nominatim, photon

pytestmark = pytest.mark.django_db


def ask(address=HOUSE):
    return online.ask(address)


NONSENSE = {
    "HTML": b"<!doctype html><title>502</title>",
    "nothing": b"",
    "truncated JSON": b'[{"lat": "53.2',
    "a body cut off": Answer(b"[{}]", promised_bytes=900),
    "no UTF-8": b"\xff\xfe[",
    "null": "null",
    "a number": "7",
    "a text": '"found"',
    "an empty object": "{}",
    "an error": {"error": "down for maintenance"},
    "features of no list": {"features": {"a": 1}},
    "a list of nothing": [None],
    "a list of lists": [[]],
    "features of nothing": {"features": [None]},
    "no coordinates": [{"display_name": "Leer", "addresstype": "town"}],
    "coordinates of null": [nominatim(lon=None, lat=None)],
    "a feature without geometry": {"features": [{"properties": {"type": "house", "layer": "address"}}]},
    "a feature without coordinates": {"features": [{"properties": {}, "geometry": {"coordinates": []}}]},
    "north of the pole": [nominatim(lat="153.2")],
    "beyond the antimeridian": [nominatim(lon="999")],
    "a feature out of range": photon(feature(lon=7, lat=1e9, type="house", layer="address", street="Bergmannstr.")),
    "not a number": b'[{"lat": NaN, "lon": NaN, "addresstype": "town", "display_name": "Leer"}]',
    "letters for numbers": [nominatim(lon="sieben", lat="dreiundfünfzig")],
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("body", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_no_answer_and_no_crash(name, body, use, provider, caplog):
    use(name)
    provider.says(body if isinstance(body, Answer) else Answer(body))
    with caplog.at_level(logging.DEBUG), pytest.raises(GeocoderUnavailable) as refused:
        ask()
    assert refused.value.retry_after_s > 0
    assert "Bergmann" not in caplog.text + str(refused.value)


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 408, 418, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("name", NAMES)
def test_an_error_status_is_no_answer(name, status, use, provider, caplog):
    use(name)
    provider.says(Answer("Bergmannstraße 37 gave an error", status=status))
    with caplog.at_level(logging.INFO), pytest.raises(GeocoderUnavailable) as refused:
        ask()
    assert refused.value.retry_after_s > 0
    assert "Bergmann" not in caplog.text + str(refused.value)


def test_a_provider_that_is_too_slow_is_not_waited_for(use, provider):
    use(timeout_s=0.1)
    refused = Event()
    provider.says(Answer([nominatim()], held_until=refused))
    with pytest.raises(GeocoderUnavailable):
        ask()
    refused.set()


def test_a_provider_that_is_not_there_is_unavailable(settings, provider):
    settings.GEOCODER = a_geocoder("nominatim", "http://127.0.0.1:1")
    with pytest.raises(GeocoderUnavailable):
        ask()


def test_an_answer_may_come_at_the_third_attempt(use, provider, slept):
    use(retries=2)
    provider.says(Answer(status=503), Answer(status=500), Answer([nominatim()]))
    assert len(ask()) == 1
    assert slept == [0.5, 1.0]


def test_a_short_pause_that_the_provider_asks_for_is_kept(use, provider, slept):
    use(retries=1)
    provider.says(Answer(status=429, headers={"Retry-After": "7"}), Answer([nominatim()]))
    assert len(ask()) == 1
    assert slept == [7]


@pytest.mark.parametrize("status", [429, 503])
def test_for_a_long_pause_nobody_waits_and_nobody_asks(status, use, provider, slept):
    use(retries=2)
    provider.says(Answer(status=status, headers={"Retry-After": "120"}), Answer([nominatim()]))
    for _ in range(2):
        with pytest.raises(GeocoderUnavailable) as refused:
            ask()
        assert 60 < refused.value.retry_after_s <= 120
    assert len(provider.questions) == 1
    assert slept == []


def test_a_question_that_is_refused_is_not_repeated_and_breaks_nothing(use, provider, slept):
    use(retries=2)
    provider.says(*[Answer(status=400)] * 5, Answer([nominatim()]))
    for _ in range(5):
        with pytest.raises(GeocoderUnavailable):
            ask()
    assert len(provider.questions) == 5
    assert len(ask()) == 1


@pytest.mark.parametrize("answer", [Answer(status=500), Answer(b"<html>"), Answer([None])])
def test_a_dead_provider_is_left_alone_after_three_failures(answer, use, provider):
    provider.says(answer)
    for _ in range(8):
        with pytest.raises(GeocoderUnavailable):
            ask()
    assert len(provider.questions) == 3


def test_a_silent_provider_is_waited_for_once(use, provider, slept):
    use(timeout_s=0.1, breaker_failures=1)
    refused = Event()
    provider.says(Answer(held_until=refused))
    for _ in range(20):
        with pytest.raises(GeocoderUnavailable):
            ask()
    refused.set()
    assert len(provider.questions) == 1
    assert slept == []
