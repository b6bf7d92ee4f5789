"""Changes -> deliveries."""

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import translation

from geo.models import Edition
from places import changes
from places.changes import PublicChange
from places.models import Delivery, Outbox, Webhook


@transaction.atomic
def collect(now: datetime) -> int:
    """Make a delivery for each public change since the last time and each webhook that wants it; return how many.

    The first time nothing is told: who subscribes wants to know what happens from now on.
    """
    Edition.objects.claim()
    outbox = Outbox.objects.claim()
    if outbox is None:
        Outbox.objects.create(pk=1, cursor=changes.latest())
        return 0
    found, outbox.cursor = changes.since(outbox.cursor)
    outbox.save()
    webhooks, edition = list(Webhook.objects.active()), Edition.objects.current()
    made = [
        _delivery(webhook, change, edition, now)
        for change in found
        for webhook in webhooks
        if webhook.wants(change.place)
    ]
    Delivery.objects.bulk_create(made, batch_size=1000, ignore_conflicts=True)
    return len(made)


def _delivery(webhook: Webhook, change: PublicChange, edition: int, now: datetime) -> Delivery:
    return Delivery(
        webhook=webhook,
        place=change.place,
        event=f"msg_{uuid5(NAMESPACE_URL, change.id).hex}",
        kind=f"place.{change.kind}",
        payload=_payload(change, edition),
        made_at=now,
        next_at=now,
    )


def _payload(change: PublicChange, edition: int) -> dict[str, Any]:
    place = change.place
    with translation.override(settings.LANGUAGE_CODE):
        url = f"{settings.SITE_URL}{place.get_absolute_url()}"
    named = {"area": place.area.key, "place": str(place.pk), "slug": place.slug, "url": url}
    told = {"fields": list(change.fields), "edition": edition}
    return {"type": f"place.{change.kind}", "timestamp": change.at.isoformat(), "data": {**named, **told}}
