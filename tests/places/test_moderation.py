from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from places import history, moderation
from places.facts import BadFact, UnknownFact
from places.models import Assertion, Phone, Place, Suggestion, Visibility
from places.moderation import AlreadyDecided, ChangedMeanwhile
from places.roles import NotYours
from places.suggesting import suggest
from tests.geo.geocoding.ground import a_geocoder, a_region, known_for_good
from tests.places.accounts import a_steward, an_editor
from tests.places.making import LEER, a_place, an_area, north_of

pytestmark = pytest.mark.django_db


def again(place: Place) -> Place:
    return Place.objects.get(pk=place.pk)


def an_edit(place: Place, **changes) -> Suggestion:
    return suggest(kind=Suggestion.Kind.EDIT, place=place, changes=changes)


def test_a_suggestion_changes_nothing_and_keeps_what_the_sender_saw():
    place = a_place("Alt", email="alt@example.org")
    suggestion = an_edit(place, name="Neu", email="alt@example.org")
    assert again(place).name == "Alt"
    assert (suggestion.changes, suggestion.before) == ({"name": "Neu"}, {"name": "Alt"})
    assert suggestion.area == place.area


def test_nothing_different_and_nothing_said_is_no_suggestion():
    with pytest.raises(BadFact):
        an_edit(a_place("Alt"), name="Alt")


def test_some_of_the_fields_are_accepted():
    place = a_place("Alt", email="alt@example.org")
    suggestion = an_edit(place, name="Neu", email="neu@example.org", website="https://example.org")
    moderation.accept(suggestion, fields=["email"], by=an_editor(of=place.area))
    assert (again(place).name, again(place).email, again(place).website) == ("Alt", "neu@example.org", "")
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.accepted) == ("accepted", {"email": "neu@example.org"})


def test_an_editor_may_write_something_else_than_was_suggested():
    place = a_place("Alt")
    moderation.accept(an_edit(place, name="neu"), edits={"name": "Neu"}, by=an_editor(of=place.area))
    assert again(place).name == "Neu"


def test_what_an_editor_accepts_the_municipality_confirms():
    place = a_place()
    Phone.objects.create(place=place, number="+494919260", shown="0491 926-0", as_of="2014")
    anna = an_editor(of=place.area)
    moderation.accept(an_edit(place, phones=[{"number": "0491 9261"}]), by=anna)
    said = place.assertions.get()
    assert (said.field, said.said_by, said.user) == (Assertion.Fact.PHONE, Assertion.Party.MUNICIPALITY, anna)
    assert said.as_of == timezone.localdate().isoformat()
    assert '"confirmed":{"phone":{"as_of":' in again(place).feature


def test_a_steward_speaks_for_who_runs_the_place():
    place = a_place()
    moderation.accept(an_edit(place, opening_hours="Mo 10:00-12:00"), by=a_steward(place, account=True).user)
    assert place.assertions.get().said_by == Assertion.Party.OPERATOR


def test_a_decision_is_made_once():
    place = a_place("Alt")
    suggestion, anna = an_edit(place, name="Neu"), an_editor(of=place.area)
    moderation.reject(suggestion, reason="stimmt nicht", by=anna)
    with pytest.raises(AlreadyDecided):
        moderation.accept(suggestion, by=anna)
    assert again(place).name == "Alt"


def test_nothing_is_overwritten_that_the_editor_has_not_seen():
    place = a_place("Alt")
    suggestion = an_edit(place, name="Neu")
    Place.objects.filter(pk=place.pk).update(name="Zwischendurch")
    with pytest.raises(ChangedMeanwhile) as refused:
        moderation.accept(suggestion, seen={"name": "Alt"}, by=an_editor(of=place.area))
    assert set(refused.value.fields) == {"name"}
    suggestion.refresh_from_db()
    assert suggestion.is_pending


def test_a_closed_place_stays_with_what_replaced_it_but_no_search_finds_it():
    place, other = a_place("Alt"), a_place("Nachfolger")
    suggestion = suggest(
        kind=Suggestion.Kind.CLOSED, place=place, changes={"closed_on": "2026-10-01", "replaced_by": other.slug}
    )
    moderation.accept(suggestion, by=an_editor(of=place.area))
    closed = again(place)
    assert (closed.visibility, closed.closed_on, closed.replaced_by) == (Visibility.CLOSED, date(2026, 10, 1), other)
    assert closed.shown_location is None
    assert list(Place.objects.published()) == [other]


