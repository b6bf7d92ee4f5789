"""Places that somebody may change: found, corrected at once, and all that is kept of it."""

import pytest
from django.test import Client

from places import history
from places.models import Assertion, Offer, Phone, Place, Visibility
from places.staff.inputs import PhonesField
from tests.places.accounts import a_steward, an_editor
from tests.places.making import LEER, a_place, an_area
from tests.places.staff.forms import sent
from tests.places.web.asking import elements, text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
WEENER = "034570021"


@pytest.fixture
def place(db) -> Place:
    return a_place("Treff", offers="family", street="Bergstraße 1", postcode="26789", town="Leer")


def get(user, path: str, **query):
    return signed_in(Client(), user).get(path, query_params=query)


def address(place: Place, more: str = "") -> str:
    return f"/redaktion/orte/{place.slug}/{more}"


def form(user, place: Place, **typed) -> dict:
    """Return what a browser sends of the form of `place`, with what was typed."""
    return sent(get(user, address(place)), **typed)


def correct(user, place: Place, **typed):
    return signed_in(Client(), user).post(address(place), form(user, place, **typed), follow=True)


def again(place: Place) -> Place:
    return Place.objects.get(pk=place.pk)


def test_the_list_holds_ones_own_places_and_finds_them_by_name_or_address(place, anna):
    a_place("Weener", area=an_area(WEENER, "Weener"))
    a_place("Zweiter")
    names = [each.name for each in get(anna, "/redaktion/orte/").context["page"]]
    assert names == ["Treff", "Zweiter"]
    assert [each.name for each in get(anna, "/redaktion/orte/", q="bergstr 1").context["page"]] == ["Treff"]
    assert "Weener" not in text(get(anna, "/redaktion/orte/", q="weener"))
    assert get(anna, "/redaktion/orte/", q="\0", page="x").status_code == 200


def test_a_correction_counts_at_once_and_is_confirmed_by_the_municipality(place, anna):
    Phone.objects.create(place=place, number="+494919260", shown="0491 926-0")
    said = text(correct(anna, place, phones="0491 926-1, Empfang", name="Treffpunkt"))
    assert "Gespeichert." in said
    assert again(place).name == "Treffpunkt"
    assert place.phones.get().contact == "Empfang"
    assert place.assertions.get().said_by == Assertion.Party.MUNICIPALITY
    assert history.changes(place)[0].via == "correction"
    assert '"name":"Treffpunkt"' in again(place).feature


def test_a_steward_corrects_the_own_place_and_speaks_for_who_runs_it(place):
    steward = a_steward(place, account=True).user
    correct(steward, place, opening_hours="Mo 10:00-12:00")
    assert place.assertions.get().said_by == Assertion.Party.OPERATOR
    assert "/admin/" not in get(steward, address(place)).content.decode()


def test_hours_are_understood_as_clerks_write_them(place, anna):
    correct(anna, place, opening_hours="Di und Do 14-16 Uhr")
    assert again(place).opening_hours == "Tu,Th 14:00-16:00"


def test_offers_are_corrected_too(place, anna):
    offer = Offer.objects.get()
    correct(anna, place, **{f"offers.{offer.pk}.cost": "kostenlos", f"offers.{offer.pk}.languages": ["ar", "de"]})
    offer.refresh_from_db()
    assert (offer.cost, offer.languages) == ("kostenlos", ["ar", "de"])


def test_what_nobody_touched_is_not_written(place, anna):
    place.languages, place.description = ["fa", "de"], "a\nb"
    place.save()
    before = len(history.changes(place))
    assert "Sie haben nichts geändert." in text(correct(anna, again(place)))
    assert len(history.changes(place)) == before


def test_a_protected_place_can_be_corrected_by_who_may_know_where_it_is(anna):
    shelter = a_place("Zuflucht", visibility=Visibility.AREA_ONLY, street="Geheimweg 1")
    correct(anna, shelter, street="Stillweg 2")
    assert again(shelter).street == "Stillweg 2"
    refused = correct(anna, shelter, description="Im Stillweg hinten")
    assert "Hier steht die Straße, die niemand erfahren soll." in text(refused)


def test_two_at_once_do_not_overwrite_each_other(place, anna):
    body = form(anna, place, name="Meins")
    correct(an_editor("berta", of=place.area), place, name="Ihres", email="neu@example.org")
    response = signed_in(Client(), anna).post(address(place), body)
    assert response.status_code == 409
    assert "Jemand hat inzwischen geändert: Name. Ihre Eingaben stehen noch hier" in text(response)
    assert "jetzt gespeichert: Ihres" in text(response)
    assert again(place).name == "Ihres"
    names = [each["value"] for each in elements(response, "input") if each.get("name") == "fact-name"]
    assert names == ["Meins"]
    signed_in(Client(), anna).post(address(place), sent(response, name="Meins"))
    assert (again(place).name, again(place).email) == ("Meins", "neu@example.org")


def test_what_breaks_a_rule_is_told_beside_its_field(place, anna):
    response = correct(anna, place, position="91, 7", opening_hours="immer")
    assert response.status_code == 400
    assert "Das ist kein Punkt auf der Erde." in text(response)
    assert again(place).location == LEER


