"""Who is responsible where a search starts, also from far away."""

import pytest

from geo.models import Area
from tests.geo.geocoding.ground import WEENER, a_region
from tests.places.making import a_place, destination
from tests.places.web.asking import get, text

pytestmark = pytest.mark.django_db


def test_who_is_responsible_for_the_place_searched_is_named_although_far_away():
    a_region()
    here = Area.objects.get(name="Weener")
    a_place("Amt", destination(WEENER, 40_000, 90), street="Weg 1").serves.add(here)
    a_place("Treff", destination(WEENER, 500, 0)).serves.add(here)
    a_place("fremd", destination(WEENER, 600, 0))
    page = get(where="Weener", radius_km=5)
    assert "Treff etwa 1 km zuständig für Weener" in text(page)
    assert "fremd etwa 1 km zuständig" not in text(page)
    assert "Zuständig für Weener Diese Orte sind weiter weg" in text(page)
    assert text(page).count("Amt etwa 40 km östlich") == 1


def test_cards_of_the_responsible_say_whether_it_is_open():
    a_region()
    there = destination(WEENER, 40_000, 90)
    a_place("Amt", there, opening_hours="24/7", languages=["ar"]).serves.add(Area.objects.get(name="Weener"))
    for number in range(3):
        a_place(f"näher {number}", destination(WEENER, 20_000, 90))
    said = text(get(where="Weener", radius_km=5))
    assert "Amt etwa 40 km östlich zuständig für Weener geöffnet Arabisch" in said


def test_responsible_places_follow_the_category():
    a_region()
    a_place("Amt", destination(WEENER, 40_000, 90), offers="office").serves.add(Area.objects.get(name="Weener"))
    a_place("Treff", destination(WEENER, 500, 0), offers="meeting")
    assert "Zuständig" not in text(get(where="Weener", radius_km=5, category="meeting"))
