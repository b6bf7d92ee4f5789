"""What an import wrote can be taken back; what others did since is kept, and told."""

import pytest

from places import history, spreadsheets
from places.models import Phone, Place, Suggestion, Translation
from places.roles import NotYours
from places.spreadsheets import NotTheTime
from tests.places.accounts import an_editor
from tests.places.making import a_place, an_area
from tests.places.spreadsheets.importing import FULL, a_row, applied, names, outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("region")]


def test_undoing_takes_back_what_was_made_and_what_was_changed():
    place = a_place(
        "Hof", street="Weg 2", postcode="26789", town="Leer", opening_hours="Mo 08:00-09:00", offers="legal"
    )
    Phone.objects.create(place=place, number="+494919269", shown="0491 926-9")
    given_ = applied(
        a_row(**FULL),
        a_row("Hof", Straße="Weg 2", Telefon="0491 926-0", Öffnungszeiten="Di 8-12 Uhr", Kategorie="german"),
    )
    undone = spreadsheets.undo(given_, by=None)
    assert (undone.removed, undone.restored, undone.hidden, undone.kept) == (1, 1, [], [])
    place = Place.objects.get()
    assert (place.name, place.opening_hours) == ("Hof", "Mo 08:00-09:00")
    assert names(place.phones.all()) == ["0491 926-9"]
    assert [offer.category.key for offer in place.offers.all()] == ["legal"]
    assert given_.state == "undone"
    assert history.changes(place)[0].why == "Import „liste.csv“ zurückgenommen"


def test_after_undoing_the_same_file_is_new_again():
    given_ = applied(a_row(**FULL))
    spreadsheets.undo(given_, by=None)
    assert outcomes(applied(a_row(**FULL))) == ["new"]


def test_what_was_changed_since_stays_and_is_told():
    place = a_place("Hof", street="Weg 2", postcode="26789", town="Leer")
    given_ = applied(a_row(), a_row("Hof", Straße="Weg 2", Öffnungszeiten="Di 8-12 Uhr", Telefon="0491 926-0"))
    Place.objects.filter(name="Haus").update(description="Schön.")
    Place.objects.filter(pk=place.pk).update(opening_hours="Fr 08:00-12:00")
    undone = spreadsheets.undo(given_, by=None)
    assert (undone.removed, names(undone.kept)) == (0, ["Haus", "Hof"])
    assert names(Place.objects.published()) == ["Haus", "Hof"]
    assert Place.objects.get(pk=place.pk).opening_hours == "Fr 08:00-12:00"
    assert not place.phones.exists()


def test_a_place_that_others_refer_to_is_hidden_and_not_lost():
    given_ = applied(a_row(), a_row("Hof", Straße="Weg 2"), a_row("Treff", Straße="Weg 3"))
    haus, hof = Place.objects.get(name="Haus"), Place.objects.get(name="Hof")
    Suggestion.objects.create(place=haus, area=haus.area, kind="edit", changes={"name": "Heim"})
    Translation.objects.create(place=hof, field="description", language="ar", text="x", original="")
    undone = spreadsheets.undo(given_, by=None)
    assert (undone.removed, names(undone.hidden)) == (1, ["Haus", "Hof"])
    assert set(Place.objects.values_list("visibility", flat=True)) == {"hidden"}


def test_an_import_is_undone_once_and_by_who_decides_there():
    anna = an_editor(of=an_area())
    given_ = applied(a_row(), by=anna)
    Place.objects.update(area=an_area("034570014"))
    with pytest.raises(NotYours):
        spreadsheets.undo(given_, by=anna)
    spreadsheets.undo(given_, by=None)
    with pytest.raises(NotTheTime):
        spreadsheets.undo(given_, by=None)
