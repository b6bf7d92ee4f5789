"""Tile addresses: the numbers of every web map, and what is refused."""

import pytest

from geo.tiles import MAX_LAT, NoSuchTile, Tile, from_square, to_square


def test_zoom_zero_is_one_tile_that_holds_the_square():
    bounds = Tile(0, 0, 0).bounds
    assert (bounds.west, bounds.east) == (-180, 180)
    assert bounds.north == pytest.approx(MAX_LAT)
    assert bounds.south == pytest.approx(-MAX_LAT)


def test_leer_lies_in_the_tile_that_every_web_map_gives_it():
    assert Tile.at(7.4564, 53.2331, z=10) == Tile(10, 533, 332)


def test_a_tile_holds_the_points_inside_its_bounds():
    tile = Tile(11, 1066, 664)
    bounds = tile.bounds
    middle = (bounds.west + bounds.east) / 2, (bounds.south + bounds.north) / 2
    assert Tile.at(*middle, z=11) == tile


def test_neighbours_share_an_edge():
    assert Tile(12, 2132, 1328).bounds.east == Tile(12, 2133, 1328).bounds.west
    assert Tile(12, 2132, 1328).bounds.south == Tile(12, 2132, 1329).bounds.north


def test_the_parent_holds_its_child():
    child = Tile(13, 4265, 2657)
    parent, bounds = child.parent.bounds, child.bounds
    assert parent.west <= bounds.west < bounds.east <= parent.east
    assert parent.south <= bounds.south < bounds.north <= parent.north


def test_the_square_and_degrees_agree():
    for lon, lat in ((7.4564, 53.2331), (-179.9, -84), (0, 0), (180, 85)):
        assert from_square(*to_square(lon, lat)) == pytest.approx((lon, lat))


def test_the_poles_lie_on_the_edge_of_the_square():
    assert to_square(0, 90)[1] == pytest.approx(0)
    assert Tile.at(180, -90, z=3) == Tile(3, 7, 7)


@pytest.mark.parametrize(
    ("z", "x", "y", "reason"),
    [
        (-1, 0, 0, "z=-1 is outside 0 to 24"),
        (25, 0, 0, "z=25 is outside 0 to 24"),
        (3, 8, 0, "x=8 is outside 0 to 7"),
        (3, 0, -1, "y=-1 is outside 0 to 7"),
    ],
)
def test_an_address_without_a_tile_is_refused_with_field_and_rule(z: int, x: int, y: int, reason: str):
    with pytest.raises(NoSuchTile, match=reason):
        Tile(z, x, y)


def test_the_whole_square_has_no_parent():
    with pytest.raises(NoSuchTile, match="z=-1"):
        _ = Tile(0, 0, 0).parent
