"""The region's own files: complete, consistent, credited, and loaded by one command."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from lucide.templatetags.lucide import lucide

from geo.geocoding import Address
from geo.geocoding.memory import recall
from geo.languages import LANGUAGES, SOURCE
from geo.models import Area, Edition, GazetteerEntry
from places.models import Category, Place, Translation
from tests.browser import serving

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
LEER = FIXTURES / "leer"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Load the region for all tests here; each takes back what it writes itself."""
    here = type(settings.REGION)(key="03457", data=LEER)
    with django_db_blocker.unblock(), override_settings(REGION=here), serving.region() as said:
        yield said


@pytest.fixture
def region(loaded: str, db: None) -> str:
    """Return what the command said that loaded the region."""
    return loaded


def places() -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads((LEER / "places.json").read_text(encoding="utf-8"))["places"]
    return records


def gazetteer() -> list[dict[str, str]]:
    with (LEER / "gazetteer.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_region_is_loaded_by_one_command(region: str) -> None:
    entries = len(gazetteer())
    assert region.splitlines() == [
        "areas: 13 created",
        f"gazetteer: {entries} created",
        "categories: 16 created",
        "words: 144 created",
        "places: 16 created",
        "translations: 873 created",
        "features: 16 rendered",
    ]


def test_a_second_run_changes_nothing(region: str, capsys: Any) -> None:
    before = Edition.objects.current()
    call_command("load_region")
    assert {line.split(": ", 1)[1].split(" ", 1)[1] for line in capsys.readouterr().out.splitlines()} == {
        "unchanged",
        "rendered",
    }
    assert Edition.objects.current() == before


def test_the_district_has_twelve_municipalities_and_their_people(region: str) -> None:
    district = Area.objects.get(level="district")
    members = district.members.all()
    assert len(members) == 12
    assert district.population == sum(member.population or 0 for member in members) == 174_348
    assert all("Destatis" in area.source and "BKG" in area.source for area in Area.objects.all())


def test_the_district_covers_its_municipalities_and_no_two_of_them_overlap(region: str) -> None:
    outlines = {area.name: area.boundary for area in Area.objects.municipalities()}
    district = Area.objects.get(level="district").boundary
    for name, outline in outlines.items():
        others = [other for other_name, other in outlines.items() if other_name != name]
        assert outline.difference(district).area < 1e-9, name
        assert all(outline.intersection(other).area < 1e-9 for other in others), name


def test_every_stand_in_and_every_place_lies_in_its_municipality(region: str) -> None:
    for area in Area.objects.all():
        assert area.boundary.intersects(area.stand_in), area
    for place in Place.objects.select_related("area"):
        assert place.area.boundary.intersects(place.location), place


def test_every_name_lies_in_its_municipality(region: str) -> None:
    outlines = {area.pk: area.boundary.prepared for area in Area.objects.all()}
    entries = GazetteerEntry.objects.exclude(area=None)
    assert [entry for entry in entries if not outlines[entry.area_id].intersects(entry.location)] == []


def test_towns_around_the_district_lie_outside_and_come_behind_its_own(region: str) -> None:
    district = Area.objects.get(level="district").boundary.prepared
    around = GazetteerEntry.objects.filter(area=None)
    assert {"Papenburg", "Emden", "Winschoten"} <= set(around.values_list("name", flat=True))
    assert not any(district.intersects(town.location) for town in around)
    heaviest, lightest = max(town.weight for town in around), min(own.weight for own in own_villages())
    assert heaviest < lightest


def own_villages() -> list[GazetteerEntry]:
    return list(GazetteerEntry.objects.filter(kind="village").exclude(area=None))


def test_there_are_one_kreisverwaltung_eleven_familienstuetzpunkte_and_four_anleger() -> None:
    kinds = [record["slug"].split("-")[0] for record in places()]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "kreisverwaltung": 1,
        "familienstuetzpunkt": 11,
        "treffpunkt": 4,
    }


def test_every_municipality_but_borkum_has_a_familienstuetzpunkt(region: str) -> None:
    without = Area.objects.municipalities().exclude(places__slug__startswith="familienstuetzpunkt-")
    assert [area.name for area in without] == ["Borkum"]


