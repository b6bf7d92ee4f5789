import pytest

from tests.geo.fetching.serving import http, serving


@pytest.fixture
def receiver():
    with serving(lambda asked: http(204)) as server:
        yield server
