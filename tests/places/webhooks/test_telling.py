"""What webhooks are told: names and no values, signed so that others can check it, and nothing of the hidden."""

import base64
import re
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from places import webhooks
from places.models import Delivery, Place, Visibility
from tests.places.making import a_place, an_area
from tests.places.webhooks.receiving import NOW, a_webhook, payloads, send, verified, write

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_change_is_told_with_names_and_no_values(receiver, settings):
    settings.SITE_URL = "https://karte.example"
    place = a_place("Anker")
    a_webhook(receiver.url("/hook"))
    write(place, email="mail@example.org", street="Kai 1")
    assert webhooks.collect(NOW) == 1
    assert send(receiver).arrived == 1
    (told,) = payloads(receiver)
    edition = told["data"].pop("edition")
    assert isinstance(edition, int)
    assert told["type"] == "place.changed"
    assert datetime.fromisoformat(told["timestamp"]).tzinfo
    assert told["data"] == {
        "area": "034570013",
        "place": str(place.pk),
        "slug": "anker",
        "url": "https://karte.example/orte/anker/",
        "fields": ["email", "street"],
    }
    assert receiver.asked == ["POST /hook"]


def test_what_is_sent_is_signed_so_that_a_receiver_can_check_it(receiver):
    place, webhook = a_place(), a_webhook(receiver.url())
    write(place, email="mail@example.org")
    webhooks.collect(NOW)
    send(receiver)
    assert verified(receiver.heads[0], receiver.bodies[0], webhook.secret)
    assert not verified(receiver.heads[0], receiver.bodies[0] + b" ", webhook.secret)
    assert not verified(receiver.heads[0].replace("msg_", "msg_0"), receiver.bodies[0], webhook.secret)
    assert f"webhook-timestamp: {int(NOW.timestamp())}" in receiver.heads[0]
    assert "Content-Type: application/json" in receiver.heads[0]


def test_what_we_tell_receivers_to_write_checks_what_we_send(receiver):
    place, webhook, told = a_place(), a_webhook(receiver.url()), {}
    write(place, email="mail@example.org")
    webhooks.collect(NOW)
    send(receiver, timezone.now())
    text = (settings.BASE_DIR / "WEBHOOKS.md").read_text(encoding="utf-8")
    exec(re.search("```python\n(.*?)```", text, re.DOTALL)[1], told)  # noqa: S102
    headers = dict(re.findall("^(.*?): (.*?)\r?$", receiver.heads[0], re.MULTILINE))
    assert told["verify"](headers, receiver.bodies[0], webhook.secret)
    assert not told["verify"](headers, receiver.bodies[0] + b" ", webhook.secret)
    assert not told["verify"](headers, receiver.bodies[0], webhooks.rotate(webhook, NOW).secret)
    assert not told["verify"](headers, receiver.bodies[0], webhook.secret, tolerance_s=-1)


def test_a_secret_is_random_and_long():
    first, second = a_webhook("https://a.example/"), a_webhook("https://b.example/")
    assert first.secret != second.secret
    assert len(base64.b64decode(first.secret.removeprefix("whsec_"))) == 32


def test_after_a_rotation_both_secrets_sign_for_a_day(receiver):
    place, webhook = a_place(), a_webhook(receiver.url())
    old, new = webhook.secret, webhooks.rotate(webhook, NOW).secret
    for later in (timedelta(hours=23), timedelta(hours=25)):
        write(place, email=f"mail{later.days}@example.org")
        webhooks.collect(NOW)
        send(receiver, NOW + later)
    assert [verified(head, body, new) for head, body in zip(receiver.heads, receiver.bodies, strict=True)] == [
        True,
        True,
    ]
    assert [verified(head, body, old) for head, body in zip(receiver.heads, receiver.bodies, strict=True)] == [
        True,
        False,
    ]


def test_who_subscribes_is_told_what_happens_from_then_on(receiver):
    place = a_place()
    write(place, email="mail@example.org")
    a_webhook(receiver.url())
    assert webhooks.collect(NOW) == 0
    write(place, email="other@example.org")
    assert webhooks.collect(NOW) == 1
    assert webhooks.collect(NOW) == 0


def test_a_webhook_of_an_area_is_told_of_its_places_alone(receiver):
    district = an_area("03457", "Landkreis Leer", level="district")
    leer = an_area("034570013", "Leer", parent=district)
    for area in (None, district, leer, an_area("034520001", "Aurich")):
        a_webhook(receiver.url(f"/{area.key if area else 'all'}"), area)
    a_place(area=leer)
    webhooks.collect(NOW)
    send(receiver)
    assert sorted(receiver.asked) == ["POST /03457", "POST /034570013", "POST /all"]


def test_nothing_of_hidden_places_is_told_also_when_they_were_hidden_meanwhile(receiver):
    a_webhook(receiver.url())
    hidden, place = a_place("Hidden", visibility=Visibility.HIDDEN), a_place("Anker")
    write(hidden, email="mail@example.org")
    assert webhooks.collect(NOW) == 1
    write(place, visibility=Visibility.HIDDEN)
    assert webhooks.collect(NOW) == 0
    assert send(receiver).withdrawn == 1
    assert receiver.bodies == []
    assert not Delivery.objects.exists()


def test_no_fields_of_a_protected_place_are_told_also_when_it_was_protected_meanwhile(receiver):
    a_webhook(receiver.url())
    place = a_place("Schutz", visibility=Visibility.AREA_ONLY)
    write(place, street="Kai 1")
    write(place, email="mail@example.org")
    other = a_place("Anker")
    write(other, street="Kai 2")
    assert webhooks.collect(NOW) == 4
    Place.objects.filter(pk=other.pk).update(visibility=Visibility.AREA_ONLY)
    send(receiver)
    assert [told["data"]["fields"] for told in payloads(receiver)] == [[], [], [], []]
    assert b"Kai" not in b"".join(receiver.bodies)
