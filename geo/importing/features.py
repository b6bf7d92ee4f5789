"""Features of GeoJSON and every other format that GDAL reads."""

from collections.abc import Iterator
from pathlib import Path

from django.contrib.gis.gdal import DataSource, GDALException, OGRGeometry
from django.contrib.gis.gdal.feature import Feature
from django.contrib.gis.geos import GEOSException, GEOSGeometry, MultiPolygon, Polygon

from geo.coordinates import WGS84
from geo.importing.rows import InvalidFile, Row


def read_features(path: Path) -> Iterator[tuple[Row, MultiPolygon]]:
    """Yield the properties and the outline of each feature, on WGS 84, of a file's first layer.

    Where the file names no reference system its coordinates are taken for WGS 84.
    """
    if not path.exists():
        raise InvalidFile(path, "", "does not exist")
    try:
        layer = DataSource(path)[0]
        for number, feature in enumerate(layer, start=1):
            row = Row(path, f"feature {number}", {name: feature.get(name) for name in layer.fields})
            yield row, _outline(row, feature)
    except GDALException as error:
        raise InvalidFile(path, "", f"GDAL cannot read it: {error}") from error


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
    outline.srid = WGS84
    return outline
