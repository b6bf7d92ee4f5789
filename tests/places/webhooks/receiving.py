"""Webhooks and those who receive them, for tests."""

import base64
import hashlib
import hmac
import json
import re
from datetime import datetime

from django.utils import timezone

from places import history, webhooks
from places.models import Place, Webhook

NOW = datetime(2026, 11, 2, 6, tzinfo=timezone.get_default_timezone())


def a_webhook(url: str, area=None, **fields) -> Webhook:
    webhook = Webhook(url=url, area=area, **fields)
    webhooks.add(webhook, by=None)
    webhooks.collect(NOW)
    return webhook


def write(place: Place, **values) -> None:
    with history.attributed(via="test"):
        Place.objects.filter(pk=place.pk).update(**values)


def send(server, now=NOW, reach=None):
    return webhooks.send_due(lambda: now, reach=reach or server.reach(), chance=lambda: 0.5)


def payloads(server):
    return [json.loads(body) for body in server.bodies]


def verified(head: str, body: bytes, secret: str) -> bool:
    """Check a delivery as a receiver does, by the words of the specification and none of our code."""
    sent = dict(re.findall(r"^(webhook-[a-z]+): (.*?)\r?$", head, re.MULTILINE))
    signed = f"{sent['webhook-id']}.{sent['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.split("_", 1)[1])
    right = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(each, f"v1,{right}") for each in sent["webhook-signature"].split(" "))
