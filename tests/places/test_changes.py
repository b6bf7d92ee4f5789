"""What the public is told of changes: nothing of hidden places, and nothing that tells where a protected one is."""

from datetime import date

import pytest

from geo.models import Area
from places import changes, history
from places.changes import Kind
from places.models import Assertion, Offer, OfferTimes, Phone, Place, Source, Visibility
from tests.places.making import LEER, a_category, a_place, an_area, north_of

pytestmark = pytest.mark.django_db(transaction=True)


def write(place: Place, **values) -> None:
    with history.attributed(via="test"):
        Place.objects.filter(pk=place.pk).update(**values)


def told(area: str = "") -> list[tuple[str, str, tuple[str, ...]]]:
    """Return slug, kind and fields of each change, the oldest first."""
    return [(each.place.slug, each.kind.value, each.fields) for each in changes.recent(area, limit=100)][::-1]


def told_since(cursor) -> list[tuple[str, str, tuple[str, ...]]]:
    found, _next = changes.since(cursor)
    return [(each.place.slug, each.kind.value, each.fields) for each in found]


def test_a_new_place_and_what_changes_of_it_are_told():
    place = a_place("Anker")
    write(place, website="https://anker.example/", opening_hours="Mo 10:00-12:00")
    write(place, location=north_of(LEER, metres=10), street="Kai 1")
    assert told() == [
        ("anker", "created", ()),
        ("anker", "changed", ("opening_hours", "website")),
        ("anker", "changed", ("position", "street")),
    ]


def test_what_hangs_on_a_place_is_told_under_one_name():
    place, cursor = a_place("Anker", offers="family"), changes.latest()
    with history.attributed(via="test"):
        Phone.objects.create(place=place, number="+494919260", shown="0491 9260")
        offer = Offer.objects.create(place=place, category=a_category(), title="Rat")
        OfferTimes.objects.create(offer=offer, opening_hours="Mo 10:00-12:00")
        Source.objects.create(place=place, title="Flyer")
        place.serves.add(an_area())
        Assertion.objects.create(place=place, field="phone", said_by="operator", as_of="2026")
    assert told_since(cursor) == [("anker", "changed", ("confirmed", "offers", "phones", "serves", "sources"))]


def test_times_alone_find_their_place():
    offer = Offer.objects.create(place=a_place("Anker"), category=a_category(), title="Rat")
    cursor = changes.latest()
    times = OfferTimes.objects.create(offer=offer, opening_hours="Mo 10:00-12:00")
    times.delete()
    offer.delete()
    assert {slug for slug, *_ in told_since(cursor)} == {"anker"}


def test_a_hidden_place_is_never_told_nor_what_happened_while_it_was_one():
    place = a_place("Anker", visibility=Visibility.HIDDEN)
    write(place, name="Anker 2")
    assert told() == []
    write(place, visibility=Visibility.PUBLIC)
    assert told() == [("anker", "created", ())]
    write(place, website="https://anker.example/")
    write(place, visibility=Visibility.HIDDEN)
    assert told() == []


def test_that_a_place_closed_is_not_told_where_nobody_knew_of_it():
    place = a_place("Anker", visibility=Visibility.HIDDEN)
    write(place, visibility=Visibility.CLOSED, closed_on=date(2026, 11, 1))
    assert told() == []


def test_of_a_protected_place_only_that_something_changed_is_told():
    place = a_place("Schutz", visibility=Visibility.AREA_ONLY)
    write(place, email="mail@example.org")
    assert told() == [("schutz", "created", ()), ("schutz", "changed", ())]


