"""Online providers: what they answer, and what happens when they do not."""

import logging
import time

import pytest

from geo.geocoding import Address, AddressNotFound, GeocoderUnavailable, geocode, online
from geo.models import GeocodedAddress
from geo.precision import Precision
from tests.geo.geocoding.ground import HOUSE, LEER, WEENER, a_geocoder, a_region
from tests.geo.geocoding.provider import (
    Answer,
    Provider,
    feature,
    nominatim,
    pelias_house,
    photon,
    photon_house,
)
from tests.places.making import an_area

pytestmark = pytest.mark.django_db
NAMES = ("nominatim", "photon", "pelias")
FOUND = {"nominatim": [nominatim()], "photon": photon(photon_house()), "pelias": photon(pelias_house())}
NOTHING = {"nominatim": [], "photon": photon(), "pelias": photon()}


@pytest.fixture
def provider():
    online._provider.cache_clear()
    standing_in = Provider()
    yield standing_in
    standing_in.close()


@pytest.fixture
def slept(monkeypatch):
    """Return the seconds that the back-off would have slept."""
    seconds = []
    monkeypatch.setattr(online, "sleep", seconds.append)
    return seconds


@pytest.fixture
def use(settings, provider):
    """Return a function that chooses a provider, by name, which the stand-in then plays."""

    def choose(name="nominatim", **fields):
        settings.GEOCODER = a_geocoder(name, provider.url, **fields)

    choose()
    return choose


def ask(address=HOUSE):
    return online.ask(address)


@pytest.mark.parametrize("name", NAMES)
def test_each_provider_finds_a_house(name, use, provider):
    use(name)
    provider.says(Answer(FOUND[name]))
    (answer,) = ask()
    assert (answer.location.x, answer.location.y) == (7.4564, 53.2331)
    assert (answer.precision, answer.provider) == (Precision.ADDRESS, name)
    assert "Bergmannstraße" in answer.label
    assert provider.questions[0].user_agent.startswith("hilfe-vor-ort")


@pytest.mark.parametrize("name", NAMES)
def test_each_provider_may_know_nothing(name, use, provider):
    use(name)
    provider.says(Answer(NOTHING[name]))
    assert ask() == []


def test_nominatim_is_asked_by_the_parts_and_then_as_text(use, provider):
    an_area("03457", "Landkreis Leer", level="district", stand_in=LEER)
    ask()
    parts, text = (question.fields for question in provider.questions)
    assert (parts["street"], parts["postalcode"], parts["city"]) == ("Bergmannstraße 37", "26789", "Leer")
    assert text["q"] == "Bergmannstraße 37, 26789 Leer"
    assert [float(edge) for edge in parts["viewbox"].split(",")] == pytest.approx([7.25, 53.13, 7.65, 53.33])


def test_photon_prefers_the_region(use, provider):
    an_area("03457", "Landkreis Leer", level="district", stand_in=LEER)
    use("photon")
    provider.says(Answer(photon()))
    ask()
    (question,) = provider.questions
    assert (float(question.fields["lon"]), float(question.fields["lat"])) == pytest.approx((LEER.x, LEER.y))


def test_pelias_gets_its_key_and_a_provider_may_live_in_a_folder(settings, provider):
    settings.GEOCODER = a_geocoder("pelias", f"{provider.url}/geo/", api_key="secret")
    provider.says(Answer(photon()))
    ask()
    assert provider.questions[0].path == "/geo/v1/search"
    assert provider.questions[0].fields["api_key"] == "secret"


def test_a_provider_without_an_address_is_no_provider(settings):
    settings.GEOCODER = a_geocoder("pelias")
    with pytest.raises(GeocoderUnavailable):
        ask()


@pytest.mark.parametrize(
    ("result", "precision"),
    [
        (nominatim(), Precision.ADDRESS),
        (nominatim(number="39"), Precision.STREET),
        (nominatim(kind="road", rank=26, number=""), Precision.STREET),
        (nominatim(kind="residential", rank=26, number=""), Precision.STREET),
        (nominatim(kind="village", rank=19, number=""), Precision.LOCALITY),
        (nominatim(kind="suburb", rank=19, number=""), Precision.LOCALITY),
        (nominatim(kind="town", rank=16, number=""), Precision.LOCALITY),
        (nominatim(kind="municipality", rank=14, number=""), Precision.MUNICIPALITY),
        (nominatim(kind="postcode", rank=21, number=""), Precision.MUNICIPALITY),
    ],
)
def test_nominatims_results_say_how_precise_they_are(result, precision, use, provider):
    provider.says(Answer([result]))
    assert [answer.precision for answer in ask()] == [precision]


@pytest.mark.parametrize(
    ("properties", "precision"),
    [
        ({}, Precision.ADDRESS),
        ({"housenumber": "39"}, Precision.STREET),
        ({"type": "street", "street": None, "name": "Bergmannstr."}, Precision.STREET),
        ({"type": "district"}, Precision.LOCALITY),
        ({"type": "city"}, Precision.LOCALITY),
        ({"type": "other", "osm_value": "postcode"}, Precision.MUNICIPALITY),
    ],
)
def test_photons_results_say_how_precise_they_are(properties, precision, use, provider):
    use("photon")
    provider.says(Answer(photon(photon_house(**properties))))
    assert [answer.precision for answer in ask()] == [precision]


