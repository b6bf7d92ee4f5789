"""One suggestion before an editor: seen from all sides, and decided about once."""

import json

import pytest
from django.test import Client

from places.models import Offer, Phone, Place, Suggestion, Visibility
from places.suggesting import suggest
from tests.places.accounts import an_editor
from tests.places.making import LEER, a_category, a_place, an_area, north_of
from tests.places.staff.deciding import address, again, an_edit, decide, review, seen
from tests.places.web.asking import elements, text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
Kind = Suggestion.Kind
WEENER = "034570021"


@pytest.fixture
def place(db) -> Place:
    return a_place("Alt", email="alt@example.org", opening_hours="Mo-Fr 08:00-12:00")


def test_it_tells_what_would_be_different_in_words(place, anna):
    said = text(review(anna, an_edit(place, opening_hours="Mo-Th 08:00-12:00; PH off", name="Alt und neu")))
    assert "Montag – Freitag: 08:00–12:00" in said
    assert "neu: Donnerstag" in said
    assert "An Feiertagen: geschlossen" in said
    assert "Alt neu: und neu ;" in said


def test_all_is_accepted_and_the_next_one_shown(place, anna):
    first, second = an_edit(place, name="Neu"), an_edit(a_place("Zwei"), name="Drei")
    response = decide(anna, first, "all")
    assert again(place).name == "Neu"
    assert response.redirect_chain == [(address(second), 302)]
    assert "Übernommen: Angaben ändern: Alt" in text(response)


def test_after_the_last_one_comes_the_queue(place, anna):
    assert decide(anna, an_edit(place, name="Neu"), "all").redirect_chain == [("/redaktion/", 302)]


def test_the_way_keeps_to_what_was_chosen(place, anna):
    first = an_edit(place, name="Neu")
    suggest(kind=Kind.CLOSED, place=place, changes={})
    later = an_edit(place, email="neu@example.org")
    response = review(anna, first, kind="edit")
    assert response.context["next"] == later
    assert f"{address(later)}?kind=edit" in response.content.decode()


def test_only_what_is_ticked_is_accepted(place, anna):
    suggestion = an_edit(place, name="Neu", email="neu@example.org", website="https://example.org")
    response = decide(anna, suggestion, "some", take=["email"], **typed(suggestion))
    assert "Übernommen, 1 von 3 Angaben: Angaben ändern: Alt" in text(response)
    assert (again(place).name, again(place).email, again(place).website) == ("Alt", "neu@example.org", "")
    assert again(suggestion).accepted == {"email": "neu@example.org"}


def typed(suggestion: Suggestion, **other) -> dict:
    """Return all fields of the form, as a browser sends them."""
    user = an_editor("browser", of=suggestion.area)
    form = review(user, suggestion).context["form"]
    user.delete()
    sent = {}
    for field in form:
        value = field.value()
        sent[field.html_name] = value.replace("\n", "\r\n") if isinstance(value, str) else value or []
    return sent | {f"fact-{name.replace('__', '.')}": value for name, value in other.items()}


def test_what_was_typed_is_written_and_what_was_not_touched_stays(place, anna):
    place.description = "Erste Zeile\nzweite Zeile"
    place.languages = ["fa", "de"]
    place.save()
    Phone.objects.create(place=place, number="+494919260", shown="0491 / 926-0", contact="Empfang")
    suggestion = an_edit(again(place), name="neu")
    decide(anna, suggestion, "some", take=["name"], **typed(suggestion, name="Neu", town="Leer"))
    assert again(suggestion).accepted == {"name": "Neu", "town": "Leer"}
    assert (again(place).name, again(place).town) == ("Neu", "Leer")


def test_a_message_alone_can_be_made_a_change(place, anna):
    suggestion = suggest(kind=Kind.EDIT, place=place, changes={}, message="Die Nummer ist 0491 926-1.")
    decide(anna, suggestion, "some", **typed(suggestion, phones="0491 926-1, Empfang"))
    phone = place.phones.get()
    assert (str(phone.number), phone.shown, phone.contact) == ("+494919261", "0491 926-1", "Empfang")


