"""One tile of the basemap as a self-contained SVG image of 256 x 256 px."""

from collections.abc import Mapping
from functools import lru_cache

from geo.basemap.crowd import cells
from geo.basemap.frame import Frame
from geo.basemap.ground import Pieces, cut, generalise, ground_svg
from geo.basemap.labels import Label, arrange, labels_svg
from geo.basemap.palette import dark_style
from geo.basemap.source import Source, ground
from geo.tiles import TILE_PX, NoSuchTile, Tile

MIN_ZOOM, MAX_ZOOM = 8, 13


def tile_svg(tile: Tile) -> str:
    """Return the drawing of `tile`. Raises NoSuchTile outside zoom 8 to 13."""
    if not MIN_ZOOM <= tile.z <= MAX_ZOOM:
        raise NoSuchTile(f"z={tile.z} is outside {MIN_ZOOM} to {MAX_ZOOM}, the zooms of the basemap")
    return _draw(ground(), tile)


@lru_cache(maxsize=4096)
def _draw(source: Source, tile: Tile) -> str:
    drawing = ground_svg(source, _pieces(source, tile.z, tile), Frame.of_tile(tile))
    labels = _labels(source, tile.z).get((tile.x, tile.y), [])
    drawing += labels_svg(labels, tile.x * TILE_PX, tile.y * TILE_PX)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{TILE_PX}" height="{TILE_PX}" viewBox="0 0 256 256">'
    return f"{head}{dark_style(drawing)}{drawing}</svg>"


@lru_cache(maxsize=512)
def _pieces(source: Source, zoom: int, tile: Tile) -> Pieces:
    """Return the shapes of `zoom` in `tile`, which is of that zoom or above: each is cut from its parent's."""
    whole = _whole(source, zoom) if tile.z <= MIN_ZOOM else _pieces(source, zoom, tile.parent)
    return cut(whole, Frame.of_tile(tile))


def _whole(source: Source, zoom: int) -> Pieces:
    """Return all shapes of `zoom`; the last zoom's are finer, for it is also shown enlarged."""
    return generalise(source, zoom, tolerance_px=0.4 if zoom < MAX_ZOOM else 0.1)


@lru_cache(maxsize=MAX_ZOOM - MIN_ZOOM + 1)
def _labels(source: Source, zoom: int) -> Mapping[tuple[int, int], list[Label]]:
    """Return the labels of the whole map at `zoom` by the column and row of each tile that they touch."""
    size = TILE_PX * 2**zoom
    by_tile: dict[tuple[int, int], list[Label]] = {}
    for label in arrange(source.names, zoom, lambda x, y: (x * size, y * size)):
        for cell in sorted({cell for box in label.boxes for cell in cells(box, TILE_PX)}):
            by_tile.setdefault(cell, []).append(label)
    return by_tile