def test_what_nobody_sees_of_a_protected_place_is_not_told():
    place, cursor = a_place("Schutz", visibility=Visibility.AREA_ONLY), changes.latest()
    write(place, street="Kai 1", postcode="26789", town="Leer")
    write(place, location=north_of(LEER, metres=100), position_precision="street", position_note="hinten")
    with history.attributed(via="test"):
        Source.objects.create(place=place, title="Flyer")
        Assertion.objects.create(place=place, field="address", said_by="operator", as_of="2026")
        Assertion.objects.create(place=place, field="position", said_by="operator", as_of="2026")
    assert told_since(cursor) == []
    write(place, street="Kai 2", email="mail@example.org")
    assert told_since(cursor) == [("schutz", "changed", ())]


def test_a_place_that_became_protected_does_not_tell_its_past():
    place = a_place("Schutz")
    write(place, street="Kai 1")
    write(place, street="Kai 2", email="mail@example.org")
    write(place, visibility=Visibility.AREA_ONLY)
    assert told() == [("schutz", "created", ()), ("schutz", "changed", ()), ("schutz", "changed", ())]


def test_of_a_closed_place_only_its_closing_is_told():
    place = a_place("Anker")
    write(place, email="mail@example.org")
    write(place, visibility=Visibility.CLOSED, closed_on=date(2026, 11, 1))
    write(place, description="zu")
    assert told() == [("anker", "closed", ())]


def test_a_closed_place_that_opens_again_is_told_as_known_only_where_it_was():
    known, unknown = a_place("Anker"), a_place("Boje", visibility=Visibility.HIDDEN)
    cursor = changes.latest()
    for place in (known, unknown):
        write(place, visibility=Visibility.CLOSED, closed_on=date(2026, 11, 1))
        write(place, visibility=Visibility.PUBLIC, closed_on=None)
    assert told_since(cursor) == [("anker", "closed", ()), ("anker", "reopened", ()), ("boje", "created", ())]


def test_a_removed_place_is_not_told():
    a_place("Anker").delete()
    assert told() == []


def test_a_district_holds_its_municipalities():
    district = an_area("03457", "Landkreis Leer", level=Area.Level.DISTRICT)
    a_place("Anker", area=an_area("034570013", "Leer", parent=district))
    a_place("Boje", area=an_area("034570020", "Uplengen", parent=district))
    a_place("Canal", area=an_area("034520001", "Aurich"))
    assert {slug for slug, *_ in told("03457")} == {"anker", "boje"}
    assert {slug for slug, *_ in told("034570020")} == {"boje"}
    assert len(told()) == 3


def test_one_change_of_two_places_is_told_of_each():
    cursor = changes.latest()
    with history.attributed(via="import"):
        a_place("Anker")
        a_place("Boje")
    found, after = changes.since(cursor)
    assert {(each.place.slug, each.kind) for each in found} == {("anker", Kind.CREATED), ("boje", Kind.CREATED)}
    assert len({each.id for each in found}) == 2
    assert changes.since(after) == ([], after)


def test_what_is_told_of_is_the_same_again(django_assert_max_num_queries):
    for number in range(5):
        write(a_place(f"Anker {number}"), email="mail@example.org")
    with django_assert_max_num_queries(40):
        first = changes.recent(limit=3)
    assert first == changes.recent(limit=3)
    assert len(first) == 3


def test_the_last_changes_are_whole_where_there_are_very_many(monkeypatch):
    """An import of thousands of places is one change: what is told of the last of them is all that it did to these."""
    monkeypatch.setattr(changes, "_MOST_EVENTS", 4)
    places = [a_place(f"Anker {number}", offers="family") for number in range(6)]
    with history.attributed(via="import"):
        for place in places:
            Place.objects.filter(pk=place.pk).update(email="mail@example.org")
            place.offers.update(cost="nichts")
            Phone.objects.create(place=place, number="+494919260", shown="0491 9260")
            OfferTimes.objects.create(offer=place.offers.get(), opening_hours="Mo 10:00-12:00")
    found = changes.recent(limit=4)
    assert {each.fields for each in found} == {("email", "offers", "phones")}
    assert [each.place.slug for each in found] == ["anker-2", "anker-3", "anker-4", "anker-5"]
