"""What changes while an editor decides is shown, and never overwritten unseen."""

import pytest

from places.models import Place
from tests.places.accounts import an_editor
from tests.places.making import a_place
from tests.places.staff.deciding import again, an_edit, decide, review, seen
from tests.places.web.asking import elements, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(db) -> Place:
    return a_place("Alt", email="alt@example.org")


def test_a_stale_suggestion_is_shown_in_three_versions_and_not_ticked(place, anna):
    suggestion = an_edit(place, name="Neu", email="neu@example.org")
    Place.objects.filter(pk=place.pk).update(name="Zwischendurch")
    response = review(anna, suggestion)
    said = text(response)
    for each in ("Als der Vorschlag geschickt wurde Alt", "entfällt: Alt", "neu: Zwischendurch", "neu: Neu"):
        assert each in said
    assert response.context["ticked"] == ["email"]


def test_what_changes_under_an_editors_eyes_is_shown_and_not_overwritten(place, anna):
    suggestion = an_edit(place, name="Neu")
    before = seen(anna, suggestion)
    Place.objects.filter(pk=place.pk).update(name="Zwischendurch")
    response = decide(anna, suggestion, "all", seen=before)
    assert response.status_code == 409
    assert "Der Ort wurde inzwischen geändert (Name)." in text(response)
    assert "Jetzt, inzwischen geändert" in text(response)
    assert again(place).name == "Zwischendurch"
    decide(anna, suggestion, "all")
    assert again(place).name == "Neu"


@pytest.mark.parametrize("nonsense", ["", "{", "[]", '"x"', "{}", "[" * 100_000])
def test_who_does_not_tell_what_was_seen_looks_again(place, anna, nonsense):
    assert decide(anna, an_edit(place, name="Neu"), "all", seen=nonsense).status_code == 409
    assert again(place).name == "Alt"


def test_who_comes_second_sees_who_decided_what(place, anna):
    suggestion = an_edit(place, name="Neu")
    before = seen(anna, suggestion)
    berta = an_editor("berta", of=place.area)
    decide(berta, suggestion, "all")
    response = decide(anna, suggestion, "reject", words="nein", seen=before)
    assert response.status_code == 200
    assert "berta hat diesen Vorschlag schon übernommen." in text(response)
    assert "Name Neu" in text(response)
    assert not elements(response, "textarea")
