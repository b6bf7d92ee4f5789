"""What waits for a decision: who sees it, in which order, and how it is decided about together."""

import pytest
from django.test import Client

from places.models import Place, Suggestion
from places.suggesting import suggest
from tests.places.accounts import a_steward, an_administrator, an_editor
from tests.places.making import a_place, an_area
from tests.places.web.asking import elements, text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
WEENER = "034570021"
QUEUE = "/redaktion/"


def an_edit(place: Place, **changes) -> Suggestion:
    return suggest(kind=Suggestion.Kind.EDIT, place=place, changes=changes or {"name": f"{place.name} neu"})


def seen(user, **query) -> list[str]:
    """Return the names in the queue of `user`."""
    response = signed_in(Client(), user).get(QUEUE, query_params=query)
    assert response.status_code == 200
    return [each.suggestion.place.name for each in response.context["entries"]]


def test_the_oldest_comes_first():
    for name in ("Eins", "Zwei", "Drei"):
        an_edit(a_place(name))
    assert seen(an_editor(of=an_area())) == ["Eins", "Zwei", "Drei"]


def test_an_editor_sees_the_suggestions_of_the_own_area_and_a_steward_those_of_the_own_places():
    leer, weener = a_place("Leer"), a_place("Weener", area=an_area(WEENER, "Weener"))
    an_edit(leer), an_edit(weener)
    assert seen(an_editor(of=an_area())) == ["Leer"]
    assert seen(a_steward(weener, account=True).user) == ["Weener"]
    assert seen(an_administrator()) == ["Leer", "Weener"]


def test_a_visitor_is_sent_to_sign_in_and_an_account_without_a_role_sees_no_such_page(django_user_model):
    assert Client().get(QUEUE).status_code == 302
    nobody = django_user_model.objects.create_user("nobody")
    assert signed_in(Client(), nobody).get(QUEUE).status_code == 404


def test_it_can_be_narrowed():
    place = a_place("Leer")
    an_edit(place)
    suggest(kind=Suggestion.Kind.CLOSED, place=a_place("Zu"), changes={}, origin=Suggestion.Origin.API)
    anna = an_editor(of=an_area())
    assert seen(anna, kind="closed") == ["Zu"]
    assert seen(anna, origin="api", kind="edit") == []
    assert seen(anna, area=an_area().key) == ["Leer", "Zu"]
    assert seen(anna, kind="nothing", page="x") == ["Leer", "Zu"]


def test_it_says_what_would_be_different_before_many_are_accepted_together():
    an_edit(a_place("Treff", email="alt@example.org"), email="neu@example.org", website="https://example.org")
    said = text(signed_in(Client(), an_editor(of=an_area())).get(QUEUE))
    assert "E-Mail entfällt: alt@example.org ; neu: neu@example.org ;" in said
    assert "Website neu: https://example.org ;" in said


def test_it_marks_what_was_changed_meanwhile_and_what_touches_the_same_place():
    place = a_place("Alt")
    an_edit(place, name="Neu")
    an_edit(place, email="neu@example.org")
    Place.objects.filter(pk=place.pk).update(name="Zwischendurch")
    said = text(signed_in(Client(), an_editor(of=place.area)).get(QUEUE))
    assert said.count("Der Ort wurde seither geändert.") == 1
    assert said.count("Zu diesem Ort wartet noch ein Vorschlag.") == 2


def post(user, *ticked: Suggestion | int, do: str = "accept", **more):
    numbers = [each.number if isinstance(each, Suggestion) else each for each in ticked]
    body = {"number": numbers, "do": do} | more
    return signed_in(Client(), user).post(QUEUE, body, follow=True)


def test_the_ticked_are_accepted_each_by_itself_and_what_fails_is_told():
    anna = an_editor(of=an_area())
    good, stale = an_edit(a_place("Gut"), name="Besser"), an_edit(a_place("Alt"), name="Neu")
    Place.objects.filter(name="Alt").update(name="Zwischendurch")
    said = text(post(anna, good, stale))
    assert "1 Vorschlag übernommen." in said
    assert f"Vorschlag {stale.number}: Der Ort wurde inzwischen geändert (Name)." in said
    assert set(Place.objects.values_list("name", flat=True)) == {"Besser", "Zwischendurch"}


def test_a_message_is_not_accepted_unread():
    words = suggest(kind=Suggestion.Kind.EDIT, place=a_place("Alt"), changes={}, message="Die Adresse stimmt nicht.")
    said = text(post(an_editor(of=an_area()), words))
    assert f"Vorschlag {words.number}: Das ist nur eine Nachricht. Bitte öffnen Sie" in said
    assert Suggestion.objects.get().is_pending


def test_of_two_that_close_a_place_the_second_does_not_overwrite_the_first():
    anna, place = an_editor(of=an_area()), a_place("Alt")
    days = ("2026-10-01", "2026-11-01")
    both = [suggest(kind=Suggestion.Kind.CLOSED, place=place, changes={"closed_on": day}) for day in days]
    said = text(post(anna, *both))
    assert f"Vorschlag {both[1].number}: Der Ort wurde inzwischen geändert (Geschlossen seit)." in said
    assert f"{Place.objects.get().closed_on}" == "2026-10-01"


def test_the_ticked_are_rejected_with_one_reason():
    anna = an_editor(of=an_area())
    both = [an_edit(a_place("Eins")), an_edit(a_place("Zwei"))]
    assert "2 Vorschläge abgelehnt." in text(post(anna, *both, do="reject", ready="wrong", words="Wirklich."))
    reasons = set(Suggestion.objects.values_list("state", "reason"))
    assert reasons == {
        ("rejected", "Wir haben nachgefragt: Die Angaben, die auf der Seite stehen, stimmen.\n\nWirklich.")
    }


def test_without_a_reason_nothing_is_rejected_and_the_ticks_stay():
    suggestion = an_edit(a_place())
    response = post(an_editor(of=an_area()), suggestion, do="reject")
    assert "Nichts ist abgelehnt: Unter den Vorschlägen fehlt noch ein Grund, der passt." in text(response)
    assert "Bitte nennen Sie einen Grund." in text(response)
    ticked = [
        each["value"] for each in elements(response, "input") if "checked" in each and each.get("name") == "number"
    ]
    assert ticked == [str(suggestion.number)]
    assert Suggestion.objects.get().is_pending


@pytest.mark.parametrize("do", ["accept", "reject"])
def test_what_is_not_yours_is_not_there(do):
    theirs = an_edit(a_place("Weener", area=an_area(WEENER, "Weener")))
    said = text(post(an_editor(of=an_area()), theirs, 1, do=do, ready="wrong"))
    for number in (theirs.number, 1):
        assert f"Vorschlag {number}: Diesen Vorschlag gibt es hier nicht." in said
    assert "Weener" not in said
    assert Suggestion.objects.get().is_pending


@pytest.mark.parametrize(
    "body", [{}, {"number": "x"}, {"do": "accept"}, {"number": "9" * 5000, "do": "accept"}, {"number": "1", "do": "x"}]
)
def test_nonsense_changes_nothing(body):
    an_edit(a_place())
    response = signed_in(Client(), an_editor(of=an_area())).post(QUEUE, body)
    assert response.status_code == 200
    assert Suggestion.objects.get().is_pending


def test_a_page_of_many_costs_as_many_queries_as_one_of_few(django_assert_num_queries):
    anna = an_editor(of=an_area())
    for number in range(12):
        an_edit(a_place(f"Ort {number}", offers="family"))
    client = signed_in(Client(), anna)
    client.get(QUEUE)
    with django_assert_num_queries(9):
        client.get(QUEUE)
