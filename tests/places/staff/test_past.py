"""The history of a place: told in words, and taken back."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from geo.coordinates import point
from places import history, moderation
from places.models import Offer, OfferTimes, Phone, Place, Suggestion, Visibility
from places.staff.recounting import DOORS, Recounted, recount
from places.suggesting import suggest
from tests.places.accounts import a_steward
from tests.places.making import a_place, an_area
from tests.places.web.asking import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db) -> Place:
    return a_place("Alt", offers="family")


def address(place: Place) -> str:
    return f"/redaktion/orte/{place.slug}/verlauf/"


def page(user, place: Place, **query):
    return signed_in(Client(), user).get(address(place), query_params=query)


def take_back(user, place: Place, change: str):
    return signed_in(Client(), user).post(address(place), {"change": change}, follow=True)


def accepted(place: Place, by, **changes) -> Suggestion:
    suggestion = suggest(kind=Suggestion.Kind.EDIT, place=place, changes=changes)
    moderation.accept(suggestion, by=by)
    return suggestion


def last(place: Place) -> Recounted:
    return recount(history.changes(place))[0]


def lines(place: Place) -> dict[str, tuple[str, str]]:
    """Return the last change, each line by its label."""
    return {line.label: (line.old, line.new) for line in last(place).lines}


def test_it_tells_since_when_a_place_is_closed_and_what_came_in_its_stead(place, anna):
    moderation.close(place, by=anna, on=date(2026, 11, 1), replaced_by=a_place("Nachfolger"))
    assert page(anna, place).status_code == 200
    assert lines(place)["geschlossen am"] == ("", "1. November 2026")
    assert ("", "Nachfolger") in lines(place).values()


def test_it_tells_who_when_what_and_why(place, anna):
    suggestion = accepted(place, anna, name="Neu", phones=[{"number": "0491 926-1", "contact": "Empfang"}])
    said = text(page(anna, place))
    assert "anna" in said
    assert f"Vorschlag {suggestion.number}" in said
    assert "Name entfällt: Alt ; neu: Neu ;" in said
    assert "Telefon neu: 0491 926-1 (Empfang), Stand" in said
    assert "Bestätigt: Telefon neu: Gemeinde, Stand" in said


def test_every_kind_of_row_is_told_in_words(place, anna):
    offer = Offer.objects.get()
    with history.attributed(by=anna, via="admin", why="Anruf"):
        place.opening_hours, place.languages, place.location = "Mo 08:00-12:00", ["ar"], point(lon=7.5, lat=53.25)
        place.visibility, place.as_of = "hidden", "2024-05"
        place.save()
        Offer.objects.filter(pk=offer.pk).update(cost="5 Euro")
        OfferTimes.objects.create(offer=offer, opening_hours="Th 14:00-16:00", languages=["prs"])
        place.serves.add(an_area("034570021", "Weener"))
        place.sources.create(title="Aushang")
    told = lines(place)
    assert told["Öffnungszeiten"] == ("", "Montag: 08:00–12:00\nDienstag – Sonntag: geschlossen")
    assert told["Sprachen"] == ("", "Arabisch")
    assert told["Punkt"][1] == "53,25000° Nord, 7,50000° Ost"
    assert told["Sichtbarkeit"] == ("öffentlich", "nur für die Verwaltung")
    assert told["Stand"] == ("", "Mai 2024")
    assert told["Angebot „Alt“: Kosten"] == ("", "5 Euro")
    assert told["Angebot „Alt“: Zeiten"] == (
        "", "Montag – Mittwoch: geschlossen\nDonnerstag: 14:00–16:00\nFreitag – Sonntag: geschlossen\nDari"
    )  # fmt: skip
    assert told["Zuständig für"] == ("", "Weener")
    assert told["Quelle"] == ("", "Aushang")
    assert (last(place).by, last(place).door, last(place).why) == ("anna", "Verwaltung", "Anruf")


def test_what_no_account_wrote_is_told_as_that(place, anna):
    Place.objects.filter(pk=place.pk).update(name="Über Nacht")
    assert last(place).by == ""
    assert "ohne Konto" in text(page(anna, place))


def test_a_change_is_taken_back_and_that_is_history_too(place, anna):
    accepted(place, anna, name="Neu")
    response = take_back(anna, place, last(place).id)
    assert "Zurückgenommen. Auch das steht jetzt im Verlauf." in text(response)
    assert Place.objects.get().name == "Alt"
    assert (last(place).door, lines(place)["Name"]) == ("zurückgenommen", ("Neu", "Alt"))


def test_a_place_is_not_sent_back_to_where_somebody_else_decides(place, anna):
    came = a_place("Hafen", area=an_area("034570021", "Weener"))
    with history.attributed() as change:
        Place.objects.filter(pk=came.pk).update(area=place.area)
    assert "ein Gebiet, über das Sie nicht entscheiden" in text(take_back(anna, came, str(change)))
    assert Place.objects.get(pk=came.pk).area == place.area


def test_a_steward_does_not_take_back_that_the_place_is_there(place):
    steward = a_steward(place, account=True).user
    take_back(steward, place, history.changes(place)[-1].id)
    assert Place.objects.filter(pk=place.pk).exists()


@pytest.mark.parametrize("seen", [Visibility.HIDDEN, Visibility.AREA_ONLY])
def test_a_steward_does_not_take_back_that_a_place_is_hidden(place, anna, seen):
    with history.attributed(by=anna) as change:
        Place.objects.filter(pk=place.pk).update(visibility=seen)
    assert "ein Gebiet, über das Sie nicht" in text(take_back(a_steward(place, account=True).user, place, str(change)))
    assert Place.objects.get().visibility == seen
    take_back(anna, place, str(change))
    assert Place.objects.get().visibility == Visibility.PUBLIC


def test_what_was_changed_again_since_stays_and_is_told(place, anna):
    accepted(place, anna, name="Neu", phones=[{"number": "0491 926-1"}])
    change = last(place).id
    Phone.objects.update(contact="Empfang")
    said = text(take_back(anna, place, change))
    assert "Seither wieder geändert, und bleibt, wie es ist: Telefon." in said
    assert Phone.objects.count() == 1
    assert Place.objects.get().name == "Alt"


def test_nothing_is_taken_back_twice(place, anna):
    accepted(place, anna, name="Neu")
    change = last(place).id
    take_back(anna, place, change)
    assert "Alles davon wurde inzwischen wieder geändert." in text(take_back(anna, place, change))


def test_a_place_that_was_made_by_mistake_is_out_of_sight_again(anna):
    suggestion = suggest(
        kind=Suggestion.Kind.NEW, changes={"name": "Versehen", "position": {"lon": 7.45, "lat": 53.23}}
    )
    made = moderation.accept(suggestion, by=anna)
    assert "Der Ort ist nicht mehr öffentlich zu sehen." in text(take_back(anna, made, last(made).id))
    assert not Place.objects.published().named("versehen").exists()


def test_that_a_place_is_there_is_not_taken_back_without_a_question(place, anna):
    accepted(place, anna, name="Neu")
    said = text(page(anna, place))
    assert said.count("Ja, der Ort war ein Versehen") == 1
    assert "tragen Sie ihn bitte als geschlossen ein" in said
    told = page(anna, place).context["changes"]
    assert [each.made_the_place for each in told] == [*[False] * (len(told) - 1), True]
    assert said.count("Zurücknehmen (") == len(told) - 1


@pytest.mark.parametrize("change", ["", "x", "at-x", "at-2026-11-25", "00000000-0000-0000-0000-000000000000"])
def test_a_change_that_is_none_is_not_there(place, anna, change):
    assert take_back(anna, place, change).status_code == 404


def test_a_long_history_has_pages(place, anna):
    for number in range(25):
        Place.objects.filter(pk=place.pk).update(name=f"Name {number}")
    assert len(page(anna, place).context["changes"]) == 20
    assert "Seite 2 von 2" in text(page(anna, place, page=2))
    assert page(anna, place, page="x").status_code == 200


def test_each_door_has_a_name_that_editors_understand():
    code = "".join(path.read_text() for path in Path(history.__file__).parents[1].rglob("*.py"))
    doors = set(re.findall(r'\bvia="(\w+)"', code))
    assert len(doors) > 5
    assert doors <= DOORS.keys()
