"""Deliveries -> receivers: each by one sender at a time, again and again until it arrives or three days are over."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import orjson
from django.db import transaction

from geo import fetching
from geo.fetching import Answer, FetchingError, Reach
from places.models import ContactCheck, Delivery, Visibility, Webhook
from places.webhooks import signing
from places.webhooks.keeping import switch_off

# Between attempts: 1, 3, 9 ... minutes, at most a day; ten attempts take 66 hours, give or take a fifth.
_FIRST_PAUSE_S, _FACTOR, _LONGEST_PAUSE_S = 60, 3, 86_400
_SPREAD = 0.2
_ATTEMPTS = 10
_FAILING_FOR = timedelta(days=2)
_TIMEOUT_S = 20
_GONE = 410

Clock = Callable[[], datetime]


@dataclass
class Sent:
    """What became of the deliveries of a run."""

    arrived: int = 0
    failed: int = 0
    withdrawn: int = 0
    given_up: list[Delivery] = field(default_factory=list)
    switched_off: list[Webhook] = field(default_factory=list)


def send_due(clock: Clock, *, reach: Reach | None = None, chance: Callable[[], float] = random.random) -> Sent:
    """Send what is due; may run beside others. A webhook that fails is left alone for the rest of the run."""
    sent, resting = Sent(), set[int]()
    while _send_one(clock, reach or Reach(), chance, sent, resting):
        pass
    return sent


@transaction.atomic
def _send_one(clock: Clock, reach: Reach, chance: Callable[[], float], sent: Sent, resting: set[int]) -> bool:
    """Send one delivery, and hold its row meanwhile, so that nobody else does; False where there is none."""
    delivery = Delivery.objects.due(clock()).exclude(webhook__in=resting).claim()
    if delivery is None:
        return False
    if delivery.place.visibility == Visibility.HIDDEN:
        delivery.delete()
        sent.withdrawn += 1
        return True
    _note(delivery, _answer(delivery, clock(), reach), clock(), chance, sent)
    if delivery.state != Delivery.State.SENT:
        resting.add(delivery.webhook_id)
    return True


def _answer(delivery: Delivery, now: datetime, reach: Reach) -> "Answer | FetchingError":
    payload = delivery.payload
    if delivery.place.visibility != Visibility.PUBLIC:  # it may have become so since
        payload = payload | {"data": payload["data"] | {"fields": []}}
    body = orjson.dumps(payload)
    signed = signing.headers(delivery.event, now, body, delivery.webhook.secrets_at(now))
    try:
        return fetching.post(
            delivery.webhook.url,
            body,
            {"Content-Type": "application/json", **signed},
            timeout_s=_TIMEOUT_S,
            reach=reach,
        )
    except FetchingError as error:
        return error


def _note(
    delivery: Delivery, answer: "Answer | FetchingError", now: datetime, chance: Callable[[], float], sent: Sent
) -> None:
    delivery.attempts += 1
    if isinstance(answer, FetchingError):
        delivery.last_status, delivery.last_error = None, ContactCheck.Detail.of(answer)
    else:
        delivery.last_status, delivery.last_error = answer.status, ""
    if isinstance(answer, Answer) and answer.is_success:
        delivery.state, delivery.sent_at = Delivery.State.SENT, now
        Webhook.objects.filter(pk=delivery.webhook_id).exclude(failing_since=None).update(failing_since=None)
        sent.arrived += 1
    else:
        _postpone(delivery, _wished_s(answer), now, chance, sent)
    delivery.save()


def _postpone(delivery: Delivery, wished_s: float, now: datetime, chance: Callable[[], float], sent: Sent) -> None:
    """Plan the next attempt, or give up; switch a webhook off where nothing arrived for days, or which is gone."""
    webhook, sent.failed = delivery.webhook, sent.failed + 1
    webhook.failing_since = webhook.failing_since or now
    delivery.next_at = now + timedelta(seconds=max(wished_s, pause_s(delivery.attempts, chance())))
    if delivery.attempts >= _ATTEMPTS:
        delivery.state = Delivery.State.GIVEN_UP
        sent.given_up.append(delivery)
    in_vain = delivery.state == Delivery.State.GIVEN_UP and now - webhook.failing_since >= _FAILING_FOR
    webhook.save(update_fields=["failing_since"])
    if in_vain or delivery.last_status == _GONE:
        switch_off(webhook)
        sent.switched_off.append(webhook)


def pause_s(attempts: int, chance: float) -> float:
    """Return the seconds after so many attempts; `chance` from 0 to 1 spreads receivers that failed together."""
    even = min(_FIRST_PAUSE_S * _FACTOR ** (attempts - 1), _LONGEST_PAUSE_S)
    return float(even * (1 - _SPREAD + 2 * _SPREAD * chance))


def _wished_s(answer: "Answer | FetchingError") -> float:
    """Return the seconds for which the receiver asks to be left alone, at most a day."""
    wished = "" if isinstance(answer, FetchingError) else answer.headers.get("retry-after", "")
    return float(min(int(wished), _LONGEST_PAUSE_S)) if wished.isascii() and wished.isdigit() else 0.0
