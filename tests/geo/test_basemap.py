"""The basemap's tiles, its answers over HTTP, and the file that it is drawn from."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.http import HttpResponse
from django.test import RequestFactory

from geo.basemap import BasemapUnavailable, source, tile_svg
from geo.basemap import tile as tiles
from geo.basemap.views import tile as tile_view
from geo.tiles import NoSuchTile, Tile
from tests.geo.drawings import LEER, SVG, compressed, parsed

ZOOMS = range(tiles.MIN_ZOOM, tiles.MAX_ZOOM + 1)
Words = dict[tuple[str, float, float], float]


def around_leer(z: int, reach: int = 2) -> list[Tile]:
    """Return the tiles at most `reach` columns and rows from Leer's."""
    middle = Tile.at(*LEER, z=z)
    steps = range(-reach, reach + 1)
    return [Tile(z, middle.x + dx, middle.y + dy) for dx in steps for dy in steps]


def words(tile: Tile) -> Words:
    """Return the font size of each word in `tile` by its text and its place on the whole map in px."""
    found: Words = {}
    for group in parsed(tile_svg(tile)).iter(f"{SVG}g"):
        for text in group.findall(f"{SVG}text"):
            x, y = tile.x * 256 + float(text.get("x", "")), tile.y * 256 + float(text.get("y", ""))
            found[text.text or "", round(x, 1), round(y, 1)] = float(group.get("font-size", ""))
    return found


def corners(tile: Tile, look: str) -> set[tuple[int, int]]:
    """Return the corners of the paths of class `look`, in tenths of a pixel of the whole map."""
    found = set()
    for path in parsed(tile_svg(tile)).iter(f"{SVG}path"):
        if path.get("class") != look:
            continue
        for line in path.get("d", "").split("M")[1:]:
            numbers = [int(number) for number in re.findall(r"-?\d+", line)]
            x, y = tile.x * 2560, tile.y * 2560
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + dx, y + dy
                found.add((x, y))
    return found


def get(z: int, x: int, y: int, **headers: str) -> HttpResponse:
    """Ask the view for a tile."""
    return tile_view(RequestFactory().get("/", headers=headers), z=z, x=x, y=y)


@pytest.mark.parametrize("z", ZOOMS)
def test_every_tile_is_sound_svg_of_256_px_without_script_or_foreign_address(z):
    for tile in around_leer(z):
        drawing = tile_svg(tile)
        root = parsed(drawing)
        assert (root.tag, root.get("width"), root.get("viewBox")) == (f"{SVG}svg", "256", "0 0 256 256")
        assert "script" not in drawing
        assert "http" not in drawing.replace('xmlns="http://www.w3.org/2000/svg"', "")