def test_a_position_is_read_as_maps_write_it(place, anna):
    correct(anna, place, position="53,25 / 7,46")
    assert (again(place).location.y, again(place).location.x) == (53.25, 7.46)
    assert correct(anna, place, position="").status_code == 400


@pytest.mark.parametrize("more", ["", "verlauf/"])
def test_a_place_that_is_not_yours_is_not_there(place, anna, more):
    theirs = a_place("Weener", area=an_area(WEENER, "Weener"))
    client = signed_in(Client(), anna)
    change = history.changes(theirs)[0].id
    assert client.get(address(theirs, more)).status_code == 404
    assert client.post(address(theirs, more), form(anna, place) | {"change": change}).status_code == 404
    assert client.post(address(place, "verlauf/"), {"change": change}).status_code == 404
    assert Client().get(address(place, more)).status_code == 302
    assert again(theirs).name == "Weener"


def test_a_place_is_closed_by_who_keeps_it_and_that_can_be_taken_back(place, anna):
    after = a_place("Nachfolger")
    client = signed_in(Client(), anna)
    wrong = client.post(address(place, "schliessen/"), {"fact-closed_on": "gestern"}, follow=True)
    assert "Geschlossen seit: Bitte geben Sie ein Datum ein." in text(wrong)
    client.post(address(place, "schliessen/"), {"fact-closed_on": "2026-11-01", "fact-replaced_by": after.slug})
    assert (again(place).visibility, again(place).replaced_by) == (Visibility.CLOSED, after)
    client.post(address(place, "verlauf/"), {"change": history.changes(place)[0].id})
    assert (again(place).visibility, again(place).closed_on) == (Visibility.PUBLIC, None)
    theirs = a_place("Weener", area=an_area(WEENER, "Weener"))
    assert client.post(address(theirs, "schliessen/")).status_code == 404
    assert client.get(address(place, "schliessen/")).status_code == 405


def test_a_place_that_nobody_sees_is_not_closed_for_all_to_see(place, anna):
    hidden = a_place("Geheim", visibility=Visibility.HIDDEN)
    assert "Den Ort gibt es nicht mehr" not in text(get(anna, address(hidden)))
    response = signed_in(Client(), anna).post(address(hidden, "schliessen/"), follow=True)
    assert "Dieser Ort ist nicht veröffentlicht." in text(response)
    assert again(hidden).visibility == Visibility.HIDDEN


def test_the_admins_history_is_that_of_all_doors(place, anna):
    response = get(anna, f"/admin/places/place/{place.pk}/history/")
    assert response.headers["Location"] == address(place, "verlauf/")


def test_a_new_place_is_made_in_the_admin_or_suggested(place, anna):
    steward = a_steward(place, account=True).user
    for user, way in ((anna, "/admin/places/place/add/"), (steward, "/orte/neu/")):
        response = get(user, "/redaktion/orte/")
        assert "Neuer Ort" in text(response)
        assert way in [each.get("href") for each in elements(response, "a")]
        assert get(user, way).status_code == 200


@pytest.mark.parametrize(
    ("typed", "number", "contact"),
    [
        ("0491 926-0 (Zentrale)", "0491 926-0", "Zentrale"),
        ("(0491) 926-0", "(0491) 926-0", ""),
        ("(0491) 926-0, Frau Muster (Empfang)", "(0491) 926-0", "Frau Muster (Empfang)"),
        ("0491 926-0 (Empfang, Zimmer 3)", "0491 926-0", "Empfang, Zimmer 3"),
        ("0491 926-0,", "0491 926-0", ""),
    ],
)
def test_who_answers_a_phone_stands_after_a_comma_or_in_brackets(typed, number, contact):
    assert PhonesField().read(typed, []) == [{"number": number, "shown": number, "contact": contact}]


def test_a_number_that_is_stored_with_brackets_stays_as_it_is():
    stored = [{"number": "+494919260", "shown": "0491 926-0 (Zentrale)", "contact": ""}]
    assert PhonesField().read(PhonesField().typed(stored), stored) == stored


def test_after_the_end_of_a_session_no_address_follows_that_is_no_page():
    client = Client()
    client.cookies["sessionid"] = "0" * 32
    place = "/redaktion/orte/treff/"
    assert client.post(f"{place}schliessen/").url == "/anmelden/?abgelaufen=1&next="
    assert client.post(place).url == f"/anmelden/?abgelaufen=1&next={place}"


def test_an_offer_that_came_or_went_while_the_form_was_open_keeps_what_it_says(place, anna):
    typed = form(anna, place, name="Treffpunkt")
    went = place.offers.get()
    came = Offer.objects.create(place=place, category=went.category, title="Neu", languages=["ar"])
    went.delete()
    answer = signed_in(Client(), anna).post(address(place), typed, follow=True)
    assert answer.status_code == 200
    assert "gibt es inzwischen nicht mehr" in text(answer)
    assert again(place).name == "Treffpunkt"
    assert again(place).offers.get().languages == ["ar"] == came.languages