@pytest.mark.parametrize(
    ("properties", "precision"),
    [
        ({}, Precision.ADDRESS),
        ({"housenumber": "37a"}, Precision.STREET),
        ({"layer": "street", "housenumber": ""}, Precision.STREET),
        ({"layer": "neighbourhood"}, Precision.LOCALITY),
        ({"layer": "localadmin"}, Precision.MUNICIPALITY),
        ({"layer": "postalcode"}, Precision.MUNICIPALITY),
    ],
)
def test_pelias_results_say_how_precise_they_are(properties, precision, use, provider):
    use("pelias")
    provider.says(Answer(photon(pelias_house(**properties))))
    assert [answer.precision for answer in ask()] == [precision]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("nominatim", [nominatim(kind="county", rank=10, number="")]),
        ("nominatim", [nominatim(kind="country", rank=4, number="")]),
        ("photon", photon(photon_house(type="county"))),
        ("photon", photon(photon_house(street="Ganz anderer Weg"))),
        ("pelias", photon(pelias_house(layer="region"))),
        ("pelias", photon(pelias_house(street="Ganz anderer Weg"))),
    ],
)
def test_a_county_or_another_street_is_no_answer(name, body, use, provider):
    use(name)
    provider.says(Answer(body))
    assert ask() == []


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
    provider.says(Answer([nominatim()], after_s=0.5))
    started = time.monotonic()
    with pytest.raises(GeocoderUnavailable):
        ask()
    assert time.monotonic() - started < 0.4


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
        assert refused.value.retry_after_s == pytest.approx(120, abs=2)
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


def test_a_dead_provider_slows_no_request(use, provider):
    use(timeout_s=0.1, breaker_failures=1)
    provider.says(Answer(after_s=0.3))
    with pytest.raises(GeocoderUnavailable):
        ask()
    started = time.monotonic()
    for _ in range(20):
        with pytest.raises(GeocoderUnavailable):
            ask()
    assert time.monotonic() - started < 0.1


def test_the_public_nominatim_is_asked_once_a_second_whatever_the_settings_say():
    slow = online._provider(a_geocoder("nominatim", min_interval_s=0))
    assert (slow.domain, slow.interval_s) == ("nominatim.openstreetmap.org", 1)


def test_a_label_keeps_no_letters_that_the_database_refuses(use, provider):
    provider.says(Answer([nominatim(display_name="Le\0er \ud800" + "x" * 900)]))
    assert geocode(HOUSE).label.startswith("Leer x")
    assert geocode(HOUSE).label.startswith("Leer x")


# The provider behind memory and gazetteer


def test_an_address_is_asked_once(use, provider):
    provider.says(Answer([nominatim()]))
    assert geocode(HOUSE).precision == geocode(HOUSE).precision == Precision.ADDRESS
    assert len(provider.questions) == 1


def test_an_unknown_address_is_asked_once(use, provider):
    for _ in range(2):
        with pytest.raises(AddressNotFound):
            geocode(HOUSE)
    assert len(provider.questions) == 2  # by its parts, and as text


def test_another_provider_is_asked_anew(use, provider):
    provider.says(Answer([nominatim()]), Answer(FOUND["photon"]))
    assert geocode(HOUSE).provider == "nominatim"
    use("photon")
    assert geocode(HOUSE).provider == "photon"


def test_a_town_that_the_gazetteer_knows_is_not_asked_for(use, provider):
    a_region()
    assert geocode(Address.parse("26789 Leer")).provider == "gazetteer"
    assert provider.questions == []


def test_the_finer_answer_wins(use, provider):
    a_region()
    provider.says(Answer([nominatim(kind="town", rank=16, number="")]))
    assert geocode(Address.parse("Bollinghauser Weg 12, 26789 Leer")).provider == "gazetteer"
    provider.says(Answer([nominatim()]))
    assert geocode(HOUSE).provider == "nominatim"


@pytest.mark.parametrize("answer", [Answer([]), Answer(status=500)])
def test_the_gazetteers_answer_stays_when_the_provider_has_none(answer, use, provider):
    a_region()
    provider.says(answer)
    assert geocode(HOUSE).precision == Precision.LOCALITY


def test_a_provider_that_is_down_is_not_remembered_as_one_that_does_not_know(use, provider):
    provider.says(Answer(status=500))
    with pytest.raises(GeocoderUnavailable):
        geocode(HOUSE)
    assert not GeocodedAddress.objects.exists()
    provider.says(Answer([nominatim()]))
    assert geocode(HOUSE).precision == Precision.ADDRESS


def test_who_does_not_settle_hears_that_the_provider_is_down(use, provider):
    a_region()
    provider.says(Answer(status=500))
    with pytest.raises(GeocoderUnavailable):
        geocode(HOUSE, settle=False)


def test_an_address_that_must_stay_here_is_not_asked_for(use, provider):
    a_region()
    assert geocode(HOUSE, ask_online=False).provider == "gazetteer"
    assert provider.questions == []


def test_of_several_results_the_one_in_the_named_municipality_counts(use, provider):
    a_region()
    provider.says(Answer([nominatim(str(WEENER.x), str(WEENER.y)), nominatim()]))
    assert geocode(HOUSE).in_named_area is True


def test_a_point_outside_the_named_municipality_says_so(use, provider):
    a_region()
    provider.says(Answer([nominatim(str(WEENER.x), str(WEENER.y))]))
    assert geocode(HOUSE).in_named_area is False