@pytest.mark.parametrize("z", ZOOMS)
def test_a_word_is_drawn_in_every_tile_that_it_touches(z):
    block = {(tile.x, tile.y): words(tile) for tile in around_leer(z)}
    everywhere = {}
    for found in block.values():
        everywhere |= found
    for (text, x, y), size in everywhere.items():
        half = 0.25 * size * len(text)
        for column in {int((x - half) // 256), int(x // 256), int((x + half) // 256)}:
            for row in {int((y - 0.7 * size) // 256), int(y // 256)}:
                assert (column, row) not in block or (text, x, y) in block[column, row]
    assert sum(map(len, block.values())) > len(everywhere)


@pytest.mark.parametrize("z", ZOOMS)
def test_no_word_lies_over_another(z):
    boxes = []
    for label in {label for labels in tiles._labels(source.ground(), z).values() for label in labels}:
        boxes += list(label.boxes[:1])
    boxes.sort()
    for index, (west, north, east, south) in enumerate(boxes):
        for other in boxes[index + 1 :]:
            if other[0] >= east:
                break
            assert other[1] >= south or other[3] <= north, (west, north, east, south)


@pytest.mark.parametrize("look", ["edge", "municipality", "river"])
@pytest.mark.parametrize("z", [10, 11, 12])
def test_lines_go_on_in_the_next_tile_where_they_left_this_one(z, look):
    shared = 0
    for tile in around_leer(z):
        border = (tile.x + 1) * 2560
        top, bottom = tile.y * 2560, (tile.y + 1) * 2560
        mine, theirs = corners(tile, look), corners(Tile(z, tile.x + 1, tile.y), look)
        near = {(x, y) for x, y in mine if abs(x - border) < 200 and top < y < bottom}
        shared += len(near)
        assert near == {(x, y) for x, y in theirs if abs(x - border) < 200 and top < y < bottom}
    assert shared


def test_the_names_are_those_that_people_use():
    names = {text for z in (10, 11, 12) for tile in around_leer(z) for text, _, _ in words(tile)}
    assert {"Leer", "Weener", "Bunde", "JÜMME", "WESTOVERLEDINGEN", "MOORMERLAND", "Filsum", "Dollart", "Ems"} <= names
    assert not {"LEER", "FILSUM"} & names


def test_open_sea_costs_next_to_nothing():
    assert len(tile_svg(Tile.at(6.2, 53.9, z=12))) < 400


def test_beyond_the_data_is_plain_ground():
    assert 'class="void"' in tile_svg(Tile.at(11.5, 48.1, z=9))
    assert "<path" in tile_svg(Tile(8, 0, 0))


def test_a_tile_of_the_region_is_small():
    assert max(compressed(tile_svg(tile)) for z in ZOOMS for tile in around_leer(z)) < 6_000


def test_a_tile_is_the_same_after_everything_was_forgotten():
    tile = Tile.at(*LEER, z=11)
    before = tile_svg(tile)
    for memory in (source.read, tiles._draw, tiles._pieces, tiles._labels):
        memory.cache_clear()
    assert tile_svg(tile) == before


def test_a_tile_has_a_dark_look():
    style = tile_svg(Tile.at(*LEER, z=11)).partition("<style>")[2].partition("</style>")[0]
    assert style.startswith("@media (prefers-color-scheme:dark){")
    assert ".focus{" in style


@pytest.mark.parametrize("z", [7, 14])
def test_a_zoom_that_the_basemap_lacks_is_refused(z):
    with pytest.raises(NoSuchTile, match=f"z={z} is outside 8 to 13"):
        tile_svg(Tile.at(*LEER, z=z))


def test_the_view_answers_svg_for_a_day():
    tile = Tile.at(*LEER, z=11)
    response = get(tile.z, tile.x, tile.y)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response.content.decode() == tile_svg(tile)


def test_the_view_answers_304_to_those_who_have_the_tile():
    tile = Tile.at(*LEER, z=11)
    etag = get(tile.z, tile.x, tile.y)["ETag"]
    again = get(tile.z, tile.x, tile.y, if_none_match=etag)
    assert (again.status_code, again.content) == (304, b"")
    assert get(tile.z, tile.x, tile.y, if_none_match='"another"').status_code == 200


@pytest.mark.parametrize(("z", "x", "y", "reason"), [(7, 0, 0, "z=7"), (9, 512, 0, "x=512"), (99, 0, 0, "z=99")])
def test_the_view_answers_404_with_the_reason(z, x, y, reason):
    response = get(z, x, y)
    assert response.status_code == 404
    assert response.content.decode().startswith(reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "is not JSON"),
        ("[]", "has not the shape"),
        ('{"bbox": [0, 0, 1, 1], "credits": []}', "KeyError"),
        ('{"bbox": [0, 0, 1, 1], "credits": [], "features": [{"properties": {"layer": "road"}}]}', "feature 0"),
    ],
)
def test_a_malformed_file_is_told_with_its_name_and_fault(tmp_path: Path, text, reason):
    path = tmp_path / "basemap.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BasemapUnavailable, match=reason) as raised:
        source.read(path)
    assert str(path) in str(raised.value)


def test_a_missing_file_is_told(tmp_path: Path):
    with pytest.raises(BasemapUnavailable, match="No such file"):
        source.read(tmp_path / "none.json")


def test_the_file_names_whom_to_credit():
    data = json.loads(project_settings.BASEMAP.data.read_text(encoding="utf-8"))
    credits = " ".join(entry["credit"] for entry in data["credits"])
    assert all(name in credits for name in ("BKG", "GSHHG", "GeoNames", "DB InfraGO"))
    assert all(entry["terms"] for entry in data["credits"])
    assert project_settings.BASEMAP.data.stat().st_size < 700_000