def test_a_message_that_was_read_is_done(place, anna):
    suggestion = suggest(kind=Kind.EDIT, place=place, changes={}, message="Danke für die Karte!")
    said = text(review(anna, suggestion))
    assert "Erledigt, nichts zu ändern" in said
    assert "Angekreuztes" not in said
    assert "wählen Sie bitte „Erledigt“" in text(decide(anna, suggestion, "some", **typed(suggestion)))
    assert "Erledigt: Angaben ändern: Alt" in text(decide(anna, suggestion, "done"))
    assert (again(suggestion).state, again(suggestion).accepted) == ("accepted", {})


def test_what_names_facts_is_not_done_without_them(place, anna):
    suggestion = an_edit(place, name="Neu")
    assert "Erledigt, nichts" not in text(review(anna, suggestion))
    decide(anna, suggestion, "done")
    assert again(suggestion).is_pending


def test_what_is_wrong_above_opens_nothing_below(place, anna):
    suggestion = an_edit(place, email="neu@example.org")
    above = decide(anna, suggestion, "some", take=["email"], **typed(suggestion, email="keine"))
    below = decide(anna, suggestion, "some", take=["email"], **typed(suggestion, position="überall"))
    assert (above.status_code, below.status_code) == (400, 400)
    assert (above.context["is_further_wrong"], below.context["is_further_wrong"]) == (False, True)


def test_every_input_belongs_to_the_form_that_sends_it(place, anna):
    response = review(anna, an_edit(place, name="neu", languages=["de"]))
    inputs = [each for tag in ("input", "select", "textarea") for each in elements(response, tag)]
    assert {each.get("form") for each in inputs if (each.get("name") or "").startswith("fact-")} == {"auswahl"}


def test_what_was_not_sent_is_not_empty(place, anna):
    suggestion = an_edit(place, email="neu@example.org", name="Neu")
    decide(anna, suggestion, "some", take=["email", "name"])
    assert (again(place).email, again(place).name) == ("neu@example.org", "Neu")


def test_nothing_chosen_is_nothing_accepted(place, anna):
    suggestion = an_edit(place, name="Neu")
    said = text(decide(anna, suggestion, "some", **typed(suggestion)))
    assert "Bitte kreuzen Sie an, was Sie übernehmen" in said
    assert again(suggestion).is_pending


def test_what_breaks_a_rule_is_told_beside_its_field(place, anna):
    suggestion = an_edit(place, name="Neu")
    response = decide(anna, suggestion, "some", take=["name"], **typed(suggestion, position="überall", email="keine"))
    assert response.status_code == 400
    assert "Das ist keine E-Mail-Adresse." in text(response)
    assert "Das ist kein Punkt auf der Erde." in text(response)
    assert again(suggestion).is_pending


def test_rejecting_needs_a_reason_and_keeps_it(place, anna):
    suggestion = an_edit(place, name="Neu")
    assert decide(anna, suggestion, "reject").status_code == 400
    assert again(suggestion).is_pending
    decide(anna, suggestion, "reject", words="Das heißt nicht so.")
    assert (again(suggestion).state, again(suggestion).reason) == ("rejected", "Das heißt nicht so.")
    assert again(place).name == "Alt"


def test_what_was_rejected_is_still_told_in_words(place, anna):
    there = north_of(LEER, metres=850)
    suggestion = suggest(kind=Kind.POSITION, place=place, changes={"position": {"lon": there.x, "lat": there.y}})
    decide(anna, suggestion, "reject", words="Da ist nur Wasser.")
    said = text(review(anna, suggestion))
    assert "Vorgeschlagen war:" in said
    assert "° Nord" in said


def test_a_closed_place_says_what_came_in_its_stead(place, anna):
    other = a_place("Nachfolger")
    suggestion = suggest(kind=Kind.CLOSED, place=place, changes={"closed_on": "2026-11-01"})
    decide(anna, suggestion, "some", take=["closed_on"], **typed(suggestion, replaced_by=other.slug))
    closed = again(place)
    assert (closed.visibility, f"{closed.closed_on}", closed.replaced_by) == (Visibility.CLOSED, "2026-11-01", other)


def test_a_closing_date_that_is_none_is_told(place, anna):
    suggestion = suggest(kind=Kind.CLOSED, place=place, changes={})
    response = decide(anna, suggestion, "some", **typed(suggestion, closed_on="gestern", replaced_by="nichts"))
    assert response.status_code == 400
    assert "Bitte geben Sie ein Datum ein." in text(response)
    assert again(place).visibility == Visibility.PUBLIC


