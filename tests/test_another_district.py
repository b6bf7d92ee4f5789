"""Another district is a matter of files: an invented one, loaded with the commands that an operator has."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from geo.coordinates import point
from geo.geocoding import Address, geocode
from geo.importing import areas, gazetteer, load_areas
from geo.models import Area, GazetteerEntry
from places.importing import load_places, records
from places.models import Place
from tests.places.making import an_area

pytestmark = pytest.mark.django_db

KEY, TOWN, VILLAGE = "15999", "159990001", "159995402"
MAGDEBURG = (11.6, 52.1)
CREDIT = "© Vermessung Anhalt"


def a_square(lon: float, lat: float) -> dict[str, Any]:
    ring = [[lon, lat], [lon + 0.2, lat], [lon + 0.2, lat + 0.2], [lon, lat + 0.2], [lon, lat]]
    return {"type": "Polygon", "coordinates": [ring]}


def a_feature(key: str, name: str, shape: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"key": key, "name": name, "source": CREDIT}, "geometry": shape}


def two_municipalities(lon: float = MAGDEBURG[0], lat: float = MAGDEBURG[1]) -> list[dict[str, Any]]:
    both = {"type": "MultiPolygon", "coordinates": [a_square(lon + step, lat)["coordinates"] for step in (0, 0.3)]}
    return [
        a_feature(KEY, "Elbekreis", both),
        a_feature(TOWN, "Möckerstadt", a_square(lon, lat)),
        a_feature(VILLAGE, "Verbandsgemeinde Börde", a_square(lon + 0.3, lat)),
    ]


def write(path: Path, value: Any) -> None:
    if not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False)
    path.write_text(value, encoding="utf-8")


def a_district_beside(folder: Path, **changed: Any) -> None:
    """Load, after the folder's, a district of one town that calls its sources the same."""
    area = an_area("15888", "Saalekreis", level="district", stand_in=point(lon=11.7, lat=51.5))
    town = an_area("158880001", "Neustadt", parent=area, stand_in=point(lon=11.7, lat=51.5))
    table = "kind,name,area,postcode,lon,lat,weight,source\n" + f"village,Aue,{town.key},,11.7,51.5,1,Zählung\n"
    write(folder / "beside.csv", table)
    call_command("load_gazetteer", folder / "beside.csv")
    record = {"slug": "laden", "name": "Saaleladen", "area": town.key, "serves": [area.key]} | changed
    write(folder / "beside.json", {"places": [record]})
    call_command("load_places", folder / "beside.json")


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """Write the files of a district, and name them in the settings."""
    features = {"type": "FeatureCollection", "features": two_municipalities()}
    write(tmp_path / "areas.geojson", features)
    write(tmp_path / "population.csv", f"key,population,as_of,source\n{TOWN},9000,2023-12-31,Zählung\n")
    names = (
        "kind,name,area,postcode,lon,lat,weight,source",
        f"municipality,Möckerstadt,{TOWN},39999,11.7,52.2,9000,Zählung",
        f"village,Größ Rübe,{VILLAGE},,12,52.2,1,Zählung",
    )
    write(tmp_path / "gazetteer.csv", "\n".join(names))
    write(tmp_path / "categories.json", [{"key": "food", "name": "Tafel", "icon": "utensils", "colour": "#7c2d12"}])
    write(tmp_path / "places.json", {"organizations": [], "places": some_places()})
    region, basemap = settings.REGION, settings.BASEMAP
    settings.REGION = type(region)(key=KEY, data=tmp_path)
    settings.BASEMAP = type(basemap)(data=tmp_path / "basemap.json", credit="")
    return tmp_path


def some_places() -> list[dict[str, Any]]:
    point = {"lon": 11.71, "lat": 52.2, "position_precision": "street", "position_source": "Stadtplan"}
    offers = [{"category": "food", "title": "Ausgabe"}]
    return [
        {"slug": "tafel", "name": "Tafel", "area": TOWN, "serves": [KEY], "offers": offers, **point},
        {"slug": "dorfladen", "name": "Dorfladen", "area": VILLAGE, "town": "Größ Rübe", "street": "Am Anger 1"},
    ]


@pytest.fixture
def region(folder: Path) -> Path:
    call_command("load_region")
    return folder


