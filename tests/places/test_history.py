from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from places import confirming, history
from places.history.changes import EVENTS
from places.models import Assertion, Offer, Phone, Place, PlaceEvent, Visibility
from tests.places.accounts import a_steward, an_administrator
from tests.places.making import LEER, a_category, a_place, an_area, north_of

pytestmark = pytest.mark.django_db


def again(place: Place) -> Place:
    return Place.objects.get(pk=place.pk)


def rename(place: Place, name: str, *, by=None, why: str = "") -> str:
    """Rename `place` and return the identifier of the change."""
    with history.attributed(by=by, why=why, via="test") as change:
        Place.objects.filter(pk=place.pk).update(name=name)
    return str(change)


def test_raw_sql_is_kept_with_who_and_why():
    place, ada = a_place("Alt"), an_administrator()
    with history.attributed(by=ada, why="Tippfehler", via="test"), connection.cursor() as cursor:
        cursor.execute("UPDATE places_place SET name = 'Neu' WHERE id = %s", [place.pk])
    newest = history.changes(place)[0]
    (step,) = newest.steps
    assert (newest.by, newest.why, newest.via) == ("ada", "Tippfehler", "test")
    assert (step.changed, step.before["name"], step.after["name"]) == (["name"], "Alt", "Neu")


def test_nothing_is_attributed_after_the_transaction():
    place = a_place("Alt")
    rename(place, "Neu", by=an_administrator())
    Place.objects.filter(pk=place.pk).update(name="Neuer")
    assert PlaceEvent.objects.latest("pgh_id").pgh_context is None


def test_an_attribution_inside_another_is_the_same_change():
    place = a_place("Alt")
    with history.attributed(why="außen") as outer, history.attributed(why="innen") as inner:
        Place.objects.filter(pk=place.pk).update(name="Neu")
    assert outer == inner
    assert history.changes(place)[0].why == "außen"


def test_rendering_a_feature_is_no_change():
    place = a_place()
    before = len(history.changes(place))
    Place.objects.filter(pk=place.pk).update(feature='{"type": "Feature"}')
    assert len(history.changes(place)) == before


def test_what_hangs_on_a_place_is_part_of_its_history():
    place, area = a_place(), an_area("034570014", "Weener")
    with history.attributed(why="alles"):
        offer = Offer.objects.create(place=place, category=a_category(), title="Beratung")
        offer.times.create(opening_hours="Mo 10:00-12:00")
        Phone.objects.create(place=place, number="+494919260", shown="0491 926-0")
        place.sources.create(title="Amtsblatt")
        place.serves.add(area)
        confirming.confirm(place, [Assertion.Fact.HOURS], said_by=Assertion.Party.PUBLIC, on=date(2026, 1, 1))
    steps = history.changes(place)[0].steps
    assert {step.model for step in steps} == set(EVENTS) - {Place}


def test_events_cannot_be_changed():
    a_place()
    with pytest.raises(Exception, match="Cannot update or delete"):
        PlaceEvent.objects.all().delete()


def test_a_change_is_taken_back_and_that_is_a_change():
    place, ada = a_place("Alt"), an_administrator()
    change = rename(place, "Neu")
    history.revert(change, by=ada, place=place)
    assert again(place).name == "Alt"
    newest = history.changes(place)[0]
    assert (newest.by, newest.said["reverts"]) == ("ada", change)
    history.revert(newest.id, by=ada)
    assert again(place).name == "Neu"


def test_what_was_changed_again_since_stays():
    place = a_place("Alt", email="alt@example.org")
    with history.attributed() as change:
        Place.objects.filter(pk=place.pk).update(name="Neu", email="neu@example.org")
    Place.objects.filter(pk=place.pk).update(name="Neuer")
    history.revert(str(change), by=an_administrator())
    assert (again(place).name, again(place).email) == ("Neuer", "alt@example.org")