def test_a_new_place_is_made(anna):
    at = {"lon": LEER.x, "lat": LEER.y}
    suggestion = suggest(kind=Kind.NEW, changes={"name": "Treff", "position": at, "languages": ["de", "ar"]})
    assert "Deutsch und Arabisch" in text(review(anna, suggestion))
    decide(anna, suggestion, "some", take=["name", "position"], **typed(suggestion, name="Treffpunkt"))
    made = Place.objects.get()
    assert (made.name, made.languages, made.location.x) == ("Treffpunkt", [], LEER.x)


def test_the_old_and_the_new_position_are_on_a_map(place, anna):
    there = north_of(LEER, metres=850)
    suggestion = suggest(kind=Kind.POSITION, place=place, changes={"position": {"lon": there.x, "lat": there.y}})
    response = review(anna, suggestion)
    assert "A ist die Lage jetzt, B die vorgeschlagene: 850 m nördlich davon." in text(response)
    assert response.content.decode().count("<svg") > 1
    assert ">B</text>" in response.content.decode()


def test_others_about_the_place_and_what_was_changed_since_stand_beside_it(place, anna):
    suggestion, other = an_edit(place, name="Neu"), an_edit(place, email="neu@example.org")
    decide(anna, an_edit(place, website="https://example.org"), "all")
    response = review(anna, suggestion)
    assert response.context["others"] == [other]
    (change,) = response.context["since"]
    assert (change.by, [line.label for line in change.lines]) == ("anna", ["Website"])


def test_markup_of_visitors_is_text(place, anna):
    suggestion = suggest(
        kind=Kind.EDIT, place=place, changes={"name": "<b>fett</b>", "description": "</del><script>"}, message="<i>&"
    )
    page = review(anna, suggestion).content.decode()
    assert "<b>" not in page
    assert "</del><script>" not in page
    assert "&lt;i&gt;&amp;" in page


@pytest.mark.parametrize("do", ["all", "some", "reject", "nothing"])
def test_what_is_not_yours_is_not_there_by_any_method(place, anna, do):
    theirs = an_edit(a_place("Weener", area=an_area(WEENER, "Weener")), name="Neu")
    client = signed_in(Client(), anna)
    for suggestion in (address(theirs), "/redaktion/vorschlaege/1/", f"/redaktion/vorschlaege/{'9' * 40}/"):
        assert client.get(suggestion).status_code == 404
        body = {"do": do, "seen": json.dumps({"name": "Weener"}), "take": "name", "words": "nein"}
        assert client.post(suggestion, body).status_code == 404
        assert client.put(suggestion).status_code in (404, 405)
    assert again(theirs).is_pending


def test_a_review_costs_so_many_queries(place, anna, django_assert_num_queries):
    suggestion = an_edit(place, name="Neu", languages=["de"])
    an_edit(place, email="neu@example.org")
    client = signed_in(Client(), anna)
    client.get(address(suggestion))
    with django_assert_num_queries(21):
        client.get(address(suggestion))


def test_a_new_place_that_may_be_there_already_is_told(place, anna):
    at = {"lon": LEER.x, "lat": LEER.y}
    hidden = a_place("Treffpunkt Anker", at=None, visibility=Visibility.HIDDEN)
    suggestion = suggest(kind=Kind.NEW, changes={"name": "Treffpunkt Anker", "position": at})
    alike = review(anna, suggestion).context["alike"]
    a_place("Treffpunkt Anker", slug="theirs", at=LEER, area=an_area(WEENER, "Weener"), visibility=Visibility.AREA_ONLY)
    assert {each.place for each in alike} == {place, hidden}
    (theirs,) = {each.place for each in review(anna, suggestion).context["alike"]} - {place, hidden}
    assert next(e for e in review(anna, suggestion).context["alike"] if e.place == theirs).why == "name"
    assert "Gibt es diesen Ort schon?" in text(review(anna, suggestion))


def test_an_offer_that_came_while_the_page_was_open_keeps_its_languages(place, anna):
    suggestion = an_edit(place, name="Neu")
    shown = seen(anna, suggestion)
    Offer.objects.create(place=place, category=a_category("family"), title="Rat", languages=["ar"])
    decide(anna, suggestion, "some", seen=shown, take=["name"])
    assert again(place).name == "Neu"
    assert place.offers.get().languages == ["ar"]
