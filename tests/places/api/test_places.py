"""GET places/, GET places/{id or slug}/, POST nearby/: what is found and how it is told."""

import json

import pytest
from django.test import Client
from geopy.distance import geodesic

from geo.coordinates import point
from places import features
from places.models import Place, Visibility
from tests.places.api.asking import document, found, get, nearby, quoted
from tests.places.making import LEER, a_category, a_place, an_area, destination, north_of

pytestmark = pytest.mark.django_db

UNKNOWN_ID = "94bd54b3-2df7-4786-8660-56d3260d9485"
AROUND_LEER = {"lat": 53.2331, "lon": 7.4564}


def test_a_radius_search_is_a_feature_collection_with_the_nearest_first():
    for metres in (900, 300, 1_100):
        a_place(f"{metres} m", at=north_of(LEER, metres=metres))
    response = get(**AROUND_LEER, radius_m=1000)
    answer = document(response)
    assert response.headers["Content-Type"] == "application/geo+json"
    assert (answer["type"], answer["numberMatched"], answer["numberReturned"]) == ("FeatureCollection", 2, 2)
    assert found(response) == ["300 m", "900 m"]
    assert [feature["properties"]["distance_m"] for feature in answer["features"]] == [300.0, 900.0]
    first = answer["features"][0]
    assert set(first) == {"type", "id", "geometry", "properties"}
    lon, lat = first["geometry"]["coordinates"]
    assert geodesic((53.2331, 7.4564), (lat, lon)).m == pytest.approx(300, abs=0.01)


def test_without_a_radius_all_come_nearest_first_and_without_a_position_by_name():
    for name, metres in (("b", 50_000), ("a", 200_000), ("c", 1)):
        a_place(name, at=north_of(LEER, metres=metres))
    assert found(get(**AROUND_LEER)) == ["c", "b", "a"]
    assert found(get()) == ["a", "b", "c"]
    assert "distance_m" not in document(get())["features"][0]["properties"]


@pytest.mark.parametrize("centre", [(0, 180), (0, -180), (90, 0), (-90, 33), (53.2, 0)])
def test_the_antimeridian_the_poles_and_the_axes_are_places_like_others(centre):
    lat, lon = centre
    here = point(lon=lon, lat=lat)
    for bearing in (90, 180, 270):
        a_place(str(bearing), at=destination(here, 500, bearing))
    a_place("here", at=here)
    assert found(get(lat=lat, lon=lon, radius_m=500.001))[0] == "here"
    assert document(get(lat=lat, lon=lon, radius_m=500.001))["numberMatched"] == 4


def test_a_box_takes_its_edges_and_crosses_the_antimeridian():
    a_place("fiji", at=point(lon=179.5, lat=-17))
    a_place("samoa", at=point(lon=-172, lat=-13))
    a_place("leer")
    assert found(get(bbox="179.5,-17,-172,-13")) == ["fiji", "samoa"]
    assert found(get(bbox="7,53,8,54", **AROUND_LEER, radius_m=5000)) == ["leer"]


def test_category_area_and_words_narrow_together():
    weener = an_area("034570021", "Weener", parent=an_area("03457", "Landkreis Leer", level="district"))
    a_place("Stützpunkt", area=weener, offers="family", town="Weener")
    a_place("Anleger", area=weener, offers="meeting")
    assert found(get(category="family", area="03457", q="WEENER stuetzpunkt")) == ["Stützpunkt"]
    assert document(get(category="family", q="Anleger"))["numberMatched"] == 0


