"""A sheet is made once, not too often for anybody, and what was asked is kept nowhere."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from places.models import Place
from places.printing import shop
from tests.geo.geocoding.ground import LEER, a_region, known_for_good
from tests.places.making import a_place
from tests.places.web.asking import get, text

pytestmark = pytest.mark.django_db
SHEET = "/blatt.pdf"


def folder(settings) -> list[Path]:
    return list(settings.PRINTING.folder.glob("*")) if settings.PRINTING.folder.exists() else []


def test_the_same_sheet_is_made_once_until_the_data_changes(settings, press):
    place = a_place("Beratung")
    assert get(SHEET).content == get(SHEET).content == get(SHEET, radius_km="").content
    assert len(press) == len(folder(settings)) == 1
    Place.objects.filter(pk=place.pk).update(name="Anders")
    get(SHEET)
    assert len(press) == 2


def test_each_language_and_each_host_has_sheets_of_its_own(settings, press):
    settings.ALLOWED_HOSTS = ["*"]
    a_place("Beratung")
    for path, host in ((SHEET, "a.example"), (f"/ar{SHEET}", "a.example"), (SHEET, "b.example")):
        Client(headers={"host": host}).get(path)
    assert len(press) == 3


def test_who_asks_for_too_many_has_to_wait_and_is_told_so(settings, press):
    settings.PRINTING = replace(settings.PRINTING, per_network=2, window_s=600)
    for name in ("Eins", "Zwei", "Drei"):
        a_place(name)
    paths = [f"/orte/{name}/blatt.pdf" for name in ("eins", "zwei", "drei")]
    assert [get(path).status_code for path in paths] == [200, 200, 429]
    refused = get(paths[2])
    assert 0 < int(refused["Retry-After"]) <= 600
    assert "Von Ihrem Anschluss kamen gerade viele Blätter." in text(refused)
    assert [get(path).status_code for path in paths[:2]] == [200, 200]
    assert Client(REMOTE_ADDR="198.51.100.7").get(paths[2]).status_code == 200


def test_behind_a_proxy_the_address_that_it_names_last_counts(settings, press):
    settings.PRINTING = replace(settings.PRINTING, per_network=1)
    settings.BEHIND_PROXY = True
    for name in ("Eins", "Zwei"):
        a_place(name)

    def asked(name: str, told: str) -> int:
        return int(Client(headers={"X-Forwarded-For": told}).get(f"/orte/{name}/blatt.pdf").status_code)

    assert asked("eins", "203.0.113.1, 192.0.2.1") == 200
    assert asked("zwei", "203.0.113.2, 192.0.2.2") == 429
    assert asked("zwei", "192.0.2.1, 203.0.113.1") == 200


@pytest.mark.parametrize("refusal", [shop.Busy(4), shop.PressFailed("no")])
def test_a_press_that_makes_no_sheet_now_says_kindly_when_to_come_again(refusal, monkeypatch):
    def refuse(*args: object, **more: object) -> bytes:
        raise refusal

    monkeypatch.setattr(shop, "pdf", refuse)
    a_place("Beratung")
    answered = get(SHEET)
    assert answered.status_code == 503
    assert int(answered["Retry-After"]) > 0
    assert answered["Cache-Control"] == "no-store"
    assert "Das Blatt ist noch nicht da" in text(answered)


def test_of_a_position_or_an_address_nothing_is_kept(settings, press):
    a_region()
    a_place("Beratung", LEER)
    known_for_good()
    assert Client().post(SHEET, data={"lat": "53.231", "lon": "7.451"})["Cache-Control"] == "no-store"
    get(SHEET, where="Bergmannstraße 37, Leer")
    get(SHEET, where="Leer", q="Zauberei")
    assert len(press) == 3
    assert folder(settings) == []


@pytest.mark.parametrize("typed", [{"q": "Beratung"}, {"where": "Beratung"}, {"where": "Heimweg 5, Leer"}])
def test_of_words_that_somebody_typed_nothing_is_kept(settings, press, typed):
    a_region()
    a_place("Beratung", LEER)
    assert get(SHEET, **typed).status_code == 200
    assert len(press) == 1
    assert folder(settings) == []


def test_the_sheet_of_a_town_is_kept_for_the_next_who_asks(settings, press):
    a_region()
    a_place("Beratung", LEER, offers="family")
    for _ in range(2):
        get(SHEET, where="Leer (Ostfriesland)", category="family")
    assert len(press) == len(folder(settings)) == 1


@pytest.mark.parametrize("much", [{"q": "ሀ" * 200}, {"q": ["Beratung"] * 900}, {"wheelchair": ["yes"] * 900}])
def test_a_question_too_long_for_a_code_leads_to_the_map(press, much):
    a_place("Beratung", wheelchair="yes")
    assert get(SHEET, **much).status_code == 200
    assert 'href="http://testserver/"' in press[0]
