"""Whom to ask about what: the places of stewards that are due."""

from datetime import date, datetime, timedelta
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from places.models import Assertion, Place, Question, Reminder, Steward
from places.querysets import PlaceQuerySet
from places.verifying import due
from places.verifying.telling import askable

_TWICE = 2
_DAYS_PER_MONTH = 30


def to_be_asked(now: datetime) -> list[Steward]:
    """Return the stewards to whom a letter may go this month."""
    return list(Steward.objects.reachable().not_asked_in(month_of(now)).order_by("pk"))


def month_of(now: datetime) -> date:
    return timezone.localdate(now).replace(day=1)


def due_for(steward: Steward, now: datetime) -> dict[Place, list[str]]:
    """Return the places about which to ask `steward`, with their facts that are due: the oldest first."""
    places = due.with_due(Place.objects.known_to(steward.pk).published(), timezone.localdate(now))
    waiting = (
        places.due().without_suggestions_by_stewards().with_area().prefetch_related("phones", "offers", "assertions")
    )
    found = {place: askable(place, due.of(place).old) for place in waiting.order_by("as_of", "slug")}
    wanted = {place: facts for place, facts in found.items() if facts and _turn(steward, place, now)}
    return dict(list(wanted.items())[: settings.REMINDING.most_places])


def begin(steward: Steward, now: datetime) -> Reminder | None:
    """Keep that `steward` is about to be asked, and return it; None where nothing is due, or another run was first."""
    wanted = due_for(steward, now)
    if not wanted:
        return None
    kept = {"address": steward.email, "message_id": _message_id(), "asked_at": now}
    with transaction.atomic():
        reminder, made = Reminder.objects.get_or_create(steward=steward, month=month_of(now), defaults=kept)
        if not made:
            return None
        Question.objects.bulk_create(
            Question(reminder=reminder, place=place, facts=facts, turn=_turn(steward, place, now))
            for place, facts in wanted.items()
        )
    return reminder


def _turn(steward: Steward, place: Place, now: datetime) -> int:
    """Return which question in a row without an answer this would be; 0 where it is not to be asked for a while."""
    asked = Question.objects.put_to(steward.pk).about(place.pk).arrived()
    last: Question | None = asked.latest_first().with_parts().first()
    if last is None or last.is_answered or _confirmed_since(place, last):
        return 1
    pause = timedelta(days=settings.REMINDING.pause_months * _DAYS_PER_MONTH)
    if last.turn >= _TWICE and now < last.reminder.asked_at + pause:
        return 0
    return last.turn + 1


def _confirmed_since(place: Place, question: Question) -> bool:
    asked_on = timezone.localdate(question.reminder.asked_at)
    return Assertion.objects.filter(place=place).answerable().said_since(asked_on).exists()


def with_askings(places: PlaceQuerySet, today: date) -> PlaceQuerySet:
    """Return `places`, which `due.with_due` has seen, with `is_unanswered` and `is_unreachable`."""
    return places.with_askings(today - timedelta(days=settings.REMINDING.answer_days))


def unanswered(places: PlaceQuerySet, today: date) -> PlaceQuerySet:
    """Keep the places that are due, and about which stewards were asked twice in a row without an answer."""
    return with_askings(due.with_due(places, today), today).unanswered()


def unreachable(places: PlaceQuerySet, today: date) -> PlaceQuerySet:
    """Keep the places of which somebody is known to ask, but no letter reaches any of them."""
    return with_askings(due.with_due(places, today), today).unreachable()


def _message_id() -> str:
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname or "localhost")