def test_following_the_next_links_sees_every_place_once():
    for number in range(7):
        a_place(f"p{number}", at=destination(LEER, 100, 30 * (number // 2)))
    for query in ({**AROUND_LEER, "radius_m": 500}, {"q": "p", "bbox": "7,53,8,54"}, {}):
        seen, href = [], f"/api/v1/places/?{quoted(limit=3, fields='name,slug', **query)}"
        while href:
            answer = document(Client().get(href))
            assert answer["numberMatched"] == 7
            assert answer["numberReturned"] == len(answer["features"])
            seen += [feature["id"] for feature in answer["features"]]
            href = next((link["href"] for link in answer["links"] if link["rel"] == "next"), "")
        assert len(seen) == 7
        assert len(set(seen)) == 7


def test_a_place_that_goes_or_comes_while_someone_pages_shifts_nobody_else():
    for number in range(4):
        a_place(f"p{number}", at=north_of(LEER, metres=number * 100))
    first = document(get(**AROUND_LEER, limit=2))
    Place.objects.get(slug="p0").delete()
    a_place("new", at=LEER)
    following = next(link["href"] for link in first["links"] if link["rel"] == "next")
    assert found(Client().get(following)) == ["p2", "p3"]


def test_fields_choose_the_properties():
    a_place(street="Bergmannstraße 37")
    properties = document(get(fields="street,name"))["features"][0]["properties"]
    assert properties == {"name": "Familienstützpunkt", "street": "Bergmannstraße 37"}
    assert document(get(fields="distance_m", **AROUND_LEER))["features"][0]["properties"] == {"distance_m": 0.0}
    everything = document(get())["features"][0]["properties"]
    assert set(everything) == set(features.PROPERTIES)


def test_one_place_is_a_feature_by_id_and_by_slug():
    place = a_place("Anleger")
    for key in (place.slug, str(place.pk), str(place.pk).upper()):
        feature = document(get(f"places/{key}/"))
        assert (feature["id"], feature["properties"]["name"]) == (str(place.pk), "Anleger")


@pytest.mark.parametrize("key", ["nobody", UNKNOWN_ID, "a%00b", "%EF%BC%91", "x" * 500, "..%2f"])
def test_a_place_that_does_not_exist_is_a_problem_of_404(key):
    response = get(f"places/{key}/")
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"


def test_hidden_places_do_not_leave_and_protected_ones_only_without_what_tells_where():
    a_place("hidden", visibility=Visibility.HIDDEN)
    area = an_area("034575402", "Hesel", stand_in=point(lon=7.6, lat=53.3))
    a_place(
        "shelter", at=LEER, area=area, visibility=Visibility.AREA_ONLY, street="Geheime Gasse 1", postcode="26835",
        town="Neuemoor",
    )  # fmt: skip
    assert get("places/hidden/").status_code == 404
    assert found(get()) == ["shelter"]
    assert found(get(**AROUND_LEER, radius_m=100)) == []
    for words in ("Geheime", "26835", "Neuemoor"):
        assert found(get(q=words)) == []
    text = get("places/shelter/").content.decode()
    assert json.loads(text)["geometry"]["coordinates"] == [7.6, 53.3]
    assert not any(secret in text for secret in ("Geheime", "26835", "Neuemoor", "7.4564"))


def test_nearby_answers_the_same_and_nobody_may_keep_it():
    for metres in (900, 300, 1_100):
        a_place(f"{metres} m", at=north_of(LEER, metres=metres))
    response = nearby({**AROUND_LEER, "radius_m": 1000, "limit": 1, "fields": "name,distance_m"})
    answer = document(response)
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers
    assert answer["features"][0]["properties"] == {"name": "300 m", "distance_m": 300.0}
    (link,) = answer["links"]
    assert (link["method"], link["href"].partition("?")[2]) == ("POST", "")
    following = nearby({**AROUND_LEER, "radius_m": 1000, "limit": 1} | link["body"])
    assert found(following) == ["900 m"]
    assert document(following)["links"] == []


def test_a_category_without_places_is_not_one_that_does_not_exist():
    a_category("meeting", "Treffpunkt")
    assert document(get(category="meeting"))["numberMatched"] == 0


def test_an_address_without_its_slash_leads_to_the_one_with_it():
    answer = Client().get("/api/v1/places?limit=1")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/api/v1/places/?limit=1")
