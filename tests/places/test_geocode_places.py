"""`manage.py geocode_places`: points for those that need one, and an honest report."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from geo.geocoding import online
from geo.models import GeocodedAddress
from geo.precision import Precision
from places import locating
from places.models import Place
from tests.geo.geocoding.ground import HOUSE, LEER, WEENER, a_geocoder, a_region, known_for_good
from tests.geo.geocoding.provider import Answer, Provider, nominatim
from tests.places.making import a_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _region(settings):
    settings.GEOCODER = a_geocoder()
    a_region()
    known_for_good(at=LEER)


@pytest.fixture
def provider(settings):
    online._provider.cache_clear()
    standing_in = Provider()
    settings.GEOCODER = a_geocoder("nominatim", standing_in.url)
    yield standing_in
    standing_in.close()


def report(*arguments):
    out = StringIO()
    call_command("geocode_places", *arguments, stdout=out)
    return out.getvalue()


def a_house(slug, at=None, **fields):
    address = {"street": HOUSE.street, "postcode": HOUSE.postcode, "town": HOUSE.town}
    return a_place(slug, at=at, **{"position_precision": Precision.LOCALITY} | address | fields)


def located():
    return {place.slug: place.position_precision for place in Place.objects.filter(location__isnull=False)}


def test_places_without_a_point_or_with_a_coarse_one_get_the_best_that_is_known():
    a_house("none")
    a_house("coarse", at=WEENER)
    a_house("village", street="", town="Loga")
    text = report()
    assert located() == {"none": "address", "coarse": "address", "village": "locality"}
    assert "3 places got a point" in text
    assert "2 genaue Adresse" in text
    assert "1 Ortsmitte" in text


def test_the_features_of_located_places_are_fresh():
    a_house("none")
    report()
    assert "Bergmannstraße" in Place.objects.get().feature


def test_exact_points_and_those_set_by_hand_are_not_touched():
    a_house("exact", at=WEENER, position_precision=Precision.ADDRESS)
    a_house("by-hand", at=WEENER, position_source=locating.BY_HAND)
    assert "0 places got a point" in report()
    assert "2 kept" not in report()


def test_all_looks_at_exact_points_too_but_not_at_those_set_by_hand():
    a_house("exact", at=WEENER, position_precision=Precision.ADDRESS)
    a_house("by-hand", at=WEENER, position_source=locating.BY_HAND)
    text = report("--all")
    assert "1 places got a point" in text
    assert "1 kept the point they had: it is as good, or set by hand: by-hand" in text


def test_a_town_hall_is_kept_where_only_the_village_is_known():
    a_house("hall", at=WEENER, position_precision=Precision.TOWN_HALL, street="Nirgendweg 1")
    assert "kept the point they had: it is as good, or set by hand: hall" in report()
    assert Place.objects.get().location.coords == WEENER.coords


def test_a_second_run_changes_nothing():
    a_house("village", street="", town="Loga")
    report()
    edited_at = Place.objects.get().edited_at
    assert "0 places got a point" in report()
    assert Place.objects.get().edited_at == edited_at


def test_a_point_as_coarse_as_the_answer_stays_unless_it_is_asked_for():
    a_house("coarse", at=WEENER, street="", town="Loga")
    assert "1 kept the point they had" in report()
    assert "1 places got a point" in report("--slug", "coarse")


def test_named_places_are_located_alone():
    a_house("one")
    a_house("other")
    report("--slug", "one")
    assert set(located()) == {"one"}


def test_a_slug_that_nobody_has_is_refused():
    with pytest.raises(CommandError, match="no place is called nobody"):
        report("--slug", "nobody")


def test_a_dry_run_saves_no_place_but_remembers_answers(provider):
    GeocodedAddress.objects.all().delete()
    provider.says(Answer([nominatim()]))
    a_house("one")
    text = report("--dry-run")
    assert "1 places would get a point" in text
    assert located() == {}
    assert GeocodedAddress.objects.count() == 1


def test_the_report_names_what_lies_outside_and_what_is_not_found():
    known_for_good(at=WEENER)
    a_house("far-off")
    a_house("nowhere", street="Nirgendweg 1", postcode="12345", town="Nirgendwo")
    text = report()
    assert "1 found outside the municipality that the address names, please check: far-off" in text
    assert "1 not found: nowhere" in text


def test_a_silent_provider_ends_the_run_and_the_next_one_goes_on(provider):
    for number in range(6):
        a_house(f"p{number}", street=f"Neuer Weg {number}")
    provider.says(Answer([nominatim()]), Answer(status=500))
    out = StringIO()
    with pytest.raises(CommandError, match="Run the command again in"):
        call_command("geocode_places", stdout=out)
    assert set(located()) == {"p0"}
    assert "1 places got a point" in out.getvalue()
    assert "3 not answered by the provider: p1, p2, p3" in out.getvalue()
    online._provider.cache_clear()
    asked = len(provider.questions)
    provider.says(Answer([nominatim()]))
    report()
    assert len(located()) == 6
    assert len(provider.questions) - asked == 5


def test_a_run_shows_no_progress_where_nobody_watches(capsys):
    a_house("one")
    report()
    assert capsys.readouterr().err == ""


def test_what_a_person_set_while_a_provider_was_asked_stays(monkeypatch):
    place = a_house("meanwhile", street="", town="Loga")
    find = locating.find

    def slowly(asked, **options):
        answer = find(asked, **options)
        locating.put_by_hand(Place.objects.get(), WEENER, precision=Precision.ADDRESS, on=date(2026, 1, 1))
        return answer

    monkeypatch.setattr(locating, "find", slowly)
    assert "1 kept the point they had" in report("--slug", place.slug)
    assert Place.objects.get().location.coords == WEENER.coords