def page(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_files_load_and_a_second_run_changes_nothing(folder: Path, capsys: Any) -> None:
    call_command("load_region")
    assert capsys.readouterr().out.splitlines()[:6] == [
        "areas: 3 created",
        "gazetteer: 2 created",
        "categories: 1 created",
        "words: nothing",
        "places: 2 created",
        "translations: nothing",
    ]
    call_command("load_region")
    assert "created" not in capsys.readouterr().out


def test_the_examples_of_the_files_description_are_a_district(folder: Path, settings: Any, capsys: Any) -> None:
    described = (settings.BASE_DIR / "fixtures" / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```\w+ (\S+)\n(.*?)^```$", described, re.MULTILINE | re.DOTALL)
    for name, text in examples:
        (folder / name).parent.mkdir(exist_ok=True)
        write(folder / name, text)
    settings.REGION = type(settings.REGION)(key="99999", data=folder)
    call_command("load_region")
    call_command("geocode_places")
    said = capsys.readouterr().out
    assert "not found" not in said
    assert "words: 1 created\n" in said
    assert "translations: 1 created\n" in said
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert files == {name for name, _ in examples}
    assert "vereinfachte Karte · © Landesvermessung" in page("/?where=Oberau")
    assert "Landkreis Muster: alle Gemeinden" in page("/orte/familientreff-oberau/")


def test_the_description_of_the_files_names_every_field(settings: Any) -> None:
    described = (settings.BASE_DIR / "fixtures" / "README.md").read_text(encoding="utf-8")
    fields = {
        *("key", "name", "level", "parent", "source", "stand_in_lon", "stand_in_lat", *areas._HALL),
        *gazetteer._FIELDS,
        *records.ORGANIZATION,
        *records.CATEGORY,
        *records.WORDS,
        *records.PLACE,
        *records.PHONE,
        *records.OFFER,
        *records.SOURCE,
    }
    assert {field for field in fields if f"`{field}`" not in described} == set()


def test_the_files_load_one_by_one(folder: Path) -> None:
    call_command("load_areas", folder / "areas.geojson", population=folder / "population.csv")
    call_command("load_gazetteer", folder / "gazetteer.csv")
    call_command("load_places", folder / "places.json", categories=folder / "categories.json")
    call_command("geocode_places")
    assert Area.objects.get(key=TOWN).population == 9000
    assert {place.slug for place in Place.objects.filter(location__isnull=False)} == {"tafel", "dorfladen"}


def test_the_pages_tell_of_this_district_and_of_no_other(region: Path) -> None:
    told = page("/") + page("/?where=Groess+Ruebe&radius_km=30") + page("/orte/tafel/")
    assert "Elbekreis, ganzes Gebiet" in told
    assert "Elbekreis: alle Gemeinden" in told
    assert all(strange not in told for strange in ("Leer", "Ostfriesland", "GSHHG"))


def test_the_api_answers(region: Path) -> None:
    found = json.loads(page(f"/api/v1/places/?area={KEY}"))
    assert {feature["properties"]["name"] for feature in found["features"]} == {"Tafel", "Dorfladen"}
    assert len(json.loads(page("/api/v1/areas/"))["features"]) == 3


def test_a_village_is_found_however_it_is_written(region: Path) -> None:
    answer = geocode(Address.parse("Groess Ruebe"))
    assert (answer.label, answer.location.coords) == ("Größ Rübe, Verbandsgemeinde Börde", (12, 52.2))


def test_a_region_without_a_basemap_has_plain_ground_and_says_so(region: Path) -> None:
    assert "ohne Hintergrundkarte" in page("/")
    tile = Client().get("/basemap/8/136/84.svg")
    assert (tile.status_code, tile["Cache-Control"]) == (200, "public, max-age=60")
    assert tile.content.count(b"<path") == 1


def test_a_basemap_says_whom_the_map_names(region: Path) -> None:
    write(region / "basemap.json", {"bbox": [11, 52, 13, 53], "credits": [{"credit": CREDIT}], "features": []})
    assert f"vereinfachte Karte · {CREDIT}" in page("/")


def test_a_place_with_a_street_and_no_point_is_not_said_to_have_no_address(region: Path) -> None:
    told = " ".join(page("/orte/dorfladen/").split())
    assert "ungefähre Lage: Gemeinde" in told
    assert "Adresse nicht bekannt" not in told


def test_a_region_that_is_not_loaded_is_refused_with_those_that_are(folder: Path, settings: Any) -> None:
    settings.REGION = type(settings.REGION)(key="03457", data=folder)
    with pytest.raises(CommandError, match="REGION=03457 is none of the districts: 15999 Elbekreis"):
        call_command("load_region")
    assert not Area.objects.exists()


def test_a_geocoded_place_still_follows_its_file(region: Path) -> None:
    call_command("geocode_places")
    renamed = [place | {"name": f"{place['name']} neu"} for place in some_places()]
    write(region / "places.json", {"places": renamed})
    assert str(load_places(region / "places.json")) == "2 updated"


@pytest.mark.parametrize("name", ["areas.shp", "areas.gpkg"])
def test_outlines_come_in_other_formats_and_reference_systems(folder: Path, name: str) -> None:
    call_command("load_areas", folder / "areas.geojson")
    before = Area.objects.get(key=VILLAGE)
    subprocess.run(["ogr2ogr", "-t_srs", "EPSG:25832", folder / name, folder / "areas.geojson"], check=True)
    call_command("load_areas", folder / name)
    after = Area.objects.get(key=VILLAGE)
    assert after.name == "Verbandsgemeinde Börde"
    assert after.boundary.extent == pytest.approx(before.boundary.extent, abs=1e-6)


def test_a_district_beside_it_takes_no_names_away(region: Path) -> None:
    a_district_beside(region)
    assert set(GazetteerEntry.objects.values_list("name", flat=True)) == {"Möckerstadt", "Größ Rübe", "Aue"}


def test_the_first_page_is_of_the_region_and_a_search_of_all_that_is_near(region: Path) -> None:
    a_district_beside(region)
    assert "Saaleladen" not in page("/")
    assert f"area={KEY}" in page("/")
    assert "Saaleladen" in page("/?where=Aue")
    assert "Saalekreis" in page("/orte/laden/")


def test_a_slug_of_another_district_is_refused(region: Path) -> None:
    with pytest.raises(
        CommandError, match="place tafel, field slug: is that of a place in Möckerstadt, another district"
    ):
        a_district_beside(region, slug="tafel")
    assert Place.objects.get(slug="tafel").area.key == TOWN


def test_a_municipality_that_vanished_goes_when_no_place_needs_it(region: Path) -> None:
    features = two_municipalities()[:2]
    write(region / "areas.geojson", {"type": "FeatureCollection", "features": features})
    assert str(load_areas(region / "areas.geojson")) == "1 kept, 2 unchanged"
    Place.objects.filter(area__key=VILLAGE).update(area=Area.objects.get(key=TOWN))
    assert str(load_areas(region / "areas.geojson")) == "1 removed, 2 unchanged"
    assert set(GazetteerEntry.objects.values_list("name", flat=True)) == {"Möckerstadt"}


def test_a_town_that_is_its_own_district_has_no_municipalities_to_speak_of(folder: Path, settings: Any) -> None:
    town = a_square(*MAGDEBURG)
    features = [a_feature(KEY, "Möckerstadt", town), a_feature(TOWN, "Möckerstadt", town)]
    write(folder / "areas.geojson", {"type": "FeatureCollection", "features": features})
    write(folder / "gazetteer.csv", "kind,name,area,postcode,lon,lat,weight,source\n")
    write(folder / "places.json", {"places": some_places()[:1]})
    call_command("load_region")
    told = " ".join(page("/orte/tafel/").split())
    assert "<dd> Möckerstadt </dd>" in told
    assert "alle Gemeinden" not in told


def test_hours_are_in_the_time_zone_of_the_settings_unless_a_place_names_its_own(folder: Path, settings: Any) -> None:
    settings.TIME_ZONE = "Atlantic/Canary"
    call_command("load_region")
    assert set(Place.objects.values_list("timezone", flat=True)) == {"Atlantic/Canary"}
    write(folder / "places.json", {"places": [some_places()[0] | {"slug": "neu", "timezone": "Mars/Base"}]})
    with pytest.raises(CommandError, match=r"place neu, field timezone: .*Mars/Base"):
        call_command("load_region")
