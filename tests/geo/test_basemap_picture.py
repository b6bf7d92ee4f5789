"""The static picture: circle, pins, names and bytes."""

import math
import re
from typing import Any

import pytest
from geopy.distance import geodesic

from geo.basemap import Pin, palette, picture_svg, source
from geo.basemap.circle import circle
from geo.basemap.spreading import spread
from geo.coordinates import point
from geo.tiles import from_square
from tests.geo.drawings import LEER, SVG, compressed, parsed


def a_picture(**options: Any) -> str:
    """Return a picture around Leer of 5 km radius without pins, changed by `options`."""
    plain: dict[str, Any] = {
        "centre": point(lon=LEER[0], lat=LEER[1]),
        "radius_m": 5_000,
        "width_px": 720,
        "height_px": 420,
    }
    return picture_svg(**(plain | {"pins": [], "title": "Karte"} | options))


def a_pin(lon: float = LEER[0], lat: float = LEER[1], *, label: str = "1", approximate: bool = False) -> Pin:
    """Return a pin in Leer."""
    return Pin(point(lon=lon, lat=lat), label, "#0b5a60", approximate)


@pytest.mark.parametrize("radius_m", [100, 1_000, 5_000, 15_000, 25_000, 50_000, 100_000])
@pytest.mark.parametrize(("width", "height", "budget"), [(360, 208, 6_000), (720, 420, 8_000)])
def test_a_picture_keeps_its_budget_at_every_radius(radius_m, width, height, budget):
    pins = [a_pin(7.3 + 0.02 * step, 53.2 + 0.005 * step, label=str(step)) for step in range(16)]
    drawing = a_picture(radius_m=radius_m, width_px=width, height_px=height, pins=pins)
    assert parsed(drawing).get("viewBox") == f"0 0 {width} {height}"
    assert compressed(drawing) <= budget


def test_a_picture_says_what_it_is_and_escapes_it():
    root = parsed(a_picture(title='Karte von "Leer" & <Umgebung>'))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == 'Karte von "Leer" & <Umgebung>'


def test_a_picture_brings_no_style_which_the_policy_of_a_page_would_forbid():
    assert "<style" not in a_picture()


def test_the_style_sheet_of_the_pages_holds_the_dark_look_of_pictures(settings):
    style = (settings.BASE_DIR / "places/static/places/css/site.css").read_text(encoding="utf-8")
    assert style.rstrip().endswith(palette.dark_css(scope=".picture "))


def test_the_circle_fits_the_picture_and_touches_its_room():
    root = parsed(a_picture(radius_m=5_000))
    ring = next(path.get("d", "") for path in root.iter(f"{SVG}path") if path.get("class") == "circle")
    numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
    tops, y = [], 0
    for step in numbers[1::2]:
        y += step
        tops.append(y / 5)
    assert (min(tops), max(tops)) == pytest.approx((10, 410), abs=1)


@pytest.mark.parametrize(("lon", "lat"), [LEER, (0.0, 0.0), (179.99, -45.0), (12.0, 78.0)])
@pytest.mark.parametrize("radius_m", [100, 15_000, 100_000])
def test_every_corner_of_the_circle_is_the_radius_away(lon, lat, radius_m):
    for x, y in circle(lon, lat, radius_m):
        corner_lon, corner_lat = from_square(x, y)
        distance_m = geodesic((lat, lon), (corner_lat, (corner_lon + 540) % 360 - 180)).m
        assert distance_m == pytest.approx(radius_m, rel=0.001)


@pytest.mark.parametrize(("lon", "lat"), [(0, 90), (0, -90), (180, 0), (-180, 60), (7.4, 89.9)])
def test_a_picture_can_be_made_anywhere_on_the_earth(lon, lat):
    drawing = a_picture(centre=point(lon=lon, lat=lat), radius_m=100_000, pins=[a_pin(lon, lat)])
    assert parsed(drawing).get("role") == "img"
    assert "nan" not in drawing
    assert "inf" not in drawing


def test_a_picture_without_radius_shows_all_pins():
    drawing = a_picture(radius_m=None, pins=[a_pin(6.70, 53.59, label="A"), a_pin(7.77, 53.31, label="B")])
    assert 'class="circle"' not in drawing
    texts = {text.text: float(text.get("x", "")) for text in parsed(drawing).iter(f"{SVG}text")}
    assert 0 < texts["A"] < texts["B"] < 720


def test_a_known_point_is_a_pin_and_an_approximate_one_a_soft_disc():
    drop = a_picture(radius_m=None, pins=[a_pin()])
    assert 'transform="translate(' in drop
    assert "fill-opacity" not in drop
    disc = a_picture(radius_m=None, pins=[a_pin(approximate=True)])
    assert 'r="17" fill="#0b5a60" fill-opacity=".2"' in disc
    assert 'transform="translate(' not in disc


def test_two_places_in_one_house_are_both_readable():
    pins = [a_pin(label="1", approximate=True), a_pin(label="2", approximate=True)]
    root = parsed(a_picture(radius_m=None, pins=pins))
    texts = {text.text: (float(text.get("x", "")), float(text.get("y", ""))) for text in root.iter(f"{SVG}text")}
    assert math.dist(texts["1"], texts["2"]) >= 20


def test_a_town_keeps_its_name_under_a_pin():
    lon, lat = next(from_square(n.x, n.y) for n in source.ground().names if (n.text, n.kind) == ("Leer", "place"))
    assert ">Leer</text>" in a_picture(pins=[a_pin(lon, lat)])


def test_labels_of_pins_are_escaped():
    assert "<b>" not in a_picture(pins=[a_pin(label="<b>")])


def test_many_marks_in_one_place_move_apart():
    moved = spread([(0.0, 0.0)] * 30 + [(5.0, 5.0)] * 10, 20)
    nearest = min(math.dist(a, b) for i, a in enumerate(moved) for b in moved[i + 1 :])
    assert nearest > 15


def test_marks_that_have_room_stay():
    assert spread([(0.0, 0.0), (20.0, 0.0), (0.0, 50.0)], 20) == [(0.0, 0.0), (20.0, 0.0), (0.0, 50.0)]


def test_a_printed_picture_writes_its_names_over_their_halos():
    halves = re.split(r'<g stroke-width="0">', a_picture(printed=True))
    assert len(halves) == 2
    assert all(">Leer</text>" in half for half in halves)
    assert 'stroke-width="0"' not in a_picture()


def test_a_label_of_three_digits_is_smaller():
    assert 'font-size="9" fill="#fff">100</text>' in a_picture(radius_m=None, pins=[a_pin(label="100")])
