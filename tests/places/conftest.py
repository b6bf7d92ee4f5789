import pytest

from geo.coordinates import point
from tests.places.making import a_category, an_area


@pytest.fixture
def region(db):
    """Make two municipalities, and a kind of help."""
    an_area()
    an_area("034570014", "Weener", stand_in=point(lon=7.9, lat=53.17))
    a_category("german", "Deutschkurse")