def test_a_point_is_taken_back_whole_or_not_at_all():
    place = a_place()
    with history.attributed() as change:
        Place.objects.filter(pk=place.pk).update(location=north_of(LEER, metres=100), position_precision="street")
    Place.objects.filter(pk=place.pk).update(location=north_of(LEER, metres=200))
    with pytest.raises(history.NothingToRevert):
        history.revert(str(change), by=an_administrator())
    assert again(place).position_precision == "street"


def test_what_was_removed_comes_back_and_what_was_made_goes():
    place = a_place()
    Phone.objects.create(place=place, number="+494919260", shown="alt")
    with history.attributed() as change:
        place.phones.all().delete()
        Phone.objects.create(place=place, number="+494919261", shown="neu")
    history.revert(str(change), by=an_administrator())
    assert [phone.shown for phone in place.phones.all()] == ["alt"]


def test_a_place_that_was_made_goes_but_is_hidden_where_somebody_spoke_of_it():
    with history.attributed() as change:
        alone, spoken_of = a_place("Allein", offers="family"), a_place("Besprochen")
    spoken_of.suggestions.create(kind="closed", area=spoken_of.area)
    history.revert(str(change), by=an_administrator())
    assert not Place.objects.filter(pk=alone.pk).exists()
    assert again(spoken_of).visibility == Visibility.HIDDEN


def test_a_place_that_was_made_is_hidden_where_a_steward_answers_for_it():
    with history.attributed() as change:
        place = a_place()
    a_steward(place)
    history.revert(str(change), by=an_administrator())
    assert again(place).visibility == Visibility.HIDDEN
    assert place.stewards.exists()


def test_taking_back_brings_no_street_into_what_a_protected_place_says():
    place = a_place("Haus", offers="family", street="Heimlichgasse 4")
    with history.attributed():
        Offer.objects.update(description="Eingang Heimlichgasse")
    with history.attributed() as change:
        Offer.objects.update(description="Eingang im Hof")
    Place.objects.filter(pk=place.pk).update(visibility=Visibility.AREA_ONLY)
    with pytest.raises(ValidationError, match="Straße"):
        history.revert(str(change), by=an_administrator())
    assert Offer.objects.get().description == "Eingang im Hof"


def test_taking_back_protects_no_place_of_which_a_phone_tells_the_street():
    place = a_place("Haus", street="Heimlichgasse 4", visibility=Visibility.AREA_ONLY)
    with history.attributed() as change:
        Place.objects.filter(pk=place.pk).update(visibility=Visibility.PUBLIC)
    Phone.objects.create(place=place, number="+494919260", shown="0491 926-0", contact="Tür Heimlichgasse")
    with pytest.raises(ValidationError, match="Straße"):
        history.revert(str(change), by=an_administrator())
    assert again(place).visibility == Visibility.PUBLIC


def test_whom_or_what_there_is_no_more_does_not_come_back():
    place, berta = a_place(), an_administrator("berta")
    successor = a_place("Nachfolger")
    with history.attributed():
        Assertion.objects.create(place=place, field="phone", said_by="operator", as_of="2025", user=berta)
        Place.objects.filter(pk=place.pk).update(replaced_by=successor)
    with history.attributed() as change:
        Assertion.objects.update(as_of="2026", user=None)
        Place.objects.filter(pk=place.pk).update(replaced_by=None, name="Neu")
    berta.delete(), successor.delete()
    history.revert(str(change), by=an_administrator())
    connection.check_constraints()
    kept = Assertion.objects.get()
    assert (kept.as_of, kept.user, again(place).replaced_by) == ("2025", None, None)


def test_a_removed_place_comes_back_with_all_that_hung_on_it():
    place = a_place("Weg", offers="family")
    pk = place.pk
    with history.attributed() as change:
        place.delete()
    history.revert(str(change), by=an_administrator())
    assert Place.objects.get(pk=pk).offers.get().title == "Weg"


def test_the_queries_of_a_history_do_not_grow_with_it(django_assert_num_queries):
    place = a_place("0")
    for number in range(20):
        rename(place, str(number + 1))
    with django_assert_num_queries(7):
        assert len(history.changes(place)) == 21
