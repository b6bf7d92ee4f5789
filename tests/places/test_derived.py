"""What the database derives of many rows at once, it derives once."""

import pytest
from django.db import connection

from geo.models import Edition
from places import features
from places.models import Offer, Phone, Place
from tests.places.making import a_category, a_place

pytestmark = pytest.mark.django_db


def tables_with(trigger: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [trigger])
        return {row[0] for row in cursor.fetchall()}


def test_each_table_whose_rows_touch_places_counts_the_edition_itself():
    assert tables_with("touch") <= tables_with("count_edition")


def test_what_triggers_write_is_not_counted_again():
    place, category = a_place(), a_category()
    before = Edition.objects.current()
    with connection.cursor() as cursor:  # a clock that stands still: each count adds one
        cursor.execute("UPDATE geo_edition SET number = 9000000000000000")
    Offer.objects.bulk_create([Offer(place=place, category=category, title=f"Kurs {n}") for n in range(20)])
    assert Edition.objects.current() == 9000000000000001 > before


@pytest.mark.parametrize("is_stale", [True, False])
def test_a_phone_makes_a_feature_out_of_date(is_stale):
    place = a_place()
    if not is_stale:
        features.refresh_stale()
    Phone.objects.create(place=place, number="+494919260", shown="0491 926-0")
    assert Place.objects.get().feature is None
    features.refresh_stale()
    assert "0491 926-0" in (Place.objects.get().feature or "")
