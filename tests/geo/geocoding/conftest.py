"""A provider that stands in for an online one."""

import pytest

from geo.geocoding import online
from tests.geo.geocoding.ground import a_geocoder
from tests.geo.geocoding.provider import Provider


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