def test_every_place_says_where_it_is_known_from_and_when_it_was_true() -> None:
    for record in places():
        assert record["as_of"], record["slug"]
        assert record["sources"], record["slug"]
        assert record["position_source"], record["slug"]
        assert all(source["says"] for source in record["sources"]), record["slug"]
        assert all(phone["as_of"] for phone in record.get("phones", [])), record["slug"]


def test_what_is_not_known_stays_unknown_and_is_said() -> None:
    for record in places():
        assert not record.get("opening_hours"), record["slug"]
        assert not record.get("languages"), record["slug"]
        assert "nicht bekannt" in record["notice"], record["slug"]


@pytest.mark.parametrize("language", [each.code for each in LANGUAGES if each.code != SOURCE])
def test_every_kind_of_help_and_every_text_is_told_in_every_language(language: str) -> None:
    words = json.loads((LEER / f"words/{language}.json").read_text())["categories"]
    texts = json.loads((LEER / f"translations/{language}.json").read_text())["texts"]
    kinds = json.loads((LEER / "categories.json").read_text())
    assert words.keys() == {kind["key"] for kind in kinds}
    assert all(all(each[field] for field in each) and each["synonyms"] for each in words.values())
    german = {text for record in places() for text in _texts(record)}
    assert texts.keys() >= german
    assert all(texts[text] for text in german)


def _texts(record: dict[str, Any]) -> Iterator[str]:
    for part, fields in (
        (record, Translation.TEXTS["place"]),
        *((offer, Translation.TEXTS["offer"]) for offer in record["offers"]),
    ):
        yield from (part[field] for field in fields if part.get(field))


def test_only_the_kreisverwaltung_has_a_street() -> None:
    assert {record["slug"]: record["street"] for record in places() if record.get("street")} == {
        "kreisverwaltung-leer": "Bergmannstraße 37"
    }


def test_the_kreisverwaltung_is_geocoded_without_a_network(region: str) -> None:
    answer = recall(Address.parse("Bergmannstr. 37, 26789 Leer"), provider="region")
    assert answer is not None
    assert (answer.location.coords, answer.precision) == ((7.45643, 53.23314), "address")


def test_the_two_in_rhauderfehn_share_one_point() -> None:
    shared = [(record["lon"], record["lat"]) for record in places() if record["slug"].endswith("-rhauderfehn")]
    assert len(shared) == 2
    assert len(set(shared)) == 1


def test_every_category_is_drawn_and_readable(region: str) -> None:
    for category in Category.objects.all():
        assert "<svg" in lucide(category.icon), category
        assert _contrast_with_white(category.colour) >= 4.5, category


def _contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def test_names_are_names() -> None:
    for row in gazetteer():
        assert row["name"] == row["name"].strip()
        assert "(Ostfriesl)" not in row["name"]
        if row["kind"] == "village":
            assert not set(row["name"]) & set("0123456789/,"), row["name"]
        if row["kind"] == "postcode":
            assert row["name"].split()[0] == row["postcode"]
            assert (row["name"] == row["postcode"]) is bool(row["area"])  # without an area it says its town itself


def test_every_member_of_a_joint_municipality_can_be_found() -> None:
    members = {"Brinkum", "Firrel", "Holtland", "Neukamperfehn", "Schwerinsdorf", "Detern", "Filsum", "Nortmoor"}
    assert members <= {row["name"] for row in gazetteer() if row["kind"] == "village"}


def test_every_credit_stands_in_the_sources() -> None:
    written = (FIXTURES / "SOURCES.md").read_text(encoding="utf-8")
    missing = {row["source"] for row in gazetteer() if row["source"] not in written}
    assert missing == set()


def test_every_file_stands_in_the_sources() -> None:
    written = (FIXTURES / "SOURCES.md").read_text(encoding="utf-8")
    assert [path.name for path in LEER.iterdir() if path.name not in written] == []


def test_the_outlines_are_a_small_file() -> None:
    assert (LEER / "areas.geojson").stat().st_size < 500_000
