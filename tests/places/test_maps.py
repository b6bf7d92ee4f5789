"""folium makes the map, and nothing of what it would load or write by itself gets through."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from geo import basemap
from geo.coordinates import BBox, point
from places.maps import Skeleton, search_map
from tests.places.making import LEER

REGION = BBox(6.5, 53.0, 8.0, 53.7)


def a_map(**given) -> Skeleton:
    asked: dict[str, Any] = {
        "region": REGION,
        "query": {"limit": 50},
        "by_position": False,
        "colours": {"family": "#123456"},
    }
    return search_map(given.pop("centre", None), given.pop("radius_m", None), **(asked | given))


def configuration(skeleton: Skeleton) -> dict:
    found = re.search(r"configuration: (\{.*\})\}\}\)\);", skeleton.script)
    assert found, skeleton.script
    parsed: dict = json.loads(found.group(1))
    return parsed


def test_a_map_loads_our_own_files_alone():
    made = a_map()
    assert made.scripts == ["/static/leaflet/leaflet.js"]
    assert made.styles == ["/static/leaflet/leaflet.css", "/static/places/css/map.css"]
    assert made.module == "/static/places/js/map.js"


def test_the_script_names_no_other_host_and_needs_no_jquery():
    made = a_map(centre=LEER, radius_m=5_000.0)
    for text in (made.script, made.element):
        assert "http" not in text
        assert "//" not in text
        assert "$(" not in text
    assert '"/basemap/{z}/{x}/{y}.svg"' in made.script
    assert basemap.credit().split(" · ")[0] in made.script


def test_two_maps_share_nothing():
    first, second = a_map(query={"limit": 1}), a_map(centre=LEER, radius_m=5_000.0)
    assert configuration(first)["places"] == {"href": "/api/v1/places/?limit=1"}
    assert configuration(second)["radiusM"] == 5_000
    assert a_map(query={"limit": 1}) == first


def test_the_circle_is_in_sight_and_without_one_the_region():
    assert configuration(a_map())["bounds"] == [[53.0, 6.5], [53.7, 8.0]]
    (south, west), (north, east) = configuration(a_map(centre=LEER, radius_m=5_000.0))["bounds"]
    assert south < LEER.y < north
    assert west < LEER.x < east
    assert (north - south) * 111.2 == pytest.approx(10, rel=0.01)


def test_a_circle_across_the_antimeridian_and_one_at_the_pole_have_bounds():
    for lon, lat in ((179.99, 0.0), (-179.99, 0.0), (0.0, 90.0), (10.0, -89.99)):
        (south, west), (north, east) = configuration(a_map(centre=point(lon=lon, lat=lat), radius_m=50_000.0))["bounds"]
        assert -90 <= south < north <= 90
        assert -180 <= west < east <= 180


def test_a_position_is_asked_for_in_a_body_and_is_in_no_address():
    made = a_map(centre=LEER, radius_m=1_000.0, query={"lat": 53.233, "lon": 7.456}, by_position=True)
    assert configuration(made)["places"] == {"href": "/api/v1/nearby/", "body": {"lat": 53.233, "lon": 7.456}}


@pytest.mark.parametrize("text", ["</script><script>alert(1)", "<!--", "\u2028'\"\\"])
def test_no_text_ends_the_script(text):
    made = a_map(colours={text: text}, query={"q": text})
    assert "</script" not in made.script
    assert "<!--" not in made.script
    assert configuration(made)["colours"] == {text: text}


def test_a_credit_with_markup_does_not_end_the_script(settings):
    settings.BASEMAP = replace(settings.BASEMAP, credit="</script><b>Karte</b>")
    assert "</script" not in a_map().script
