"""The answers of stewards. Who presses twice is told so, and changes nothing."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from geo.models import Edition
from places import features, history
from places.confirming import confirm
from places.models import Assertion, Question, Reminder, Steward, Suggestion
from places.suggesting import suggest
from places.verifying.telling import sayings

Outcome = Question.Outcome
ASKED = "Auf Nachfrage bestätigt"
"""Where a confirmation is from, as everybody reads it: the steward's name is nobody's business."""


class AlreadyAnswered(Exception):
    """Somebody has answered, perhaps by pressing twice. Thank them, and say what was answered."""


class NotSeen(Exception):
    """The place does not say any more what the steward saw. Show it again."""


class NothingChosen(Exception):
    """No fact was chosen that was asked about. Ask once more which of them still hold."""


def seen(question: Question) -> str:
    """Return a mark of what the page says, which its form brings back."""
    return "-".join(each.mark for each in sayings(question.place, question.facts))


def still_right(question: Question, facts: Collection[str], *, mark: str, now: datetime) -> Question:
    """Keep that those of the `facts` that were asked about are still so.

    `mark` tells what was seen. Raises AlreadyAnswered, NotSeen, or NothingChosen.
    """
    with _answering(question, Outcome.RIGHT, now) as answered:
        if not constant_time_compare(mark, seen(answered)):
            raise NotSeen
        said = {each.fact for each in sayings(answered.place, answered.facts)}.intersection(facts)
        if not said:
            raise NothingChosen
        chosen = [Assertion.Fact(fact) for fact in said]
        on = timezone.localdate(now)
        confirm(answered.place, chosen, said_by=Assertion.Party.OPERATOR, on=on, source=ASKED)
        features.refresh([answered.place.pk])
    return answered


def has_closed(
    question: Question, changes: Mapping[str, Any], *, message: str, language: str, now: datetime
) -> Question:
    """Suggest that the place has closed: those who decide look once more. Raises AlreadyAnswered, or BadFact."""
    with _answering(question, Outcome.CLOSED, now) as answered:
        answered.suggestion = suggest(
            kind=Suggestion.Kind.CLOSED,
            place=answered.place,
            changes=changes,
            message=message,
            language=language,
            origin=Suggestion.Origin.STEWARD,
        )
    return answered


def has_changed(question: Question, suggestion: Suggestion, *, now: datetime) -> None:
    """Keep that the answer was a `suggestion`, and that it comes from a steward; a second one is none the worse."""
    with transaction.atomic():
        Edition.objects.claim()
        Suggestion.objects.filter(pk=suggestion.pk).update(origin=Suggestion.Origin.STEWARD)
        with suppress(AlreadyAnswered), _answering(question, Outcome.CHANGED, now) as answered:
            answered.suggestion = suggestion


@contextmanager
def _answering(question: Question, outcome: Outcome, now: datetime) -> Iterator[Question]:
    """Hold the question while it is answered. Who can answer has got the letter, even if that was unclear."""
    with history.attributed(via="steward", why=ASKED):
        answered: Question = Question.objects.filter(pk=question.pk).held().get()
        if answered.is_answered:
            raise AlreadyAnswered
        yield answered
        answered.outcome, answered.answered_at = outcome, now
        answered.save(update_fields=["outcome", "answered_at", "suggestion"])
        Reminder.objects.filter(pk=answered.reminder_id).mark_sent()


def ask_no_more(steward: Steward, *, now: datetime) -> None:
    """Keep that `steward` wants no letters; the municipality's list of work tells it."""
    Steward.objects.filter(pk=steward.pk, opted_out_at=None).update(opted_out_at=now)


def ask_again(steward: Steward) -> None:
    Steward.objects.filter(pk=steward.pk).update(opted_out_at=None)


def has_a_new_address(steward: Steward) -> None:
    """Forget that letters to the old address came back."""
    Steward.objects.filter(pk=steward.pk).update(bounced_at=None)
