"""What mail servers send back: reports of failure count, answers of people who are away do not."""

import mailbox
import sys
from contextlib import closing
from datetime import timedelta
from email.message import EmailMessage
from io import BytesIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from places.models import Reminder, Steward
from places.verifying.answering import has_a_new_address
from places.verifying.reminding import remind
from tests.places.verifying.stewards import NOVEMBER, a_stale_place, a_steward

pytestmark = pytest.mark.django_db
FAILED = "Final-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 No such user\n"


@pytest.fixture
def reminder() -> Reminder:
    a_steward(a_stale_place())
    remind(NOVEMBER)
    Reminder.objects.update(asked_at=timezone.now() - timedelta(days=2))
    found: Reminder = Reminder.objects.get()
    return found


def report(about: str, returned: str = "", kind: str = "text/rfc822-headers") -> bytes:
    """Return a report as a server writes it: words for people, fields for programs, and what came back."""
    lines = [
        "From: MAILER-DAEMON@mail.example.org",
        "To: karte@example.org",
        "Subject: Undelivered Mail Returned to Sender",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="GRENZE"',
        "",
        "--GRENZE",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "This is the mail system. I'm sorry.",
        "",
        "--GRENZE",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mail.example.org",
        "",
        about,
        "--GRENZE",
        f"Content-Type: {kind}",
        "",
        returned,
        "--GRENZE--",
        "",
    ]
    return "\n".join(lines).encode()


def head_of(reminder: Reminder) -> str:
    return (
        f"From: karte@example.org\nTo: wer@example.org\nMessage-ID: {reminder.message_id}\nSubject: Stimmt das noch?\n"
    )


def reads(monkeypatch: pytest.MonkeyPatch, message: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(message)))
    call_command("record_bounces")


def state() -> tuple[str, bool]:
    return Reminder.objects.get().state, Steward.objects.get().bounced_at is not None


@pytest.mark.parametrize("returned", ["", "Message-ID: <a\0b>\n"])
def test_what_no_database_can_hold_stops_nothing(reminder, monkeypatch, returned):
    reads(monkeypatch, report(FAILED.format(to="a\0@example.org"), returned))
    assert state() == ("sent", False)


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
def test_a_report_with_the_number_of_our_letter_counts(monkeypatch, capsys, reminder, kind):
    reads(monkeypatch, report(FAILED.format(to="forwarded@elsewhere.example"), head_of(reminder), kind))
    assert state() == ("bounced", True)
    assert capsys.readouterr().out == "1 messages read, 1 of them tell that a letter of ours came back\n"


def test_a_report_without_what_came_back_is_known_by_the_address(monkeypatch, reminder):
    about = "Original-Recipient: rfc822;WER@example.org\n" + FAILED.format(to="forwarded@elsewhere.example")
    reads(monkeypatch, report(about))
    assert state() == ("bounced", True)


def test_a_report_about_a_letter_of_others_does_not_count(monkeypatch, reminder):
    reads(monkeypatch, report(FAILED.format(to="wer@example.org"), "Message-ID: <other@example.org>\n"))
    assert state() == ("sent", False)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", ""])
def test_a_delay_is_no_failure(monkeypatch, reminder, action):
    about = FAILED.format(to="wer@example.org").replace("failed", action)
    reads(monkeypatch, report(about, head_of(reminder)))
    assert state() == ("sent", False)


def test_who_is_out_of_the_office_has_got_the_letter(monkeypatch, reminder):
    answer = EmailMessage()
    answer["From"], answer["Subject"] = "wer@example.org", "Automatische Antwort: Stimmt das noch?"
    answer["Auto-Submitted"], answer["In-Reply-To"] = "auto-replied", reminder.message_id
    answer.set_content("Ich bin bis 3. Dezember nicht im Büro. Action: failed")
    reads(monkeypatch, answer.as_bytes())
    assert state() == ("sent", False)


def test_a_receipt_is_no_failure(monkeypatch, reminder):
    receipt = report(FAILED.format(to="wer@example.org"), head_of(reminder))
    reads(monkeypatch, receipt.replace(b"report-type=delivery-status", b"report-type=disposition-notification"))
    assert state() == ("sent", False)


EMPTY_REPORT = b"Content-Type: multipart/report; report-type=delivery-status\n\n"


@pytest.mark.parametrize("noise", [b"", b"\0\xff\xfe", EMPTY_REPORT, b"x" * 9_999])
def test_what_is_no_message_is_read_over(monkeypatch, reminder, noise):
    reads(monkeypatch, noise)
    assert state() == ("sent", False)


@pytest.mark.parametrize("cut", range(0, 900, 90))
def test_a_report_that_is_cut_is_no_mistake(monkeypatch, reminder, cut):
    reads(monkeypatch, report(FAILED.format(to="wer@example.org"), head_of(reminder))[:cut])


@pytest.mark.parametrize("box", [mailbox.Maildir, mailbox.mbox])
def test_a_mailbox_is_read_and_left_as_it_is(tmp_path, capsys, reminder, box):
    path = tmp_path / "post"
    with closing(box(path)) as kept:
        kept.add(report(FAILED.format(to="wer@example.org"), head_of(reminder)))
        kept.add(b"Subject: Hallo\n\nGuten Tag")
    for _ in range(2):
        call_command("record_bounces", str(path))
    assert state() == ("bounced", True)
    assert "2 messages read, 1 of them" in capsys.readouterr().out
    with closing(box(path)) as kept:
        assert len(kept) == 2


def test_a_mailbox_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="nothing at"):
        call_command("record_bounces", str(tmp_path / "nirgends"))


def test_a_late_report_does_not_block_a_new_address(monkeypatch, reminder):
    Steward.objects.update(email="neu@example.org")
    reads(monkeypatch, report(FAILED.format(to="wer@example.org"), head_of(reminder)))
    assert state() == ("bounced", False)


def test_a_new_address_is_written_to_again(monkeypatch, reminder):
    reads(monkeypatch, report(FAILED.format(to="wer@example.org"), head_of(reminder)))
    has_a_new_address(Steward.objects.get())
    assert Steward.objects.reachable().count() == 1
