"""Eight directions, and PostGIS as the oracle of them."""

import math

import pytest
from django.contrib.gis.db.models import PointField
from django.db.models import F, FloatField, Func, Value

from geo.bearing import Direction, direction
from geo.coordinates import point
from places.models import Place
from tests.places.making import LEER, a_place, destination


@pytest.mark.parametrize(
    ("bearing", "expected"),
    [(0, "north"), (22, "north"), (23, "north_east"), (90, "east"), (135, "south_east"), (180, "south"),
     (-157, "south_west"), (-158, "south"), (-90, "west"), (-45, "north_west"), (-22, "north")],
)  # fmt: skip
def test_each_direction_is_an_eighth_of_the_horizon(bearing, expected):
    assert direction(LEER, destination(LEER, 3_000, bearing)) == Direction(expected)


def test_the_shortest_way_may_lead_across_the_antimeridian():
    assert direction(point(lon=179.9, lat=0.0), point(lon=-179.9, lat=0.0)) == Direction.EAST


def test_at_the_pole_every_way_leads_south():
    assert direction(point(lon=0.0, lat=90.0), point(lon=7.0, lat=53.0)) in set(Direction)
    assert direction(LEER, LEER) in set(Direction)


@pytest.mark.django_db
@pytest.mark.parametrize("step", range(16))
def test_postgis_agrees(step):
    end = destination(LEER, 4_000 * (step + 1), 360 / 16 * step + 1)
    a_place(at=end)
    start = Value(LEER, output_field=PointField(geography=True))
    azimuth = Func(start, F("shown_location"), function="ST_Azimuth", output_field=FloatField())
    (radians,) = Place.objects.values_list(azimuth)[0]
    assert direction(LEER, end) == list(Direction)[round(math.degrees(radians) / 45) % 8]
