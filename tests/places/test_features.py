"""The Feature follows the facts, and withholds what it must."""

import orjson
import pytest
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from geo.geocoding import Address, Geocoded, suggest
from geo.geocoding.memory import remember
from geo.precision import Precision
from places import features
from places.models import Category, Phone, Place, Source, Visibility
from tests.places.making import LEER, a_place, an_area, north_of

pytestmark = pytest.mark.django_db
BESIDE = north_of(LEER, metres=500)


def stored(place: Place) -> str | None:
    feature: str | None = Place.objects.values_list("feature", flat=True).get(pk=place.pk)
    return feature


def test_a_new_place_waits_to_be_rendered_and_is_rendered_once():
    place = a_place(offers="family")
    assert stored(place) is None
    assert features.refresh_stale() == 1
    assert features.refresh_stale() == 0
    assert orjson.loads(stored(place) or "")["properties"]["categories"] == ["family"]


def test_a_feature_is_rfc_7946_with_its_properties_last():
    place = a_place(offers="family")
    features.refresh_stale()
    feature = orjson.loads(stored(place) or "")
    assert list(feature) == ["type", "id", "geometry", "properties"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [LEER.x, LEER.y]}
    assert tuple(feature["properties"]) == features.PROPERTIES
    assert feature["properties"]["url"] == f"/orte/{place.slug}/"


@pytest.mark.parametrize(
    "change",
    [
        lambda place: Place.objects.filter(pk=place.pk).update(name="Neu"),
        lambda place: place.save(),
        lambda place: Phone.objects.create(place=place, number="+4949112345", shown="0491 12345"),
        lambda place: place.offers.update(title="Beratung"),
        lambda place: place.offers.all().delete(),
        lambda place: place.serves.add(an_area("034570021", "Weener")),
        lambda place: Source.objects.create(place=place, title="Brief"),
        lambda place: Category.objects.update(name="Anlaufstelle"),
        lambda place: type(place.area).objects.update(name="Leer (Ostfriesland)"),
    ],
)
def test_whatever_a_feature_shows_makes_it_stale_when_it_changes(change):
    place = a_place(offers="family")
    features.refresh_stale()
    place.refresh_from_db()
    change(place)
    assert stored(place) is None


def test_a_protected_place_leaves_with_its_stand_in_and_without_street():
    place = a_place(
        "Frauenhaus", LEER, street="Geheimweg 1", visibility=Visibility.AREA_ONLY, position_note="hinter dem Deich"
    )
    Source.objects.create(place=place, title="Protokoll", says="Geheimweg 1")
    features.refresh_stale()
    text = stored(place) or ""
    stand_in = place.area.stand_in
    assert orjson.loads(text)["geometry"]["coordinates"] == [stand_in.x, stand_in.y]
    assert orjson.loads(text)["properties"]["approximate"] is True
    assert "Geheimweg" not in text
    assert "Deich" not in text
    assert not Place.objects.matching("Geheimweg").exists()


def test_a_hidden_place_has_neither_point_nor_feature():
    place = a_place(visibility=Visibility.HIDDEN)
    features.refresh_stale()
    place.refresh_from_db()
    assert place.shown_location is None
    assert place.feature is None


def test_a_place_becomes_protected_in_one_statement():
    place = a_place(at=north_of(LEER, metres=500))
    Place.objects.update(visibility=Visibility.AREA_ONLY)
    place.refresh_from_db()
    assert place.shown_location == place.area.stand_in


def test_nobody_can_write_the_shown_point():
    place = a_place()
    Place.objects.update(shown_location=north_of(LEER, metres=500))
    place.refresh_from_db()
    assert place.shown_location == LEER


def test_a_place_without_a_point_appears_at_its_areas_stand_in_as_approximate():
    place = a_place(at=None, position_precision=Precision.MUNICIPALITY)
    features.refresh_stale()
    feature = orjson.loads(stored(place) or "")
    assert feature["geometry"]["coordinates"] == [place.area.stand_in.x, place.area.stand_in.y]
    assert feature["properties"]["approximate"] is True


def test_the_distance_is_appended_to_the_properties():
    place = a_place()
    text = features.render([place.pk])[place.pk]
    assert orjson.loads(features.with_distance(text, 12.34567))["properties"]["distance_m"] == 12.346


