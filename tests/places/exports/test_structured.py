"""Linked data in the words of schema.org."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from places.exports.facts import OpenTime
from places.exports.structured import linked_data
from places.models import Category, Organization, Place
from tests.places.exports.properties import SECRET_POINT, SECRETS, read
from tests.places.making import LEER, a_category, a_place

pytestmark = pytest.mark.django_db
PAGE = "https://karte.example.org/orte/beratung/"
BERLIN = ZoneInfo("Europe/Berlin")


def written(place: Place, *times: OpenTime) -> str:
    properties, location = read(place)
    categories = list(Category.objects.all())
    return linked_data(properties, location, categories=categories, times=times, served=["Weener"], page=PAGE)


def nodes(place: Place, *times: OpenTime) -> list[dict[str, Any]]:
    document = json.loads(written(place, *times))
    assert document["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = document["@graph"]
    return graph


def test_a_place_has_its_address_and_point_and_an_offer_its_place():
    place = a_place("Beratung", LEER, street="Bergmannstraße 37", postcode="26789", town="Leer", languages=["ar"])
    place.phones.create(number="+494919260", shown="0491 926-0")
    place.organization = Organization.objects.create(slug="kreis", name="Landkreis")
    place.save()
    place.offers.create(category=a_category(), title="Hilfe", audience="Familien")
    site, service = nodes(place)
    assert site == {
        "@type": "CivicStructure",
        "@id": PAGE,
        "url": PAGE,
        "name": "Beratung",
        "telephone": ["+494919260"],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Bergmannstraße 37",
            "postalCode": "26789",
            "addressLocality": "Leer",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 53.2331, "longitude": 7.4564},
    }
    assert service == {
        "@type": "Service",
        "name": "Hilfe",
        "serviceType": "Familienstützpunkt",
        "audience": {"@type": "Audience", "audienceType": "Familien"},
        "areaServed": ["Weener"],
        "provider": {"@type": "Organization", "name": "Landkreis"},
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": PAGE,
            "serviceLocation": {"@id": PAGE},
            "availableLanguage": ["ar"],
        },
    }


def test_an_office_of_the_government_is_called_one():
    place = a_place("Beratung", offers="family")
    Category.objects.update(osm_tags={"office": "government"})
    assert nodes(place)[0]["@type"] == "GovernmentOffice"


def test_open_times_are_told_by_day_and_good_for_it_alone():
    late = OpenTime(datetime(2026, 10, 30, 22, tzinfo=BERLIN), datetime(2026, 10, 31, 2, tzinfo=BERLIN))
    first, second = nodes(a_place("Beratung"), late)[0]["openingHoursSpecification"]
    assert first == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "https://schema.org/Friday",
        "opens": "22:00",
        "closes": "23:59",
        "validFrom": "2026-10-30",
        "validThrough": "2026-10-30",
    }
    assert (second["dayOfWeek"], second["opens"], second["closes"]) == ("https://schema.org/Saturday", "00:00", "02:00")


def test_an_approximate_place_has_no_point():
    assert "geo" not in nodes(a_place("Beratung", position_precision="locality"))[0]


def test_a_protected_place_leaves_with_its_municipality_alone():
    secret = {"street": "Geheimweg 5", "postcode": "26999", "town": "Verborgen", "position_note": "hinter dem Park"}
    place = a_place("Beratung", SECRET_POINT, visibility="area_only", **secret)
    assert [each for each in SECRETS if each in written(place)] == []
    (site,) = nodes(place)
    assert "geo" not in site
    assert site["address"] == {"@type": "PostalAddress", "addressLocality": "Leer"}


def test_no_text_of_a_place_ends_the_script():
    text = "</script><!--<script>&\u2028"
    place = a_place("Beratung", description=text)
    assert not set("<>&\u2028") & set(written(place))
    assert nodes(place)[0]["description"] == text
