"""Editors see and keep the stewards of their own places, and what became of the letters."""

import pytest
from django.urls import reverse

from places.models import Question, Reminder, Steward
from places.verifying.reminding import remind
from tests.places.accounts import an_editor
from tests.places.making import a_place, an_area
from tests.places.verifying.stewards import NOVEMBER, a_stale_place, a_steward
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("admin:places_steward_changelist"), reverse("admin:places_steward_add")


@pytest.fixture
def anna(client):
    """Sign in as an editor of Leer."""
    signed_in(client, an_editor(of=an_area()))
    return client


def weener():
    return an_area("034570021", "Weener")


def page_of(row) -> str:
    return reverse(f"admin:places_{row._meta.model_name}_change", args=[row.pk])


def sent(client, address: str, *places, email: str = "neu@example.org"):
    fields = {"email": email, "name": "", "language": "ar", "places": [place.pk for place in places]}
    return client.post(address, fields)


def test_an_editor_adds_a_steward_for_the_own_places_alone(anna):
    here, there = a_place("Hier"), a_place("Dort", area=weener())
    assert sent(anna, ADD, there).status_code == 200
    assert sent(anna, ADD).status_code == 200
    assert not Steward.objects.exists()
    assert sent(anna, ADD, here).status_code == 302
    assert list(Steward.objects.get().places.all()) == [here]


def test_a_new_address_is_written_to_again(anna):
    here = a_stale_place("Hier")
    steward = a_steward(here, bounced_at=NOVEMBER, opted_out_at=None)
    assert sent(anna, page_of(steward), here, email=steward.email).status_code == 302
    assert Steward.objects.get().bounced_at
    assert sent(anna, page_of(steward), here).status_code == 302
    assert Steward.objects.get().bounced_at is None


def test_nobody_opts_in_for_somebody_else(anna):
    here = a_place("Hier")
    steward = a_steward(here, opted_out_at=NOVEMBER)
    anna.post(page_of(steward), {"email": "neu@example.org", "language": "de", "places": [here.pk], "opted_out_at": ""})
    assert Steward.objects.get().opted_out_at == NOVEMBER


def test_no_editor_gives_an_account_to_a_steward(anna):
    steward = a_steward(a_place("Hier"))
    user = an_editor("bert", of=weener())
    anna.post(page_of(steward), {"email": "x@example.org", "language": "de", "places": [], "user": user.pk})
    assert Steward.objects.get().user is None


def test_letters_are_seen_with_what_was_answered(anna):
    a_steward(a_stale_place("Hier"), a_stale_place("Dort", area=weener()))
    a_steward(a_stale_place("Weit", area=weener()), email="weit@example.org")
    remind(NOVEMBER)
    listed = anna.get(reverse("admin:places_reminder_changelist"))
    assert len(listed.context["cl"].result_list) == 1
    assert "0 / 2" in listed.content.decode()
    page = anna.get(page_of(Reminder.objects.get(address="wer@example.org"))).content.decode()
    assert "Hier" in page
    assert "Dort" not in page


def test_only_a_letter_that_may_not_have_left_can_be_sent_again(anna):
    a_steward(a_stale_place("Hier"))
    remind(NOVEMBER)
    reminder = Reminder.objects.get()
    address = reverse("admin:places_reminder_delete", args=[reminder.pk])
    assert anna.post(address, {"post": "yes"}).status_code == 403
    Reminder.objects.update(state="sending")
    assert anna.post(address, {"post": "yes"}).status_code == 302
    assert not Question.objects.exists()
    assert len(remind(NOVEMBER)) == 1


def test_a_steward_is_forgotten_with_all_letters(anna):
    steward = a_steward(a_stale_place("Hier"))
    remind(NOVEMBER)
    anna.post(reverse("admin:places_steward_delete", args=[steward.pk]), {"post": "yes"})
    assert not Steward.objects.exists()
    assert not Reminder.objects.exists()