def test_rendering_many_places_takes_a_fixed_number_of_queries_and_leaves_outlines_alone(django_assert_num_queries):
    places = [a_place(f"Ort {number}", offers="family") for number in range(5)]
    for place in places:
        place.serves.add(place.area)
    with django_assert_num_queries(8) as asked:
        features.render([place.pk for place in places])
    assert not [query for query in asked if "boundary" in query["sql"]]


def known(text, at=BESIDE):
    """Let geocoding know the address `text` for good."""
    address = Address.parse(text)
    remember(address, Geocoded(at, Precision.ADDRESS, "region", address.text), provider="region", expires=False)


@pytest.mark.parametrize("visibility", [Visibility.AREA_ONLY, Visibility.HIDDEN])
@pytest.mark.parametrize("remembered", ["Schutzweg 5, 26789 Leer", "Schutzweg 5, Leer", "Schutzweg 5"])
def test_the_address_of_a_place_that_becomes_protected_is_offered_to_nobody(visibility, remembered):
    place = a_place("shelter", street="Schutzweg 5", postcode="26789", town="Leer")
    known(remembered)
    known("Markt 1, 26789 Leer")
    Place.objects.filter(pk=place.pk).update(visibility=visibility)
    assert suggest("Schutzweg 5", limit=5) == []
    assert [found.label for found in suggest("Markt 1", limit=5)] == ["Markt 1, 26789 Leer"]


@pytest.mark.parametrize("also", [{"street": ""}, {"street": "Parkweg 1"}, {"town": "Loga"}, {"postcode": "26788"}])
def test_an_address_is_forgotten_that_is_taken_away_while_its_place_becomes_protected(also):
    place = a_place("shelter", street="Schutzweg 5", postcode="26789", town="Leer")
    known("Schutzweg 5, 26789 Leer")
    Place.objects.filter(pk=place.pk).update(visibility=Visibility.AREA_ONLY, **also)
    assert suggest("Schutzweg 5", limit=5) == []


def test_an_address_that_was_corrected_before_its_place_became_protected_is_forgotten_by_its_point():
    place = a_place("shelter", street="Schutzwg. 5", postcode="26789", town="Leer")
    known("Schutzwg. 5, 26789 Leer", at=LEER)
    Place.objects.filter(pk=place.pk).update(street="Schutzweg 5")
    Place.objects.filter(pk=place.pk).update(visibility=Visibility.AREA_ONLY)
    assert suggest("Schutzwg. 5", limit=5) == []


def test_an_answer_that_comes_when_the_place_is_protected_already_is_not_remembered():
    a_place("shelter", street="Schutzweg 5", postcode="26789", town="Leer", visibility=Visibility.AREA_ONLY)
    known("Schutzweg 5, 26789 Leer")
    known("Schutzweg 6, 26789 Leer")
    assert [found.label for found in suggest("Schutzweg", limit=5)] == ["Schutzweg 6, 26789 Leer"]


@pytest.mark.parametrize("told", ["Klingeln Sie im Schutzweg 5 a.", "Im Schutzweg", "Frauenhaus-Schutzweg"])
@pytest.mark.parametrize("field", ["name", "slug", "description", "notice"])
def test_the_street_of_a_protected_place_may_not_stand_in_its_public_words(field, told):
    place = a_place("shelter", street="Schutzweg 5", visibility=Visibility.AREA_ONLY)
    setattr(place, field, slugify(told) if field == "slug" else told)
    with pytest.raises(ValidationError) as refused:
        place.full_clean()
    assert list(refused.value.message_dict) == [field]
    place.visibility = Visibility.PUBLIC
    place.full_clean()


def test_nor_may_it_stand_in_what_hangs_on_the_place():
    place = a_place("shelter", offers="family", street="Schutzweg 5", visibility=Visibility.AREA_ONLY)
    offer = place.offers.get()
    offer.description = "Treffpunkt am Schutzweg"
    phone = Phone(place=place, number="+49491926000", shown="0491 926-0", contact="Empfang Schutzweg")
    for part, field in ((offer, "description"), (phone, "contact")):
        with pytest.raises(ValidationError) as refused:
            part.full_clean()
        assert list(refused.value.message_dict) == [field]


def test_a_word_that_only_holds_the_street_may_stand_there():
    a_place("shelter", street="Ring 5", description="Beratungsring", visibility=Visibility.AREA_ONLY).full_clean()
