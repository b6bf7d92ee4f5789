"""Webhooks begin, get another secret, and begin again; what was sent is forgotten after a while."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from places.models import Delivery, Webhook
from places.webhooks.signing import new_secret

_BOTH_SECRETS = timedelta(days=1)
_KEPT = timedelta(days=90)


def add(webhook: Webhook, *, by: Any) -> None:
    """Keep a new webhook, with a secret of its own; it is told what happens from now on."""
    webhook.secret, webhook.created_by = new_secret(), by
    webhook.save()


@transaction.atomic
def rotate(webhook: Webhook, now: datetime) -> Webhook:
    """Give the webhook another secret; for a day, the old one signs as well, so that nothing is refused meanwhile."""
    locked: Webhook = Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)
    locked.old_secret, locked.old_secret_until = locked.secret, now + _BOTH_SECRETS
    locked.secret = new_secret()
    locked.save(update_fields=["secret", "old_secret", "old_secret_until"])
    return locked


def switch_off(webhook: Webhook) -> None:
    webhook.active = False
    webhook.save(update_fields=["active"])


@transaction.atomic
def switch_on(webhook: Webhook) -> None:
    """Tell the webhook what happens from now on. What waited since before it was switched off is not told any more."""
    webhook.deliveries.waiting().delete()
    webhook.active, webhook.failing_since = True, None
    webhook.save(update_fields=["active", "failing_since"])


def send_again(delivery: Delivery, now: datetime) -> None:
    """Begin anew with a delivery that was given up, or that the receiver lost."""
    delivery.state, delivery.attempts, delivery.next_at = Delivery.State.WAITING, 0, now
    delivery.save(update_fields=["state", "attempts", "next_at"])


def forget_old(now: datetime) -> int:
    """Remove what was decided about long ago; return how much."""
    old = Delivery.objects.exclude(state=Delivery.State.WAITING).filter(made_at__lt=now - _KEPT)
    return old.delete()[0]
