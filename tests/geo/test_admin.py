"""The ground in the admin: seen by staff who may, changed by nobody."""

import json

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils.html import escape

from geo.geocoding import Address, memory
from geo.models import Area, GazetteerEntry, GeocodedAddress
from tests.geo.geocoding.ground import a_region, known_for_good
from tests.places.making import an_area
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


def page(client, model, *args, action="changelist", query=""):
    return client.get(reverse(f"admin:geo_{model}_{action}", args=args) + query)


def test_what_loaders_write_is_registered_and_nothing_else():
    registered = {model for model in admin.site._registry if model._meta.app_label == "geo"}
    assert registered == {Area, GazetteerEntry, GeocodedAddress}


@pytest.mark.parametrize("model", ["area", "gazetteerentry", "geocodedaddress"])
def test_the_ground_is_read_only(staff, model):
    a_region()
    known_for_good()
    row = apps.get_model("geo", model)._default_manager.first()
    assert page(staff, model, action="add").status_code == 403
    assert page(staff, model, row.pk, action="delete").status_code == 403
    shown = page(staff, model, row.pk, action="change")
    assert shown.status_code == 200
    assert 'name="_save"' not in shown.text
    assert staff.post(reverse(f"admin:geo_{model}_change", args=[row.pk]), {"name": "Anders"}).status_code == 403


def test_who_may_not_see_areas_does_not(client):
    clerk = User.objects.create_user("clerk", is_staff=True)
    signed_in(client, clerk)
    assert page(client, "area").status_code == 403
    clerk.user_permissions.add(Permission.objects.get(codename="view_area"))
    assert page(client, "area").status_code == 200


def test_an_area_brings_its_outline_and_our_own_tiles(staff):
    area = an_area()
    shown = page(staff, "area", area.pk, action="change").text
    assert f'data-outline="{escape(area.boundary.json)}"' in shown
    assert "/basemap/{z}/{x}/{y}.svg" in shown
    assert "/static/leaflet/leaflet.js" in shown
    assert json.loads(area.boundary.json)["type"] == "MultiPolygon"


def test_a_list_of_areas_takes_a_fixed_number_of_queries_and_leaves_outlines_alone(staff, django_assert_num_queries):
    district = an_area("03457", "Landkreis Leer", level="district")
    for number in range(5):
        an_area(f"03457001{number}", f"Gemeinde {number}", parent=district)
    with django_assert_num_queries(6) as asked:
        page(staff, "area")
    assert not [query for query in asked if "boundary" in query["sql"]]


@pytest.mark.parametrize("typed", ["Jümme", "juemme", "JUMME"])
def test_names_are_found_however_they_are_typed(staff, typed):
    a_region()
    found = page(staff, "gazetteerentry", query=f"?q={typed}").context["cl"].queryset
    assert {entry.name for entry in found} == {"Jümme"}


def test_remembered_addresses_are_found_and_say_what_was_not(staff):
    known_for_good()
    memory.remember(Address(town="Nirgendwo"), None, provider="nominatim")
    found = page(staff, "geocodedaddress", query="?q=Bergmannstr.").context["cl"].queryset
    assert [answer.label for answer in found] == ["Bergmannstraße 37, 26789 Leer"]
    missing = GeocodedAddress.objects.get(location=None)
    assert "nicht gefunden" in page(staff, "geocodedaddress", missing.pk, action="change").text
