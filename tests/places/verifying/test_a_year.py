"""A year of a district, month by month: who answers, who does not, who cannot be reached, who has had enough."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client, TestCase, override_settings
from django.utils import timezone

from places import moderation
from places.confirming import confirm
from places.models import Assertion, Phone, Place, Steward, Suggestion
from places.suggesting import suggest
from places.verifying import asking, due
from places.verifying.answering import has_changed
from places.verifying.bouncing import note_bounce
from places.verifying.reminding import remind
from tests.places.accounts import an_administrator
from tests.places.making import a_place
from tests.places.verifying.stewards import HERE, a_steward, link, pressed

MONTHS = [datetime(2027 + month // 12, month % 12 + 1, 2, 8, tzinfo=HERE) for month in range(13)]


class Year:
    """A district whose places were last looked after in January 2027, with hours that are due in July."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.letters: dict[str, list[str]] = {}
        self.unanswered: dict[str, set[str]] = {}
        for name in ("answers", "is silent", "bounces", "opts out", "changes", "answers late"):
            place = a_place(name, opening_hours="Mo-Fr 09:00-12:00", as_of="2027-01-02")
            Phone.objects.create(place=place, number="+494919260", shown="0491 926-0", as_of="2027-01-02")
            a_steward(place, email=f"{place.slug}@example.org")

    def is_now(self, now: datetime) -> None:
        self.monkeypatch.setattr(timezone, "now", lambda: now)

    def goes_by(self) -> None:
        for month in MONTHS:
            for day in (0, 1, 15):  # the command runs daily; three days stand for all
                self.is_now(month + timedelta(days=day))
                remind(timezone.now())
                self.people_act(f"{month:%Y-%m}")
            self.is_now(month + timedelta(days=26))
            found = asking.unanswered(Place.objects.published(), timezone.localdate())
            self.unanswered[f"{month:%Y-%m}"] = set(found.values_list("name", flat=True))

    def people_act(self, month: str) -> None:
        for letter in mail.outbox:
            name = letter.to[0].partition("@")[0]
            self.letters.setdefault(name, []).append(month)
            getattr(self, name.replace("-", "_"), self.is_silent)(letter)
        mail.outbox.clear()

    def answers(self, letter: Any) -> None:
        assert pressed(link("stimmen", letter)).status_code == 200

    def is_silent(self, letter: Any) -> None:
        """Do nothing, as people do."""

    def bounces(self, letter: Any) -> None:
        steward = Steward.objects.with_address(letter.to[0]).get()
        note_bounce(steward.reminders.get(), timezone.now())

    def opts_out(self, letter: Any) -> None:
        Client().post(link("nicht-mehr-fragen", letter))

    def changes(self, letter: Any) -> None:
        question = Steward.objects.with_address(letter.to[0]).get().reminders.latest("asked_at").questions.get()
        hours = f"Mo 10:00-1{len(self.letters['changes'])}:00"
        said = suggest(kind=Suggestion.Kind.EDIT, place=question.place, changes={"opening_hours": hours})
        has_changed(question, said, now=timezone.now())
        said.refresh_from_db()
        moderation.accept(said, by=self.editor())

    def answers_late(self, letter: Any) -> None:
        if len(self.letters["answers-late"]) == 2:
            self.answers(letter)

    def editor(self) -> Any:
        return User.objects.filter(username="ada").first() or an_administrator()


@override_settings(
    MAIL=replace(settings.MAIL, backend="django.core.mail.backends.locmem.EmailBackend"),
    DEFAULT_FROM_EMAIL="karte@example.org",
    SITE_URL="https://karte.example.org",
    STORAGES=settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
)
class AYear(TestCase):
    letters: ClassVar[dict[str, list[str]]]
    unanswered: ClassVar[dict[str, set[str]]]

    @classmethod
    def setUpTestData(cls) -> None:
        with pytest.MonkeyPatch.context() as patch:
            year = Year(patch)
            year.goes_by()
        cls.letters, cls.unanswered = year.letters, year.unanswered

    def at(self, now: datetime) -> Any:
        return mock.patch.object(timezone, "now", return_value=now)

    def test_nobody_gets_two_letters_in_a_month(self):
        for months in self.letters.values():
            assert max(Counter(months).values()) == 1

    def test_letters_come_when_something_is_due_and_end_when_they_should(self):
        assert self.letters == {
            "answers": ["2027-07", "2028-01"],  # every half year
            "answers-late": ["2027-07", "2027-08", "2028-01"],  # the phone, whose year is over then
            "is-silent": ["2027-07", "2027-08"],  # and half a year later again
            "bounces": ["2027-07"],
            "opts-out": ["2027-07"],
            "changes": ["2027-07", "2028-01"],
        }

    def test_what_was_answered_is_fresh(self):
        assert hours_of("answers") == "2028-01-02"
        assert hours_of("answers late") == "2027-08-02"
        assert hours_of("is silent") == hours_of("bounces") == hours_of("opts out") == "2027-01-02"

    def test_a_change_is_what_the_place_says_then(self):
        assert Place.objects.get(name="changes").opening_hours == "Mo 10:00-12:00"

    def test_who_was_silent_twice_is_the_municipalitys_work(self):
        assert {month: names for month, names in self.unanswered.items() if names} == {
            month: {"is silent"} for month in ("2027-08", "2027-09", "2027-10", "2027-11", "2027-12", "2028-01")
        }

    def test_whom_no_letter_reaches_is_the_municipalitys_work(self):
        found = asking.unreachable(Place.objects.all(), MONTHS[-1].date())
        assert set(found.values_list("name", flat=True)) == {"bounces", "opts out"}

    def test_a_word_of_the_municipality_ends_it(self):
        silent, party = Place.objects.get(name="is silent"), Assertion.Party.MUNICIPALITY
        confirm(silent, [Assertion.Fact.HOURS, Assertion.Fact.PHONE], said_by=party, on="2028-01-30")
        assert not asking.unanswered(Place.objects.filter(pk=silent.pk), date(2028, 2, 1)).exists()

    def test_the_page_says_that_it_was_confirmed(self):
        with self.at(datetime(2028, 1, 2, 12, tzinfo=HERE)):
            feature = Client().get("/api/v1/places/answers/").json()
        confirmed = {"as_of": "2028-01-02", "by": "operator", "source": "Auf Nachfrage bestätigt"}
        assert feature["properties"]["confirmed"]["hours"] == confirmed


def hours_of(name: str) -> str:
    return due.last_said(Place.objects.get(name=name), "hours")
