"""Letters that come back: what a mail server says of them (RFC 3464), and who therefore gets no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_string
from email.message import Message
from typing import Any

from django.conf import settings
from django.db import transaction

from places.models import Reminder, Steward

_FAILED = "failed"


@dataclass(frozen=True)
class Return:
    """What a delivery status notification says: of which letter, and to whom it could not be delivered."""

    message_ids: tuple[str, ...]
    addresses: tuple[str, ...]


def record(message: Message, now: datetime) -> Reminder | None:
    """Note that a letter came back, if `message` says so of one of ours, and return that; None otherwise."""
    said = read(message)
    reminder = _named(said, now) if said else None
    if reminder:
        note_bounce(reminder, now)
    return reminder


@transaction.atomic
def note_bounce(reminder: Reminder, now: datetime) -> None:
    """Keep that a letter did not arrive: as long as its address stays, its steward gets no other."""
    Reminder.objects.filter(pk=reminder.pk).update(state=Reminder.State.BOUNCED)
    addressed = Steward.objects.with_address(reminder.address)
    addressed.filter(pk=reminder.steward_id, bounced_at=None).update(bounced_at=now)


def read(message: Message) -> Return | None:
    """Return what a notification says of letters that failed for good, without what a database cannot hold; else None.

    An answer of a person who is away is no report, and a delay is no failure.
    """
    if message.get_content_type() != "multipart/report" or message.get_param("report-type") != "delivery-status":
        return None
    failed = [fields for fields in _recipients(message) if str(fields.get("Action", "")).strip().lower() == _FAILED]
    if not failed:
        return None
    addresses = (address for fields in failed for address in _addresses(fields))
    return Return(tuple(dict.fromkeys(_message_ids(message))), tuple(dict.fromkeys(addresses)))


def _recipients(message: Message) -> Iterator[Message]:
    """Yield the groups of fields of a report, one for each recipient."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (group for group in part.get_payload() if isinstance(group, Message))


def _addresses(fields: Message) -> Iterator[str]:
    """Yield to whom the letter was addressed, then where it went in the end."""
    for name in ("Original-Recipient", "Final-Recipient"):
        _kind, _semicolon, address = _field(fields, name).partition(";")
        if address.strip():
            yield address.strip().strip("<>").lower()


def _message_ids(message: Message) -> Iterator[str]:
    """Yield what the letter that is returned, or the head of it, was numbered."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            yield from _message_id(message_from_string(_text(part)))
        elif kind in ("message/rfc822", "message/global") and part.is_multipart():
            for returned in part.get_payload():
                yield from _message_id(returned)


def _message_id(returned: Any) -> Iterator[str]:
    if found := _field(returned, "Message-ID").strip():
        yield found


def _field(fields: Any, name: str) -> str:
    return str(fields.get(name, "")).replace("\0", "")


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _named(said: Return, now: datetime) -> Reminder | None:
    """Return the letter that is meant: by its number, which nobody else knows, else the last to that address.

    That must be new, so that a report of anything else counts as little as possible.
    """
    reminder: Reminder | None = Reminder.objects.with_message_id(*said.message_ids).first()
    if reminder or said.message_ids:
        return reminder
    recent = Reminder.objects.asked_after(now - timedelta(days=settings.REMINDING.link_days))
    return next((found for address in said.addresses if (found := recent.sent_to(address).first())), None)
