"""Stewards get one letter a month at most, whatever breaks in between; and nobody is forgotten."""

import threading
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection

from geo.conf import Mail
from places.confirming import confirm
from places.models import Assertion, Question, Reminder, Suggestion, Visibility
from places.verifying import reminding
from places.verifying.reminding import Left, NoServer, remind
from tests.places.making import a_place
from tests.places.verifying.stewards import HERE, NOVEMBER, a_stale_place, a_steward

DECEMBER = datetime(2026, 12, 1, 9, tzinfo=HERE)


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that lets the server fail: `before` a letter is taken, or `after`."""

    def fails(error: BaseException, *, after: bool = False, times: int = 1) -> None:
        left = iter([error] * times)

        class Failing(EmailBackend):
            def send_messages(self, messages: Any) -> int:
                sent = super().send_messages(messages) if after else 0
                if failure := next(left, None):
                    raise failure
                return sent or super().send_messages(messages)

        monkeypatch.setattr(reminding, "get_connection", Failing)

    return fails


@pytest.mark.django_db
def test_who_knows_a_place_that_is_due_gets_a_letter():
    steward = a_steward(a_stale_place())
    assert remind(NOVEMBER) == [Left.SENT]
    assert [letter.to for letter in mail.outbox] == [[steward.email]]
    question = Question.objects.get()
    assert (question.facts, question.turn, question.reminder.state) == (["hours", "phone"], 1, "sent")


@pytest.mark.django_db
def test_nobody_is_asked_where_nothing_is_due():
    a_steward(a_place("Neu", opening_hours="24/7", as_of="2026-11"), email="neu@example.org")
    a_steward(a_place("Unbekannt"), email="unbekannt@example.org")
    a_steward(a_stale_place("Versteckt", visibility=Visibility.HIDDEN), email="versteckt@example.org")
    a_steward(email="niemand@example.org")
    assert remind(NOVEMBER) == []


@pytest.mark.django_db
def test_a_second_run_sends_nothing_until_the_next_month():
    a_steward(a_stale_place())
    remind(NOVEMBER)
    assert remind(NOVEMBER + timedelta(days=5)) == []
    assert remind(DECEMBER) == [Left.SENT]
    assert list(Question.objects.order_by("pk").values_list("turn", flat=True)) == [1, 2]


@pytest.mark.django_db
def test_who_did_not_answer_twice_is_left_in_peace_for_half_a_year():
    a_steward(a_stale_place())
    months = [datetime(2026 + month // 12, month % 12 + 1, 3, 9, tzinfo=HERE) for month in range(10, 19)]
    assert [len(remind(month)) for month in months] == [1, 1, 0, 0, 0, 0, 0, 1, 0]


@pytest.mark.django_db
def test_a_confirmation_by_the_municipality_begins_anew():
    place = a_stale_place(opening_hours="")
    a_steward(place)
    remind(NOVEMBER)
    confirm(place, [Assertion.Fact.PHONE], said_by=Assertion.Party.MUNICIPALITY, on=DECEMBER.date())
    assert remind(DECEMBER) == []
    assert remind(datetime(2027, 12, 2, 9, tzinfo=HERE)) == [Left.SENT]
    assert Question.objects.latest("pk").turn == 1


@pytest.mark.django_db
def test_a_place_waits_while_the_word_of_a_steward_is_undecided():
    place = a_stale_place()
    a_steward(place)
    said = Suggestion.objects.create(
        place=place, area=place.area, kind="closed", changes={}, before={}, origin=Suggestion.Origin.STEWARD
    )
    assert remind(NOVEMBER) == []
    Suggestion.objects.filter(pk=said.pk).update(state="rejected", decided_at=NOVEMBER)
    assert remind(NOVEMBER) == [Left.SENT]


@pytest.mark.django_db
def test_one_letter_asks_about_all_places_but_not_about_too_many(settings):
    a_steward(*(a_stale_place(f"Beratung {number}") for number in range(12)))
    remind(NOVEMBER)
    assert len(mail.outbox) == 1
    assert Question.objects.count() == settings.REMINDING.most_places


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["bounced_at", "opted_out_at"])
def test_whom_no_letter_reaches_or_who_wants_none_gets_none(field):
    a_steward(a_stale_place(), **{field: NOVEMBER})
    assert remind(NOVEMBER) == []


@pytest.mark.django_db
@pytest.mark.parametrize("after", [False, True], ids=["before it left", "after it left"])
def test_a_run_that_is_killed_sends_nobody_two_letters_and_forgets_nobody_else(breaking, after):
    for number in range(3):
        a_steward(a_stale_place(f"Beratung {number}"), email=f"{number}@example.org")
    breaking(KeyboardInterrupt(), after=after)
    with pytest.raises(KeyboardInterrupt):
        remind(NOVEMBER)
    remind(NOVEMBER)
    remind(NOVEMBER)
    written = [letter.to[0] for letter in mail.outbox]
    assert len(written) == len(set(written))
    assert {"1@example.org", "2@example.org"} <= set(written)
    remind(DECEMBER)
    assert {letter.to[0] for letter in mail.outbox} == {f"{number}@example.org" for number in range(3)}


@pytest.mark.django_db
def test_a_server_that_falls_silent_leaves_it_unclear(breaking):
    a_steward(a_stale_place())
    breaking(SMTPServerDisconnected())
    assert remind(NOVEMBER) == [Left.UNCLEAR]
    assert remind(NOVEMBER) == []
    assert Reminder.objects.get().state == "sending"


@pytest.mark.django_db
def test_what_is_refused_for_now_is_tried_again(breaking):
    a_steward(a_stale_place())
    breaking(SMTPRecipientsRefused({"wer@example.org": (451, b"greylisted")}))
    assert remind(NOVEMBER) == [Left.REFUSED]
    breaking(SMTPDataError(452, b"full"))
    assert remind(NOVEMBER) == [Left.REFUSED]
    assert remind(NOVEMBER) == [Left.SENT]
    assert Reminder.objects.count() == 1


@pytest.mark.django_db
def test_what_is_refused_for_good_has_bounced(breaking):
    steward = a_steward(a_stale_place())
    breaking(SMTPRecipientsRefused({"wer@example.org": (550, b"no such user")}))
    assert remind(NOVEMBER) == [Left.BOUNCED]
    steward.refresh_from_db()
    assert steward.bounced_at == NOVEMBER
    assert remind(DECEMBER) == []


@pytest.mark.django_db
def test_without_a_server_nothing_is_kept(monkeypatch):
    a_steward(a_stale_place())

    class Away(EmailBackend):
        def open(self) -> bool:
            raise ConnectionRefusedError

    monkeypatch.setattr(reminding, "get_connection", Away)
    with pytest.raises(NoServer):
        remind(NOVEMBER)
    assert not Reminder.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_commands_at_once_write_one_letter_each():
    for number in range(4):
        a_steward(a_stale_place(f"Beratung {number}"), email=f"{number}@example.org")
    start = threading.Barrier(3)

    def run() -> None:
        try:
            start.wait()
            remind(NOVEMBER)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(letter.to[0] for letter in mail.outbox) == [f"{number}@example.org" for number in range(4)]


@pytest.mark.django_db
def test_the_command_tells_numbers_and_no_address(capsys):
    a_steward(a_stale_place())
    call_command("remind_stewards", "--today", "2026-11-25", "--dry-run")
    assert not mail.outbox
    assert capsys.readouterr().out == "1 stewards would be asked about 1 places\n"
    call_command("remind_stewards", "--today", "2026-11-25")
    assert capsys.readouterr().out == "1 letters sent\n"
    assert len(mail.outbox) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["EMAIL_URL", "SITE_URL"])
def test_the_command_refuses_where_a_setting_is_missing(settings, name):
    steward = a_steward(a_stale_place())
    settings.MAIL, settings.SITE_URL = (Mail(), settings.SITE_URL) if name == "EMAIL_URL" else (settings.MAIL, "")
    with pytest.raises(CommandError, match=f"{name} is missing"):
        call_command("remind_stewards", "--today", "2026-11-25")
    assert not steward.reminders.exists()
