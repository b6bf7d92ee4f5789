"""Phone numbers are looked at and never called."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from places import checking
from places.checking.phones import judge
from places.models import ContactCheck, Phone, Visibility
from tests.places.making import a_place

NOW = datetime(2026, 11, 2, 6, tzinfo=timezone.get_default_timezone())
Detail, State = ContactCheck.Detail, ContactCheck.State


@pytest.mark.parametrize(
    ("number", "shown", "state", "detail"),
    [
        ("+494919260", "0491 926-0", State.OK, ""),
        ("+494919260", "+49 (0)491 9260", State.OK, ""),
        ("+49491", "0491", State.INVALID, Detail.NO_NUMBER),
        ("+491234567890123456", "", State.INVALID, Detail.NO_NUMBER),
        ("no number", "", State.INVALID, Detail.NO_NUMBER),
        ("+494919260", "0491 926-1", State.INVALID, Detail.OTHER_NUMBER),
        ("+494919260", "Zentrale", State.INVALID, Detail.OTHER_NUMBER),
        ("+499001234567", "0900 1234567", State.OK, Detail.EXPENSIVE),
    ],
)
def test_a_number_is_valid_and_is_the_one_that_is_shown(number, shown, state, detail):
    finding = judge(number, [shown])
    assert (finding.state, finding.detail) == (state, detail)


@pytest.mark.django_db
def test_numbers_of_published_places_are_checked_once_a_week():
    place = a_place("A")
    Phone.objects.create(place=place, number="+494919260", shown="0491 926-0")
    Phone.objects.create(place=a_place("B"), number="+494919260", shown="0491 926-1")
    Phone.objects.create(place=a_place("C", visibility=Visibility.HIDDEN), number="+49491927", shown="0491 927")
    tally = checking.check_phones(NOW, every=timedelta(days=7))
    assert (tally.checked, len(tally.failed)) == (1, 1)
    (dead,) = ContactCheck.objects.dead()
    assert place in ContactCheck.objects.dead().places()
    assert (dead.value, dead.detail) == ("+494919260", Detail.OTHER_NUMBER)
    assert checking.check_phones(NOW + timedelta(days=6), every=timedelta(days=7)).lately == 1
