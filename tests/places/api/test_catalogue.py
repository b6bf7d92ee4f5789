"""GET categories/, areas/, geocode/, schema/ and docs/."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from geo.models import GazetteerEntry, GeocodedAddress
from places.models import Category, TranslatedBy, Visibility
from tests.places.api.asking import API, document, get
from tests.places.making import LEER, a_category, a_place, an_area

pytestmark = pytest.mark.django_db


def test_categories_come_in_their_order_with_the_number_of_places():
    a_category("empty", "Leer")
    a_place("one", offers="family")
    a_place("two", offers="family")
    a_place("secret", offers="family", visibility=Visibility.HIDDEN)
    categories = document(get("categories/"))["categories"]
    assert [(each["key"], each["places"]) for each in categories] == [("empty", 0), ("family", 2)]
    assert categories[1]["icon"] == "users"


def test_categories_are_told_in_the_language_that_was_asked_for():
    category = a_category("family", "Hilfe für Familien")
    Category.objects.update(synonyms=["Kind"], cost="Nein.")
    category.words.create(language="ar", name="مساعدة للعائلات", synonyms=["طفل"], state=TranslatedBy.MACHINE)
    (german,) = document(get("categories/"))["categories"]
    (arabic,) = document(get("categories/", lang="ar"))["categories"]
    assert (german["name"], german["language"], german["by_machine"]) == ("Hilfe für Familien", "de", False)
    assert (arabic["name"], arabic["language"], arabic["by_machine"]) == ("مساعدة للعائلات", "ar", True)
    assert (german["synonyms"], arabic["synonyms"], arabic["cost"]) == (["Kind"], ["طفل"], "Nein.")


def test_a_language_that_is_not_spoken_here_is_refused():
    refusal = get("categories/", lang="xx")
    assert (refusal.status_code, document(refusal)["rule"]) == (
        400,
        "must be one of de, en, ar, fa, uk, ru, tr, fr, ku, ti",
    )


def test_areas_come_without_geometry_unless_it_is_asked_for():
    district = an_area("03457", "Landkreis Leer", level="district", population=1)
    an_area("034570021", "Weener", parent=district)
    bare, whole = document(get("areas/")), document(get("areas/", geometry="true"))
    assert [feature["id"] for feature in bare["features"]] == ["03457", "034570021"]
    assert [feature["geometry"] for feature in bare["features"]] == [None, None]
    assert [feature["geometry"]["type"] for feature in whole["features"]] == ["MultiPolygon"] * 2
    assert bare["features"][1]["properties"]["parent"] == "03457"
    assert bare["features"][0]["properties"] == whole["features"][0]["properties"]


def test_geocode_offers_names_addresses_and_places_of_our_own():
    area = an_area()
    GazetteerEntry.objects.create(kind="village", name="Loga", area=area, location=LEER, source="test")
    a_place("Anleger Loga")
    features = document(get("geocode/", q="Loga"))["features"]
    kinds = [(feature["properties"]["kind"], feature["properties"]["label"]) for feature in features]
    assert kinds[0][0] == "address"
    assert "Loga" in kinds[0][1]
    assert ("place", "Anleger Loga") in kinds
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [7.4564, 53.2331]}
    assert features[-1]["properties"]["url"] == "/orte/anleger-loga/"


def test_geocode_never_asks_a_provider(settings):
    settings.GEOCODER = None
    assert document(get("geocode/", q="xyzzy"))["features"] == []
    assert not GeocodedAddress.objects.filter(asked_at__lte=timezone.now()).exists()


def test_the_documentation_loads_nothing_from_elsewhere():
    page = Client().get(f"{API}docs/").content.decode()
    assert "http" not in page.replace("http-equiv", "")
    assert f"{API}schema/" in page


def test_the_schema_describes_every_address_and_parameter():
    schema = document(get("schema/"))
    assert sorted(schema["paths"]) == [
        f"{API}{path}"
        for path in (
            "areas/", "categories/", "geocode/", "nearby/", "places/", "places/{key}/", "suggestions/",
            "suggestions/{number}/",
        )
    ]  # fmt: skip
    parameters = {each["name"]: each for each in schema["paths"][f"{API}places/"]["get"]["parameters"]}
    assert set(parameters) == {
        "lat", "lon", "radius_m", "bbox", "category", "area", "q", "open_at", "language", "wheelchair",
        "limit", "cursor", "fields"
    }  # fmt: skip
    assert parameters["radius_m"]["schema"] == {"type": "number", "minimum": 1, "maximum": 100000}
    distance = schema["components"]["schemas"]["FoundPlace"]["properties"]["properties"]["properties"]["distance_m"]
    assert distance["type"] == "number"


@pytest.fixture
def _same_connection():
    """Let requests through WSGI leave the test's connection open, as Django's own client does."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.fixture
def operations(_same_connection):
    a_place("one", offers="family")
    an_area("03457", "Landkreis Leer", level="district")
    described = schemathesis.openapi.from_wsgi(f"{API}schema/", WSGIHandler())
    return [each.ok() for each in described.get_all_operations()]


# That lat needs lon, or a cursor must be ours, is a rule that OpenAPI cannot say: there 400 answers valid data, too.
BEYOND_OPENAPI = [positive_data_acceptance]
UNREFUSABLE = {f"GET {API}places/{{key}}/"}  # they take no parameters to be wrong


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_the_api_does_what_its_schema_says(operations, mode):
    assert len(operations) == 8
    for operation in (each for each in operations if mode.is_positive or each.label not in UNREFUSABLE):
        strategy = operation.as_strategy(generation_mode=mode)

        @given(case=strategy)
        @settings(max_examples=40, suppress_health_check=list(HealthCheck))
        def it_holds(case):
            case.call_and_validate(headers={"Accept-Encoding": "identity"}, excluded_checks=BEYOND_OPENAPI)

        it_holds()


def test_a_suggestion_that_is_kept_is_answered_as_described(operations):
    operation = next(each for each in operations if each.label == f"POST {API}suggestions/")
    body = {"place": "one", "kind": "edit", "changes": {"name": "Zwei"}}
    case = operation.Case(body=body, media_type="application/json")
    answer = case.call_and_validate(headers={"Accept-Encoding": "identity"})
    assert answer.status_code == 201
