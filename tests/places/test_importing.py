"""Places come from a file, until people change them."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from geo.geocoding import Address
from geo.importing import Changes, InvalidFile
from geo.models import Edition, GeocodedAddress
from places.importing import load_categories, load_places
from places.models import Category, LoadedRecord, Offer, Organization, Phone, Place, Source
from tests.places.making import a_category, a_place, an_area

pytestmark = pytest.mark.django_db


def a_record(slug: str = "treffpunkt", **facts: Any) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": "Treffpunkt",
        "area": "034570013",
        "serves": ["034570013"],
        "lon": 7.45,
        "lat": 53.23,
        "position_precision": "locality",
        "position_source": "Destatis",
        "phones": [{"number": "+494919260", "shown": "0491 926-0", "as_of": "2014"}],
        "offers": [{"category": "family", "title": "Beratung"}],
        "sources": [{"title": "Pressemitteilung", "as_of": "2014"}],
    } | facts


@pytest.fixture
def load(tmp_path: Path) -> Any:
    """Return a function that loads records from a file, in an area and with a category."""
    an_area()
    a_category()

    def run(*places: Any, **members: Any) -> Changes:
        path = tmp_path / "places.json"
        path.write_text(json.dumps({"places": places} | members))
        return load_places(path)

    return run


def test_a_place_is_created_with_all_that_hangs_on_it(load: Any) -> None:
    organizations = [{"slug": "landkreis", "name": "Landkreis Leer"}]
    changes = load(a_record(organization="landkreis", as_of="2014"), organizations=organizations)
    place = Place.objects.get()
    assert str(changes) == "1 created"
    assert (place.name, place.area.name, str(place.organization)) == ("Treffpunkt", "Leer", "Landkreis Leer")
    assert (place.location and place.location.coords, place.position_precision) == ((7.45, 53.23), "locality")
    assert [str(area) for area in place.serves.all()] == ["Leer"]
    assert [str(phone) for phone in place.phones.all()] == ["0491 926-0"]
    assert [str(offer) for offer in place.offers.all()] == ["Beratung"]
    assert [str(source) for source in place.sources.all()] == ["Pressemitteilung"]


def test_a_place_may_have_no_point(load: Any) -> None:
    record = {key: value for key, value in a_record().items() if key not in ("lon", "lat")}
    load(record)
    assert Place.objects.get().location is None


def test_a_second_run_writes_nothing(load: Any) -> None:
    load(a_record(), organizations=[{"slug": "landkreis", "name": "Landkreis Leer"}])
    before = Edition.objects.current()
    assert str(load(a_record(), organizations=[{"slug": "landkreis", "name": "Landkreis Leer"}])) == "1 unchanged"
    assert Edition.objects.current() == before


def test_a_changed_record_updates_a_place_that_nobody_touched(load: Any) -> None:
    load(a_record(description="Alt."))
    before = Place.objects.get()
    offer = Offer.objects.get().pk
    changed = a_record(
        name="Anleger",
        lon=7.46,
        phones=[{"number": "+494919261", "shown": "0491 926-1"}],
        sources=[],
        offers=[{"category": "family", "title": "Beratung", "audience": "Familien"}],
    )
    assert str(load(changed)) == "1 updated"
    place = Place.objects.get()
    assert (place.pk, place.name, place.description) == (before.pk, "Anleger", "")
    assert place.location is not None
    assert place.location.x == 7.46
    assert [str(phone) for phone in place.phones.all()] == ["0491 926-1"]
    assert not Source.objects.exists()
    assert [(offer.pk, offer.audience) for offer in place.offers.all()] == [(offer, "Familien")]


def test_a_record_that_changed_twice_updates_twice(load: Any) -> None:
    for name in ("Eins", "Zwei", "Drei"):
        load(a_record(name=name))
    assert Place.objects.get().name == "Drei"


def test_a_place_that_was_edited_stays(load: Any) -> None:
    load(a_record())
    Place.objects.update(name="Haus der Begegnung")
    assert str(load(a_record(name="Anleger"))) == "1 kept"
    assert Place.objects.get().name == "Haus der Begegnung"


@pytest.mark.parametrize(
    "edit",
    [
        lambda place: place.phones.update(shown="0491 / 9260"),
        lambda place: place.phones.all().delete(),
        lambda place: Phone.objects.create(place=place, number="+494919269", shown="0491 926-9"),
        lambda place: place.offers.update(title="Beratung für Familien"),
        lambda place: place.sources.update(says="Etwas anderes."),
        lambda place: place.serves.clear(),
        lambda place: Place.objects.update(location="POINT(7.5 53.2)"),
        lambda place: Place.objects.update(visibility="hidden"),
    ],
    ids=["phone", "no phone", "another phone", "offer", "source", "serves", "point", "visibility"],
)
def test_a_place_stays_where_people_changed_anything_of_it(load: Any, edit: Any) -> None:
    load(a_record())
    edit(Place.objects.get())
    assert str(load(a_record(name="Anleger"))) == "1 kept"
    assert Place.objects.get().name == "Treffpunkt"


def test_a_place_that_was_deleted_stays_deleted(load: Any) -> None:
    load(a_record())
    Place.objects.all().delete()
    assert str(load(a_record())) == "1 kept"
    assert not Place.objects.exists()


def test_a_place_that_people_made_stays(load: Any) -> None:
    a_place("Von Hand", slug="treffpunkt")
    assert str(load(a_record())) == "1 kept"
    assert Place.objects.get().name == "Von Hand"


def test_a_place_that_vanished_from_the_file_stays(load: Any) -> None:
    load(a_record("eins"), a_record("zwei"))
    load(a_record("eins"))
    assert Place.objects.count() == 2


def test_empty_values_are_as_good_as_none(load: Any) -> None:
    load(a_record())
    assert str(load(a_record(description="", website="", languages=[]))) == "1 unchanged"


def test_an_organization_and_a_category_that_were_edited_stay(load: Any, tmp_path: Path) -> None:
    path = tmp_path / "categories.json"
    path.write_text(json.dumps([{"key": "meeting", "name": "Treff", "icon": "anchor", "colour": "#0f766e"}]))
    load_categories(path)
    load(organizations=[{"slug": "landkreis", "name": "Landkreis"}])
    Category.objects.filter(key="meeting").update(name="Treffpunkt")
    Organization.objects.update(name="Landkreis Leer")
    assert str(load_categories(path)) == "1 kept"
    load(organizations=[{"slug": "landkreis", "name": "Kreis"}])
    assert Category.objects.get(key="meeting").name == "Treffpunkt"
    assert Organization.objects.get().name == "Landkreis Leer"


def test_a_known_address_is_remembered_for_good(load: Any) -> None:
    door = {"street": "Bergmannstraße 37", "postcode": "26789", "town": "Leer", "position_precision": "address"}
    load(a_record(**door))
    remembered = GeocodedAddress.objects.get()
    assert remembered.query == Address.parse("Bergmannstraße 37, 26789 Leer").key
    assert (remembered.location and remembered.location.coords, remembered.expires_at) == ((7.45, 53.23), None)


def test_an_address_that_was_wrong_is_forgotten(load: Any) -> None:
    door = {"street": "Bergmannstraße 37", "postcode": "26789", "town": "Leer", "position_precision": "address"}
    load(a_record(**door))
    load(a_record(**door | {"street": "Mühlenstraße 135"}))
    assert [remembered.label for remembered in GeocodedAddress.objects.all()] == ["Mühlenstraße 135, 26789 Leer"]


@pytest.mark.parametrize(
    "facts",
    [{"position_precision": "town_hall"}, {"visibility": "area_only"}, {"visibility": "hidden"}, {"street": ""}],
)
def test_no_address_is_remembered_that_is_inexact_or_protected(load: Any, facts: dict[str, str]) -> None:
    door = {"street": "Bergmannstraße 37", "postcode": "26789", "town": "Leer", "position_precision": "address"}
    load(a_record(**door | facts))
    assert not GeocodedAddress.objects.exists()


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        (a_record(nmae="Treff"), "place 1, field nmae: is not known"),
        (a_record(name=5), "place 1, field name: a text without NUL is needed, not 5"),
        (a_record(name="Treff\0"), "place 1, field name: a text without NUL is needed"),
        (a_record(languages=["de", 5]), "place 1, field languages: a list of texts is needed"),
        (a_record(lon=True), "place 1, field lon: a number is needed"),
        ("Treffpunkt", "place 1: an object is needed"),
        (a_record(slug=""), "place 1, field slug: is missing"),
        (a_record(area="99999"), "place treffpunkt, field area: there is no '99999'"),
        (a_record(serves=["99999"]), "place treffpunkt, field serves: there is no '99999'"),
        (a_record(organization="nobody"), "place treffpunkt, field organization: there is no 'nobody'"),
        (a_record(as_of="gestern"), "place treffpunkt, field as_of: "),
        (a_record(opening_hours="immer mal"), "place treffpunkt, field opening_hours: "),
        (a_record(visibility="secret"), "place treffpunkt, field visibility: "),
        (a_record(lat=95), "place treffpunkt, field lon, lat: "),
        (a_record(position_precision="exact"), "field position_precision: 'exact' is none of address, street"),
        (a_record(phones=[{"number": "110x", "shown": "?"}]), "place treffpunkt, phones 1, field number: "),
        (a_record(phones=[{"number": "+494919260", "shown": ""}]), "place treffpunkt, phones 1, field shown: "),
        (a_record(offers=[{"category": "no", "title": "x"}]), "offers 1, field category: there is no 'no'"),
        (a_record(sources=[{"title": "x", "url": "leer"}]), "place treffpunkt, sources 1, field url: "),
        (a_record(sources={}), "place 1, field sources: a list is needed"),
    ],
)
def test_a_wrong_record_is_refused_by_place_and_field(load: Any, record: Any, complaint: str) -> None:
    with pytest.raises(InvalidFile) as refusal:
        load(record)
    assert complaint in str(refusal.value)
    assert not Place.objects.exists()


def test_a_slug_that_comes_twice_is_refused(load: Any) -> None:
    with pytest.raises(InvalidFile, match="place treffpunkt, field slug: comes twice"):
        load(a_record(), a_record())


def test_a_wrong_record_takes_those_before_it_along(load: Any) -> None:
    with pytest.raises(InvalidFile):
        load(a_record("eins"), a_record("zwei", area="99999"))
    assert not Place.objects.exists()
    assert not LoadedRecord.objects.exists()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("{", "is no JSON in UTF-8"), ("[]", "an object with the lists organizations and places is needed")],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "places.json"
    path.write_text(text)
    with pytest.raises(CommandError, match=complaint):
        call_command("load_places", path)


def test_the_command_loads_categories_first_and_renders_features(tmp_path: Path, capsys: Any) -> None:
    an_area()
    categories, places = tmp_path / "categories.json", tmp_path / "places.json"
    categories.write_text(json.dumps([{"key": "family", "name": "F", "icon": "users", "colour": "#0b5a60"}]))
    places.write_text(json.dumps({"places": [a_record()]}))
    call_command("load_places", places, categories=categories)
    assert capsys.readouterr().out == "categories: 1 created\nplaces: 1 created\n"
    assert '"Treffpunkt"' in (Place.objects.get().feature or "")
