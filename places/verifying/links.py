"""The links of a letter: signed, for one question or one steward, and good for a while. No account is needed.

They are addresses with the token as a parameter, since logs hold paths, and never what follows the question mark.
"""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.urls import reverse

from places.models import Place, Question, Steward, Visibility

PARAMETER = "t"
_ANSWER, _STOP = "places.verifying.answer", "places.verifying.stop"
_UNPUBLISHED = (Visibility.HIDDEN, Visibility.CLOSED)


class NotOurs(Exception):
    """Nobody got this link from us, or what it was about is gone. Ask for the letter again."""


class Outdated(Exception):
    """The link was good once. Correct `question.place` as everybody may, or wait for the next letter."""

    def __init__(self, question: Question) -> None:
        super().__init__("The link is too old, or a newer letter asks about the same place.")
        self.question = question


class _Short(signing.Signer):
    """A signer of 132 bits: what is guessed is refused all the same, and a line of a letter holds the link."""

    def signature(self, value: str | bytes, key: str | bytes | None = None) -> str:
        return super().signature(value, key)[:22]


def token(question: Question) -> str:
    return _signed(question.pk, _ANSWER)


def stop_token(steward: Steward) -> str:
    return _signed(steward.pk, _STOP)


def address(page: str, token: str) -> str:
    """Return the whole address of a page in the active language; see `SITE_URL`."""
    return f"{settings.SITE_URL}{reverse(page)}?{urlencode({PARAMETER: token})}"


def place_address(place: Place) -> str:
    return f"{settings.SITE_URL}{place.get_absolute_url()}"


def question_of(token: str, now: datetime) -> Question:
    """Return what the link asks about. Raises NotOurs, or Outdated."""
    asked = Question.objects.with_parts().with_what_is_said()
    question: Question | None = asked.filter(pk=_number(token, _ANSWER)).first()
    if question is None or not _is_theirs(question):
        raise NotOurs
    reminder = question.reminder
    newer = Question.objects.put_to(reminder.steward_id).about(question.place_id).later_than(question.pk)
    if newer.exists() or now >= last_moment(question):
        raise Outdated(question)
    return question


def last_moment(question: Question) -> datetime:
    """Return when the links about it end."""
    return question.reminder.asked_at + timedelta(days=settings.REMINDING.link_days)


def steward_of(token: str) -> Steward:
    """Return who wants no letters any more, or wants them again. Raises NotOurs."""
    steward: Steward | None = Steward.objects.filter(pk=_number(token, _STOP)).first()
    if steward is None:
        raise NotOurs
    return steward


def _is_theirs(question: Question) -> bool:
    """Whether who was asked still knows the place, and the public sees it."""
    place = question.place
    return place.visibility not in _UNPUBLISHED and place.stewards.filter(pk=question.reminder.steward_id).exists()


def _signed(number: int, salt: str) -> str:
    return _Short(salt=salt, sep=".").sign(str(number))


def _number(token: str, salt: str) -> int:
    try:
        return int(_Short(salt=salt, sep=".").unsign(token))
    except (signing.BadSignature, ValueError):
        raise NotOurs from None
