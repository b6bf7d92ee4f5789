"""What a visitor can keep: which addresses, how many bytes, and what the kept pages say."""

import orjson
import pytest
from django.test import Client

from geo.coordinates import BBox
from geo.tiles import WORLD, Tile
from places.models import Offer, Place
from places.searching import find_one
from places.web import kept
from places.web.offline import OLDEST_DAYS, ages
from places.web.regions import Region
from tests.geo.geocoding.ground import a_region
from tests.places.making import LEER, a_category, a_place, an_area
from tests.places.test_opening import local
from tests.places.web.asking import elements, get, names, text

pytestmark = pytest.mark.django_db


def kept_list() -> dict:
    answered: dict = Client().get("/ohne-netz/liste.json").json()
    return answered


def addresses() -> list[str]:
    return [item["href"] for item in kept_list()["items"]]


def data() -> dict:
    answered: dict = Client().get("/ohne-netz/orte.json").json()
    return answered


def test_the_page_says_how_many_places_and_kilobytes():
    a_place("Beratung")
    said = text(get("/ohne-netz/"))
    assert "Gespeichert wird 1 Ort, mit einer einfachen Karte." in said
    size = kept_list()["bytes"]
    assert f"höchstens {-(-size // 1000)} kB" in said


def test_every_page_leads_there():
    for path in ("/", "/orte/nichts/"):
        assert "/ohne-netz/" in [link["href"] for link in elements(get(path), "a")]


def test_all_places_are_kept_with_their_pages_data_scripts_and_styles():
    a_place("Beratung")
    a_place("Treffpunkt")
    found = addresses()
    for path in ("/ohne-netz/", "/ohne-netz/orte/", "/orte/beratung/", "/orte/treffpunkt/"):
        assert path in found
    for name in ("css/site.css", "js/kept.js", "js/distances.js", "js/offline.js", "js/keeping.js", "js/map.js"):
        assert f"/static/places/{name}" in found
    assert [path for path in found if path.endswith(".png")] == []


def test_every_kept_address_answers():
    a_region()
    a_place("Beratung")
    answers = {path: Client().get(path) for path in addresses()}
    for answer in answers.values():
        answer.close()  # the file that it streams
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(answers, 200)


def test_no_page_of_a_search_and_nothing_of_a_position_is_kept():
    a_place("Beratung")
    assert [path for path in addresses() if "?" in path and not path.startswith("/ohne-netz/orte.json?")] == []


def test_a_hidden_place_is_not_kept_and_a_protected_one_without_its_street():
    a_place("Versteckt", visibility="hidden")
    a_place("Frauenhaus", visibility="area_only", street="Geheimweg 1")
    assert "/orte/versteckt/" not in addresses()
    assert "Geheimweg" not in Client().get("/ohne-netz/orte.json").content.decode()
    assert "Geheimweg" not in text(get("/ohne-netz/orte/"))


def test_the_edition_changes_with_the_data():
    a_place("Beratung")
    before = kept_list()["edition"]
    assert kept_list()["edition"] == before
    a_place("Treffpunkt")
    assert kept_list()["edition"] != before


def test_the_page_of_all_places_names_the_data_of_its_own_edition():
    a_place("Beratung")
    (form,) = elements(get("/ohne-netz/orte/"), "form")
    assert form["data-places"] in addresses()


def test_the_data_tell_where_a_place_is_and_by_what_it_is_found():
    a_place("Beratung", LEER, town="Leer", description="Hilfe beim Übersetzen", offers="family")
    (feature,) = data()["features"]
    assert feature["geometry"]["coordinates"] == pytest.approx(LEER.coords)
    told = feature["properties"]
    assert set(told) == {"slug", "name", "url", "categories", "approximate", "words", "times", "timezone"}
    assert "Übersetzen" in feature["properties"]["words"]


def test_the_data_tell_for_a_fortnight_when_a_place_is_open():
    a_place("Beratung", opening_hours="Mo-Su 08:00-18:00")
    a_place("Treffpunkt")
    times = {each["properties"]["slug"]: each["properties"]["times"] for each in data()["features"]}
    assert times["treffpunkt"] == []
    assert {state for _, _, state in times["beratung"]} == {"open", "closed"}
    assert times["beratung"][-1][1] - times["beratung"][0][0] == 14 * 86_400


def test_the_data_bring_the_words_for_each_number_of_places_found():
    a_place("Beratung")
    a_place("Treffpunkt")
    assert data()["counts"] == ["Kein Ort gefunden", "1 Ort gefunden", "2 Orte gefunden"]


