from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from geo.precision import Precision
from places import worklist
from places.models import ContactCheck, Phone, Place, Question, Reminder, Steward, Suggestion, Visibility
from places.suggesting import suggest
from places.worklist import Reason, Task
from tests.places.accounts import an_administrator, an_editor
from tests.places.making import a_place, an_area

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def a_whole_place(name: str = "Ganz", **fields) -> Place:
    """Make a place about which nothing is to be done."""
    facts = {"street": "Ringstraße 1", "opening_hours": "24/7", "languages": ["de"], "as_of": "2026-11"}
    place = a_place(name, **facts | fields)
    Phone.objects.create(place=place, number="+494919260", shown="0491 926-0", as_of=fields.get("as_of", "2026-11"))
    return place


def of(user, reason: Reason | None = None) -> list[Task]:
    return worklist.tasks_about(worklist.tasks(user, TODAY, reason))


def reasons(user) -> dict[str, list[Reason]]:
    return {task.place.name: list(task.reasons) for task in of(user)}


def asked_twice(place: Place) -> None:
    """Let a steward of `place` have been asked for the second time a while ago."""
    steward = Steward.objects.create(email="still@example.org")
    steward.places.add(place)
    asked_at = NOW - timedelta(days=20)
    reminder = Reminder.objects.create(steward=steward, month=asked_at.date(), asked_at=asked_at, state="sent")
    Question.objects.create(reminder=reminder, place=place, facts=["hours"], turn=2)


def test_nothing_is_to_be_done_about_a_place_that_is_known_and_confirmed():
    a_whole_place()
    assert reasons(an_administrator()) == {}


def test_every_reason_puts_a_place_on_the_list():
    asked_twice(a_whole_place("Alt", as_of="2014"))
    Steward.objects.create(email="weg@example.org", bounced_at=NOW).places.add(a_whole_place("Allein"))
    a_whole_place("Ungefähr", position_precision=Precision.LOCALITY)
    a_whole_place("Unvollständig", languages=[])
    reported = a_whole_place("Gemeldet")
    suggest(kind=Suggestion.Kind.CLOSED, place=reported, changes={})
    a_whole_place("Toter Link", website="https://example.org/weg")
    now = timezone.now()
    ContactCheck.objects.create(
        kind="link",
        value="https://example.org/weg",
        state="gone",
        first_failed_at=now - timedelta(days=3),
        checked_at=now,
    )
    assert reasons(an_administrator()) == {
        "Alt": [Reason.UNANSWERED, Reason.DUE],
        "Allein": [Reason.UNREACHABLE],
        "Ungefähr": [Reason.IMPRECISE],
        "Unvollständig": [Reason.INCOMPLETE],
        "Gemeldet": [Reason.REPORTED],
        "Toter Link": [Reason.DEAD],
    }
    assert set(worklist.how_many(an_administrator("ben"), TODAY).values()) == {1}


def test_what_is_decided_or_closed_is_done():
    place = a_whole_place()
    suggest(kind=Suggestion.Kind.CLOSED, place=place, changes={})
    place.suggestions.update(state="rejected", decided_at=datetime(2026, 11, 1, tzinfo=timezone.get_current_timezone()))
    a_place("Zu", visibility=Visibility.CLOSED, closed_on=TODAY)
    assert reasons(an_administrator()) == {}


def test_those_come_first_that_concern_most_people():
    small, large = an_area("034570001", "Klein", population=100), an_area("034570002", "Groß", population=9_000)
    a_place("Im Kleinen", area=small)
    a_place("Im Großen", area=large)
    serving = a_place("Für beide", area=small)
    serving.serves.set([small, large])
    assert [(task.place.name, task.people) for task in of(an_administrator())] == [
        ("Für beide", 9_100),
        ("Im Großen", 9_000),
        ("Im Kleinen", 100),
    ]


def test_an_editor_has_nothing_to_do_in_other_areas():
    a_place("Hier"), a_place("Dort", area=an_area("034570021", "Weener"))
    assert set(reasons(an_editor(of=an_area()))) == {"Hier"}


def test_the_list_costs_as_many_queries_however_long_it_is(django_assert_num_queries):
    for number in range(9):
        a_place(f"Ort {number}")
    ada = an_administrator()
    with django_assert_num_queries(6):
        assert len(of(ada, Reason.INCOMPLETE)) == 9
