"""An editor of Leer cannot touch Weener in the admin, and what is done there is known to the history."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from places import history, roles
from places.models import Assertion, Place, Visibility
from tests.places.accounts import an_editor
from tests.places.admin_forms import errors, opened, sent
from tests.places.making import a_place, an_area
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(client):
    """Sign in as an editor of Leer."""
    signed_in(client, an_editor(of=an_area()))
    return client


def weener():
    return an_area("034570021", "Weener")


def test_a_place_is_not_moved_into_another_area(anna):
    place, there = a_place("Hier"), weener()
    answer = sent(anna, place, opened(anna, place), area=there.pk)
    assert set(errors(answer)) == {"area"}


def test_what_a_clerk_saves_is_known_to_the_history_and_confirmed_by_the_municipality(anna):
    place = a_place("Hier")
    sent(anna, place, opened(anna, place), wheelchair="yes")
    newest = history.changes(place)[0]
    assert (newest.by, newest.via) == ("anna", "admin")
    said = place.assertions.get()
    assert (said.field, said.said_by) == (Assertion.Fact.ACCESS, Assertion.Party.MUNICIPALITY)


def test_a_place_is_closed_today_unless_a_day_is_said(anna):
    place = a_place("Hier")
    sent(anna, place, opened(anna, place), visibility=Visibility.CLOSED)
    closed = Place.objects.get(pk=place.pk)
    assert closed.closed_on is not None
    sent(anna, closed, opened(anna, closed), visibility=Visibility.PUBLIC)
    assert Place.objects.get(pk=place.pk).closed_on is None


def test_an_administrator_makes_an_account_an_editor(staff):
    bert = User.objects.create_user("bert")
    answer = staff.post(reverse("admin:places_editorship_add"), {"user": bert.pk, "area": weener().pk})
    assert answer.status_code == 302
    assert roles.is_editor(bert)
