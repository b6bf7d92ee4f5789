"""Areas and the gazetteer come from files, and the file wins."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from geo.importing import InvalidFile, load_areas, load_gazetteer
from geo.models import Area, Edition, GazetteerEntry

pytestmark = pytest.mark.django_db

COLUMNS = "kind,name,area,postcode,lon,lat,weight,source"


def a_square(west: float = 7.0, south: float = 53.0, *, side: float = 1.0) -> dict[str, Any]:
    east, north = west + side, south + side
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def a_feature(key: str | int = "034570013", name: str = "Leer", shape: Any = None, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"key": key, "name": name} | properties,
        "geometry": shape or a_square(),
    }


@pytest.fixture
def outlines(tmp_path: Path) -> Any:
    """Return a function that writes features into a GeoJSON file."""

    def write(*features: dict[str, Any], **members: Any) -> Path:
        path = tmp_path / "areas.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features} | members))
        return path

    return write


@pytest.fixture
def table(tmp_path: Path) -> Any:
    """Return a function that writes lines into a CSV file."""

    def write(*lines: str, header: str = COLUMNS) -> Path:
        path = tmp_path / "table.csv"
        path.write_text("\n".join((header, *lines)) + "\n")
        return path

    return write


def test_areas_are_created_from_outlines(outlines: Any) -> None:
    changes = load_areas(outlines(a_feature(hall_street="Rathausstraße 1", source="© BKG")))
    leer = Area.objects.get()
    assert str(changes) == "1 created"
    assert (leer.key, leer.name, leer.hall_street, leer.source) == ("034570013", "Leer", "Rathausstraße 1", "© BKG")
    assert leer.boundary.num_geom == 1


def test_a_second_run_writes_nothing(outlines: Any) -> None:
    path = outlines(a_feature())
    load_areas(path)
    before = Edition.objects.current()
    assert str(load_areas(path)) == "1 unchanged"
    assert Edition.objects.current() == before


def test_the_file_wins_over_what_is_there(outlines: Any) -> None:
    load_areas(outlines(a_feature(name="Lehr")))
    assert str(load_areas(outlines(a_feature(name="Leer")))) == "1 updated"
    assert Area.objects.get().name == "Leer"


def test_an_area_that_is_not_in_the_file_stays(outlines: Any) -> None:
    load_areas(outlines(a_feature("034570013")))
    load_areas(outlines(a_feature("034570014")))
    assert Area.objects.count() == 2


def test_a_municipality_belongs_to_the_district_that_its_key_begins_with(outlines: Any) -> None:
    load_areas(outlines(a_feature("034570013", "Leer"), a_feature("03457", "Landkreis Leer")))
    leer = Area.objects.get(key="034570013")
    assert leer.parent is not None
    assert (leer.level, leer.parent.level, leer.parent.name) == ("municipality", "district", "Landkreis Leer")


def test_features_with_one_key_are_one_area(outlines: Any) -> None:
    load_areas(outlines(a_feature(shape=a_square(7)), a_feature(shape=a_square(9))))
    assert Area.objects.get().boundary.num_geom == 2


def test_without_a_stand_in_one_is_found_on_the_surface(outlines: Any) -> None:
    load_areas(outlines(a_feature()))
    leer = Area.objects.get()
    assert leer.boundary.intersects(leer.stand_in)


def test_coordinates_of_another_reference_system_are_transformed(outlines: Any) -> None:
    utm = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    load_areas(outlines(a_feature(shape=a_square(397_000, 5_899_000, side=1_000)), crs=utm))
    west, south, _, _ = Area.objects.get().boundary.extent
    assert (west, south) == pytest.approx((7.457, 53.231), abs=0.01)


def test_inhabitants_come_from_a_table_and_stay_without_it(outlines: Any, table: Any) -> None:
    people = table("034570013,35663,2022-12-31,© Destatis", header="key,population,as_of,source")
    path = outlines(a_feature(source="© BKG"))
    load_areas(path, people)
    assert str(load_areas(path)) == "1 unchanged"
    leer = Area.objects.get()
    assert (leer.population, str(leer.population_as_of)) == (35663, "2022-12-31")
    assert leer.source == "© BKG\n© Destatis"


@pytest.mark.parametrize(
    ("feature", "complaint"),
    [
        (a_feature(name=""), "feature 1, field name: is missing"),
        (a_feature(parent="99999"), "feature 1, field parent: there is no area 99999"),
        (a_feature(level="county"), "feature 1, field level: "),
        (a_feature(stand_in_lon=1.0, stand_in_lat=1.0), "lies outside of the area"),
        (a_feature(stand_in_lon=7.5, stand_in_lat=91.0), "outside ±180, ±90"),
        (a_feature(hall_email="rathaus"), "feature 1, field hall_email: "),
        (a_feature() | {"geometry": None}, "feature 1, field geometry: "),
        (a_feature(3457), "feature 1, field key: is the number 3457; write it as text"),
        (a_feature(shape=a_square(397_000, 5_899_000)), "does the file name its reference system?"),
        (
            {"type": "Feature", "properties": {"ARS": "03457"}, "geometry": a_square()},
            "has no field key and no name; it has ARS",
        ),
        (a_feature(shape={"type": "Point", "coordinates": [7, 53]}), "MultiPolygon is needed, not Point"),
        (
            a_feature(shape={"type": "Polygon", "coordinates": [[[7, 53], [8, 54], [8, 53], [7, 54], [7, 53]]]}),
            "field geometry: is not valid: Self-intersection",
        ),
    ],
)
def test_a_wrong_feature_is_refused_by_name(outlines: Any, feature: dict[str, Any], complaint: str) -> None:
    with pytest.raises(InvalidFile, match=r"areas\.geojson") as refusal:
        load_areas(outlines(feature))
    assert complaint in str(refusal.value)


def test_a_third_level_is_refused(outlines: Any) -> None:
    levels = a_feature("03457"), a_feature("034575402"), a_feature("034575402003", parent="034575402")
    with pytest.raises(InvalidFile, match="field parent: 034575402 is part of a district itself"):
        load_areas(outlines(*levels))


def test_a_shapefile_must_name_the_encoding_of_its_text(outlines: Any, tmp_path: Path) -> None:
    path, options = tmp_path / "areas.shp", ("-lco", "ENCODING=ISO-8859-1")
    subprocess.run(["ogr2ogr", *options, path, outlines(a_feature(name="Jümme"))], check=True)
    path.with_suffix(".cpg").write_text("UTF-8")
    with pytest.raises(InvalidFile, match=r"feature 1: holds text that is no UTF-8; .*\.cpg"):
        load_areas(path)


def test_a_file_of_several_layers_is_refused(outlines: Any, tmp_path: Path) -> None:
    path, source = tmp_path / "areas.gpkg", outlines(a_feature())
    for layer in ("kreise", "gemeinden"):
        update = ["-update"] if path.exists() else []
        subprocess.run(["ogr2ogr", *update, path, source, "-nln", layer], check=True)
    with pytest.raises(InvalidFile, match=r"has 2 layers \(kreise, gemeinden\)"):
        load_areas(path)


def test_a_wrong_file_loads_nothing(outlines: Any) -> None:
    with pytest.raises(InvalidFile, match="feature 2, field level"):
        load_areas(outlines(a_feature("034570013"), a_feature("034570014", level="county")))
    assert not Area.objects.exists()


def test_a_file_that_is_no_map_is_refused(tmp_path: Path) -> None:
    (tmp_path / "areas.geojson").write_text("Leer")
    with pytest.raises(CommandError, match=r"areas\.geojson: GDAL cannot read it"):
        call_command("load_areas", tmp_path / "areas.geojson")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gone\.geojson: does not exist"):
        call_command("load_areas", tmp_path / "gone.geojson")
    with pytest.raises(CommandError, match=r"gone\.csv: cannot be read: No such file"):
        call_command("load_gazetteer", tmp_path / "gone.csv")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("034570099,1,2022-12-31,", "line 2, field key: there is no area 034570099"),
        ("034570013,many,2022-12-31,", "line 2, field population: 'many' is not a whole number"),
        ("034570013,-1,2022-12-31,", "field population: "),
        ("034570013,1,31.12.2022,", "line 2, field as_of: '31.12.2022' is not a date like 2022-12-31"),
    ],
)
def test_a_wrong_number_of_inhabitants_is_refused(outlines: Any, table: Any, line: str, complaint: str) -> None:
    with pytest.raises(InvalidFile) as refusal:
        load_areas(outlines(a_feature()), table(line, header="key,population,as_of,source"))
    assert complaint in str(refusal.value)


def test_names_are_created_from_a_table(table: Any) -> None:
    changes = load_gazetteer(table("village,Loga,,26789,7.49,53.24,120,DB"))
    loga = GazetteerEntry.objects.get()
    assert str(changes) == "1 created"
    assert (loga.name, loga.folded, loga.location.coords, loga.weight) == ("Loga", "loga", (7.49, 53.24), 120)


def test_a_table_changes_only_what_differs(table: Any) -> None:
    load_gazetteer(table("village,Loga,,26789,7.49,53.24,120,DB", "village,Bingum,,26789,7.41,53.22,120,DB"))
    kept = GazetteerEntry.objects.get(name="Bingum").pk
    changes = load_gazetteer(table("village,Loga,,26789,7.5,53.24,120,DB", "village,Bingum,,26789,7.41,53.22,120,DB"))
    assert str(changes) == "1 updated, 1 unchanged"
    assert GazetteerEntry.objects.get(name="Loga").location.x == 7.5
    assert GazetteerEntry.objects.get(name="Bingum").pk == kept


def test_names_that_vanished_from_the_table_go(table: Any) -> None:
    load_gazetteer(table("village,Loga,,26789,7.49,53.24,120,DB", "village,Bingum,,26789,7.41,53.22,120,DB"))
    assert str(load_gazetteer(table("village,Loga,,26789,7.49,53.24,120,DB"))) == "1 removed, 1 unchanged"


def test_names_from_sources_that_the_table_does_not_name_stay(table: Any) -> None:
    load_gazetteer(table("village,Loga,,26789,7.49,53.24,120,DB"))
    load_gazetteer(table("village,Bingum,,26789,7.41,53.22,120,GeoNames"))
    assert set(GazetteerEntry.objects.values_list("name", flat=True)) == {"Loga", "Bingum"}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("village,Loga,99999,26789,7.49,53.24,120,DB", "line 2, field area: there is no area 99999"),
        ("hamlet,Loga,,26789,7.49,53.24,120,DB", "line 2, field kind: "),
        ("village,Lo\0ga,,26789,7.49,53.24,120,DB", "field name: holds a NUL character"),
        ("village,,,26789,7.49,53.24,120,DB", "line 2, field name: is missing"),
        ("village,Loga,,26789,east,53.24,120,DB", "line 2, field lon: 'east' is not a number"),
        ("village,Loga,,26789,nan,53.24,120,DB", "line 2, field lon, lat: lon=nan"),
        ("village,Loga,,26789,7.49", "line 2, field lat: is missing"),
        ("village,Loga,,26789,7.49,53.24,-5,DB", "line 2, field weight: "),
        ("village,Loga,034570013,26789,53.24,7.49,1,DB", "lon=53.24, lat=7.49 is over 100 km from its area"),
    ],
)
def test_a_wrong_row_is_refused_by_line_and_field(table: Any, outlines: Any, line: str, complaint: str) -> None:
    load_areas(outlines(a_feature()))
    with pytest.raises(InvalidFile) as refusal:
        load_gazetteer(table(line))
    assert complaint in str(refusal.value)


def test_a_name_that_comes_twice_is_refused(table: Any) -> None:
    line = "village,Loga,,26789,7.49,53.24,120,DB"
    with pytest.raises(InvalidFile, match="line 3, field name: village Loga stands in the file twice"):
        load_gazetteer(table(line, line))


def test_a_table_without_a_column_is_refused(table: Any) -> None:
    with pytest.raises(CommandError, match="first row: the columns lon, lat are missing"):
        call_command("load_gazetteer", table(header=COLUMNS.replace(",lon,lat", "")))


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(InvalidFile, match="is no comma-separated UTF-8 text"):
        load_gazetteer(tmp_path / "table.csv")
