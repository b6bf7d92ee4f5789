"""Sending letters to stewards: at most one to each in a month, whatever happens in between."""

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from places.models import Reminder, Steward
from places.verifying import asking
from places.verifying.bouncing import note_bounce
from places.verifying.letter import letter

log = logging.getLogger(__name__)

_FOR_GOOD = range(500, 600)


class NoServer(Exception):
    """The server of mail does not answer. Whoever got no letter gets one from the next run."""


class Left(StrEnum):
    """What became of a letter."""

    SENT = "sent"
    BOUNCED = "bounced"
    REFUSED = "refused"
    """for now: the next run tries again"""
    UNCLEAR = "unclear"
    """the server fell silent: it is not sent again"""


@dataclass(frozen=True)
class Planned:
    """To whom a letter would go, and about how many places."""

    steward: Steward
    places: int


def planned(now: datetime) -> list[Planned]:
    """Return whom `remind` would write to."""
    found = (Planned(steward, len(asking.due_for(steward, now))) for steward in asking.to_be_asked(now))
    return [each for each in found if each.places]


def remind(now: datetime) -> list[Left]:
    """Write to each steward of whose places something is due, and return what became of the letters.

    Raises NoServer.
    """
    written = (_remind(each.steward, now) for each in planned(now))
    return [left for left in written if left is not None]


def _remind(steward: Steward, now: datetime) -> Left | None:
    """Write to `steward`; None where another run was first.

    The server is reached before anything is kept: what breaks then leaves no trace, and the next run writes.
    """
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        raise NoServer(type(error).__name__) from error
    try:
        return _write(steward, connection, now)
    finally:
        connection.close()


def _write(steward: Steward, connection: Any, now: datetime) -> Left | None:
    with transaction.atomic():
        reminder = asking.begin(steward, now)
        message = letter(reminder) if reminder else None
    if reminder is None or message is None:
        return None
    message.connection = connection
    left = _send(message)
    if left is Left.REFUSED:
        reminder.delete()
    elif left is Left.BOUNCED:
        note_bounce(reminder, now)
    elif left is Left.SENT:
        Reminder.objects.filter(pk=reminder.pk).mark_sent()
    return left


def _send(message: EmailMessage) -> Left:
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        is_for_good = all(code in _FOR_GOOD for code, _said in error.recipients.values())
        return Left.BOUNCED if is_for_good else Left.REFUSED
    except (SMTPSenderRefused, SMTPDataError, SMTPNotSupportedError, ValueError):  # the last: no address at all
        return Left.REFUSED
    except OSError as error:
        log.warning("A letter to a steward may have left or not: %s", type(error).__name__)
        return Left.UNCLEAR
    return Left.SENT