def test_a_place_that_is_to_close_is_not_closed_yet():
    place = a_place("Alt")
    with pytest.raises(BadFact):
        moderation.close(place, on=timezone.localdate() + timedelta(days=1), by=an_editor(of=place.area))
    assert again(place).visibility == Visibility.PUBLIC


def test_who_reports_later_that_a_place_has_closed_takes_nothing_back_that_is_known():
    place, other = a_place("Alt"), a_place("Nachfolger")
    changes, anna = {"closed_on": "2026-10-01", "replaced_by": other.slug}, an_editor(of=place.area)
    first = suggest(kind=Suggestion.Kind.CLOSED, place=place, changes=changes)
    second = suggest(kind=Suggestion.Kind.CLOSED, place=place, changes={}, message="Es ist zu.")
    for suggestion in (first, second):
        moderation.accept(suggestion, by=anna)
    assert (again(place).closed_on, again(place).replaced_by) == (date(2026, 10, 1), other)


def test_a_new_place_is_made_when_it_is_accepted():
    an_area()
    at = {"lon": LEER.x, "lat": LEER.y}
    suggestion = suggest(kind=Suggestion.Kind.NEW, changes={"name": "Café Weltweit", "position": at})
    assert not Place.objects.exists()
    place = moderation.accept(suggestion, by=an_editor(of=suggestion.area))
    assert (place.name, place.slug, place.location.coords) == ("Café Weltweit", "cafe-weltweit", LEER.coords)


def test_a_new_place_outside_the_district_is_refused():
    an_area()
    with pytest.raises(BadFact) as refused:
        suggest(kind=Suggestion.Kind.NEW, changes={"name": "Fern", "position": {"lon": 0, "lat": 0}})
    assert refused.value.field == "position"


def test_nobody_suggests_where_a_protected_place_is():
    with pytest.raises(UnknownFact):
        an_edit(a_place(visibility=Visibility.AREA_ONLY), street="Ringstraße 1")


@pytest.mark.django_db(transaction=True)
def test_the_sender_is_told_and_forgotten(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    place = a_place("Alt")
    suggestion = suggest(
        kind=Suggestion.Kind.EDIT, place=place, changes={"name": "Neu"}, email="ich@example.org", language="de"
    )
    moderation.reject(suggestion, reason="Das stimmt nicht.", by=an_editor(of=place.area))
    suggestion.refresh_from_db()
    assert suggestion.email == ""
    (letter,) = mail.outbox
    assert letter.to == ["ich@example.org"]
    assert "Das stimmt nicht." in letter.body


def test_who_has_moved_away_is_decided_about_by_the_editor_of_where_the_place_is_by_now():
    place, weener = a_place("Alt"), an_area("034570021", "Weener")
    suggestion, leer = an_edit(place, name="Neu"), an_editor(of=place.area)
    Place.objects.filter(pk=place.pk).update(area=weener)
    with pytest.raises(NotYours):
        moderation.accept(suggestion, by=leer)
    moderation.accept(suggestion, by=an_editor("berta", of=weener))
    assert again(place).name == "Neu"


def test_the_point_of_a_new_address_is_taken_back_with_it(settings, django_capture_on_commit_callbacks):
    settings.GEOCODER = a_geocoder()
    a_region()
    known_for_good(at=north_of(LEER, metres=500))
    place = a_place("Umzug", at=LEER, street="Am Markt 1", postcode="26789", town="Leer")
    moved = suggest(kind=Suggestion.Kind.MOVED, place=place, changes={"street": "Bergmannstraße 37"})
    anna = an_editor(of=place.area)
    with django_capture_on_commit_callbacks(execute=True):
        moderation.accept(moved, by=anna)
    assert again(place).location != LEER
    (change, _made) = history.changes(place)
    assert change.by == "anna"
    history.revert(change.id, by=anna)
    assert (again(place).street, again(place).location) == ("Am Markt 1", LEER)