def test_the_page_of_all_places_lists_them_without_a_script():
    a_place("Beratung")
    a_place("Treffpunkt")
    page = get("/ohne-netz/orte/")
    assert names(page) == ["Beratung", "Treffpunkt"]
    assert "2 Orte gefunden" in text(page)


def test_an_age_is_said_in_days():
    said = ages()
    assert said[:3] == ["Heute gespeichert", "Gespeichert vor 1 Tag", "Gespeichert vor 2 Tagen"]
    assert len(said) == OLDEST_DAYS + 2
    assert said[-1] == "Gespeichert vor mehr als 60 Tagen"


def test_too_many_places_are_told(monkeypatch):
    monkeypatch.setattr(kept, "MOST_PLACES", 1)
    a_place("Beratung")
    a_place("Treffpunkt")
    assert [path for path in addresses() if path.startswith("/orte/")] == ["/orte/beratung/"]
    assert "Mehr Orte können wir auf einem Gerät nicht speichern." in text(get("/ohne-netz/"))


def region_of(box: BBox) -> Region:
    return Region("", "", box, {}, "")


def test_tiles_are_kept_from_the_lowest_zoom_to_as_high_as_is_not_too_much():
    zooms = [tile.z for tile in kept.kept_tiles(region_of(BBox(7.2, 53.0, 7.9, 53.4)))]
    assert min(zooms) == 8
    assert len(zooms) <= kept.MOST_TILES
    assert kept.kept_tiles(region_of(WORLD)) == []


def test_without_a_region_there_is_something_to_keep_as_well():
    an_area()
    assert "/ohne-netz/orte/" in addresses()


def test_tiles_over_a_box_show_its_corners():
    box = BBox(7.2, 53.0, 7.9, 53.4)
    tiles = set(Tile.over(box, z=10))
    assert {Tile.at(lon, lat, z=10) for lon in (7.2, 7.9) for lat in (53.0, 53.4)} <= tiles


@pytest.mark.parametrize("path", ["/ohne-netz/", "/ohne-netz/orte/", "/ohne-netz/orte.json", "/ohne-netz/liste.json"])
def test_nothing_is_sent_to_them_and_they_are_kept_by_the_visitors_browser_alone(path):
    assert Client().post(path).status_code == 405
    assert Client().get(path).headers["Cache-Control"] == "private, max-age=60"


def test_the_explanations_are_kept_as_well():
    a_place("Beratung", offers="family")
    assert "/hilfe/family/" in addresses()


def test_each_language_is_kept_by_itself():
    a_place("Beratung", offers="family")
    answered = Client().get("/ar/ohne-netz/liste.json").json()
    assert (answered["language"], answered["home"], answered["places"]) == ("ar", "/ar/", "/ar/ohne-netz/orte/")
    pages = [item["href"] for item in answered["items"] if not item["href"].startswith(("/static/", "/basemap/"))]
    assert [page for page in pages if not page.startswith("/ar/")] == []
    assert len(answered["ages"]) == OLDEST_DAYS + 2
    assert 'href="/ar/ohne-netz/"' in answered["notice"]


def test_the_data_are_made_once_an_hour_and_anew_as_soon_as_they_change(monkeypatch):
    place = a_place("Beratung", opening_hours="24/7")
    times = iter("ab")
    monkeypatch.setattr(kept, "times_ahead", lambda place, now: next(times))
    assert [data()["features"][0]["properties"]["times"] for _ in range(2)] == ["a", "a"]
    Place.objects.filter(pk=place.pk).update(visibility="area_only")
    assert data()["features"][0]["properties"]["times"] == "b"


def test_hours_of_offers_count_offline_as_on_the_badge():
    """Monday until noon at the place, until three by one offer and by appointment until five by another."""
    hours = ("Mo 08:00-12:00", "Mo 10:00-15:00", 'Mo 14:00-17:00 "nach Vereinbarung"')
    place = a_place("Haus", opening_hours=hours[0], offers="family")
    place.offers.update(opening_hours=hours[1])
    Offer.objects.create(place=place, category=a_category("meeting"), title="Treff", opening_hours=hours[2])
    told = orjson.loads(find_one("haus").feature)["properties"]
    monday = local("2026-11-30 08:00")
    found = [((end - start) // 3600, state) for start, end, state in kept.times_ahead(told, monday)]
    assert found[:2] == [(7, "open"), (2, "by_appointment")]
