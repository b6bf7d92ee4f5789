"""Addresses are looked up together; a provider is asked for a few at a time, and never where somebody is protected."""

from typing import Any

import pytest

from geo.geocoding import AddressNotFound, Geocoded, Known
from geo.models import GazetteerEntry
from geo.precision import Precision
from places import spreadsheets
from places.models import Import
from places.spreadsheets import placing
from tests.places.making import LEER, an_area
from tests.places.spreadsheets.importing import HEADINGS, a_row, planned, the_row
from tests.places.spreadsheets.making import a_csv

pytestmark = pytest.mark.django_db

NOWHERE = {"Breite": "", "Länge": ""}


@pytest.fixture(autouse=True)
def _the_region():
    an_area()


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let a provider know every address that it is asked for; return which these were."""
    asked: list[str] = []

    def known(addresses: Any, *, ask_online: bool) -> list[Known]:
        return [Known(AddressNotFound("nobody"), may_ask=ask_online) for _ in addresses]

    def ask(address: Any) -> Geocoded:
        asked.append(address.street)
        return Geocoded(LEER, Precision.ADDRESS, "nominatim", address.text)

    monkeypatch.setattr(placing, "geocode_all", known)
    monkeypatch.setattr(placing, "geocode", ask)
    return asked


def begun(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Import:
    given = spreadsheets.begin("liste.csv", a_csv([headings, *rows]), by=None)
    spreadsheets.map_columns(given, dict(enumerate(given.mapping)), by=None)
    return given


def test_a_village_that_the_gazetteer_knows_is_found():
    GazetteerEntry.objects.create(
        kind="village", name="Loga", folded="loga", area=an_area(), postcode="26789", location=LEER, source="x"
    )
    row = the_row(planned(a_row(Ort="Loga", Straße="", **NOWHERE)))
    assert (row.point, row.precision, row.point_source) == (LEER, "locality", "Ortsverzeichnis: Loga, Leer")


def test_a_provider_is_asked_for_a_few_addresses_in_each_step(provider):
    given = begun(*(a_row(f"Haus {n}", Straße=f"Weg {n}", **NOWHERE) for n in range(12)))
    assert [spreadsheets.locate_some(given, 100).done for _ in range(3)] == [5, 10, 12]
    assert len(provider) == 12


def test_an_address_that_comes_twice_is_asked_for_once(provider):
    given = begun(*(a_row(f"Haus {n}", **NOWHERE) for n in range(12)))
    assert spreadsheets.locate_some(given, 100).done == 12
    assert provider == ["Weg 1"]


def test_nobody_outside_is_asked_where_a_protected_place_is(provider):
    given = begun((*a_row(**NOWHERE), "geschützt"), headings=(*HEADINGS, "Sichtbarkeit"))
    assert spreadsheets.locate_some(given, 100).done == 1
    assert (provider, the_row(given).point) == ([], None)


def test_what_was_corrected_while_a_provider_was_asked_is_looked_up_again(provider, monkeypatch):
    given = begun(a_row(**NOWHERE))
    looked_up = placing.look_up

    def slow(*args: Any) -> Any:
        found = looked_up(*args)
        given.rows.update(cells=list(a_row(Straße="Ring 9", **NOWHERE)))
        return found

    monkeypatch.setattr(placing, "look_up", slow)
    assert spreadsheets.locate_some(given, 100).done == 0
    monkeypatch.setattr(placing, "look_up", looked_up)
    assert spreadsheets.locate_some(given, 100).done == 1
    assert provider == ["Weg 1", "Ring 9"]
