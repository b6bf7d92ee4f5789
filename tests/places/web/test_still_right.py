"""Is it still right? By one tap a visitor confirms a fact or all of a place: once a day, and nothing that is hidden."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from places.models import Assertion, Place
from tests.places.making import LEER, a_place
from tests.places.web.asking import elements, get, text

pytestmark = pytest.mark.django_db
PAGE = "/orte/anleger/"


def tap(fact: str, *, page: str = PAGE, **extra: Any) -> Any:
    return Client(raise_request_exception=False).post(f"{page}stimmt/", {"fact": fact}, **extra)


def said() -> set[tuple[str, str]]:
    return set(Assertion.objects.values_list("field", "said_by"))


@pytest.fixture
def place() -> Place:
    facts: dict[str, Any] = {
        "street": "Ringstraße 1",
        "opening_hours": "Mo 08:00-12:00",
        "languages": ["de"],
        "as_of": "2014",
    }
    made = a_place("Anleger", **facts)
    made.phones.create(number="+494919260", shown="0491 926-0", as_of="2014")
    return made


def test_the_page_asks_for_what_it_shows_and_thanks_in_place(place):
    page = get(PAGE)
    buttons = [each["value"] for each in elements(page, "button") if each.get("name") == "fact"]
    assert buttons == ["hours", "phone", "languages", "address", "all"]
    assert "Danke" not in text(page)
    answer = tap("hours")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PAGE}?danke#stimmt")
    assert "Danke. Das hilft den Menschen, die nach Ihnen kommen." in text(get(PAGE, danke=""))
    assert not answer.cookies


def test_one_tap_confirms_one_fact_as_of_today_by_the_public(place):
    tap("hours")
    made = Assertion.objects.get()
    today = timezone.localdate().isoformat()
    assert (made.field, made.said_by, made.as_of, made.user) == ("hours", "public", today, None)
    assert '"confirmed":{"hours":{"as_of":"' in Place.objects.get().feature


def test_one_tap_confirms_all_that_is_known(place):
    tap("all")
    assert said() == {(fact, "public") for fact in ("hours", "phone", "languages", "address", "position")}


def test_it_does_not_count_as_said_by_those_who_answer_for_the_place(place):
    tap("all")
    assert not Assertion.objects.answerable().exists()


def test_what_is_not_known_cannot_be_confirmed():
    a_place("Anleger")
    for fact in ("hours", "access", "name", "", "\0", "ALL"):
        assert tap(fact).status_code == 302
    assert said() == set()


def test_a_place_of_which_nothing_is_known_asks_nothing():
    a_place("Anleger")
    assert "Stimmt das noch?" not in text(get(PAGE))


def test_of_a_protected_place_nobody_says_where_it_is(place):
    Place.objects.update(visibility="area_only")
    assert "address" not in [each.get("value") for each in elements(get(PAGE), "button")]
    tap("address")
    tap("position")
    assert said() == set()
    tap("all")
    assert said() == {(fact, "public") for fact in ("hours", "phone", "languages")}


@pytest.mark.parametrize("fields", [{"visibility": "hidden"}, {"visibility": "closed", "closed_on": "2026-10-31"}])
def test_nothing_is_said_of_places_that_nobody_sees(place, fields):
    Place.objects.update(**fields)
    assert tap("all").status_code == 404
    assert said() == set()


def test_a_network_says_so_once_a_day(place):
    for ip in ("192.0.2.1", "192.0.2.77"):
        assert tap("hours", REMOTE_ADDR=ip).status_code == 302
    first = Assertion.objects.get()
    tap("hours", REMOTE_ADDR="198.51.100.1")
    assert Assertion.objects.get().confirmed_at > first.confirmed_at
    Assertion.objects.all().delete()
    tap("hours", REMOTE_ADDR="192.0.2.99")
    assert said() == set()
    tap("all", REMOTE_ADDR="192.0.2.99")
    assert ("hours", "public") not in said()
    assert ("phone", "public") in said()


def test_who_taps_a_hundred_places_is_thanked_and_no_more(settings):
    settings.GUARDING = replace(settings.GUARDING, per_network=3)
    for number in range(5):
        a_place(f"Ort {number}", LEER, opening_hours="24/7")
        assert tap("hours", page=f"/orte/ort-{number}/").status_code == 302
    assert Assertion.objects.count() == 3


def test_while_all_networks_tap_nothing_more_is_kept(place, settings):
    settings.GUARDING = replace(settings.GUARDING, attack_from=3)
    for number, fact in enumerate(("hours", "phone", "languages", "address")):
        assert tap(fact, REMOTE_ADDR=f"10.0.{number}.1").status_code == 302
    assert said() == {(fact, "public") for fact in ("hours", "phone", "languages")}


def test_the_page_of_somebody_else_cannot_tap_with_its_visitors_hands(place):
    for where in ("cross-site", "same-site"):
        assert tap("hours", headers={"Sec-Fetch-Site": where}).status_code == 403
    assert said() == set()
    assert tap("hours", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 302
    assert said() == {("hours", "public")}


def test_nothing_that_is_sent_gives_a_500(place):
    client = Client(raise_request_exception=False)
    for body, kind in (
        (b"\xff", "application/json"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"a" * 65_000, ""),
    ):
        assert client.generic("POST", f"{PAGE}stimmt/", body, content_type=kind).status_code in (302, 400, 413)
    assert client.get(f"{PAGE}stimmt/").status_code == 405
