"""Features of GeoJSON and every other format that GDAL reads."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from django.contrib.gis.gdal import DataSource, GDALException, OGRGeometry
from django.contrib.gis.gdal.feature import Feature
from django.contrib.gis.gdal.layer import Layer
from django.contrib.gis.geos import GEOSException, GEOSGeometry, MultiPolygon, Polygon

from geo.coordinates import WGS84, BBox, InvalidCoordinates
from geo.importing.rows import InvalidFile, Row


def read_features(path: Path, fields: Collection[str]) -> Iterator[tuple[Row, MultiPolygon]]:
    """Yield the properties and the outline, on WGS 84, of each feature of a file's only layer.

    The layer has at least the fields `fields`. Where the file names no reference system its
    coordinates are taken for WGS 84. Raises InvalidFile.
    """
    if not path.exists():
        raise InvalidFile(path, "", "does not exist")
    try:
        layer = _layer(path, fields)
        for number, feature in enumerate(layer, start=1):
            row = Row(path, f"feature {number}", _values(path, number, feature))
            yield row, _outline(row, feature)
    except GDALException as error:
        raise InvalidFile(path, "", f"GDAL cannot read it: {error}") from error


def _layer(path: Path, fields: Collection[str]) -> Layer:
    source = DataSource(path)
    layers: list[Layer] = [source[number] for number in range(source.layer_count)]
    if len(layers) != 1:
        names = ", ".join(layer.name for layer in layers)
        raise InvalidFile(path, "", f"has {len(layers)} layers ({names}), and one alone can be read")
    if missing := [field for field in fields if field not in layers[0].fields]:
        there = ", ".join(layers[0].fields) or "none"
        raise InvalidFile(path, "", f"has no field {' and no '.join(missing)}; it has {there}")
    return layers[0]


def _values(path: Path, number: int, feature: Feature) -> dict[str, Any]:
    try:
        return {name: feature.get(name) for name in feature.fields}
    except UnicodeDecodeError as error:
        why = "holds text that is no UTF-8; a Shapefile names its encoding in a .cpg file beside it"
        raise InvalidFile(path, f"feature {number}", why) from error


def _outline(row: Row, feature: Feature) -> MultiPolygon:
    try:
        outline = _on_wgs84(feature.geom).geos
    except (GDALException, GEOSException) as error:
        raise row.fault("geometry", str(error)) from error
    return as_outline(row, outline)


def _on_wgs84(geometry: OGRGeometry) -> OGRGeometry:
    flat: OGRGeometry = geometry.clone()
    flat.set_3d(False)
    if flat.srs is None:
        flat.srid = WGS84
    elif flat.srid != WGS84:
        flat.transform(WGS84)
    return flat


def as_outline(row: Row, shape: GEOSGeometry) -> MultiPolygon:
    """Return `shape` as a valid MultiPolygon; raises InvalidFile where it is none."""
    outline = MultiPolygon(shape) if isinstance(shape, Polygon) else shape
    if not isinstance(outline, MultiPolygon) or outline.empty:
        raise row.fault("geometry", f"a Polygon or MultiPolygon is needed, not {shape.geom_type}")
    if not outline.valid:
        raise row.fault("geometry", f"is not valid: {outline.valid_reason}")
    try:
        BBox(*outline.extent)
    except InvalidCoordinates as error:
        raise row.fault("geometry", f"{error}: does the file name its reference system?") from error
    outline.srid = WGS84
    return outline
