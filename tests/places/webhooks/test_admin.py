"""Administrators make webhooks; a secret is shown once."""

import pytest
from django.test import Client
from django.urls import reverse

from places.models import Delivery, Webhook

pytestmark = pytest.mark.django_db
LIST, ADD = "admin:places_webhook_changelist", "admin:places_webhook_add"


def test_a_secret_is_shown_once(staff: Client) -> None:
    made = staff.post(reverse(ADD), {"url": "https://open.example/hook"}, follow=True)
    webhook = Webhook.objects.get()
    assert webhook.created_by is not None
    assert made.content.decode().count(webhook.secret) == 1
    for page in (reverse(LIST), reverse("admin:places_webhook_change", args=[webhook.pk])):
        assert webhook.secret not in staff.get(page).content.decode()


def test_another_secret_is_made_and_shown_once(staff: Client) -> None:
    staff.post(reverse(ADD), {"url": "https://open.example/hook"}, follow=True)
    old = Webhook.objects.get()
    page = staff.post(reverse(LIST), {"action": "rotate", "_selected_action": [old.pk]}, follow=True)
    new = Webhook.objects.get()
    assert (new.old_secret, new.secret != old.secret) == (old.secret, True)
    assert new.secret in page.content.decode()
    assert old.secret not in page.content.decode()


def test_a_webhook_is_switched_off_and_on(staff: Client) -> None:
    staff.post(reverse(ADD), {"url": "https://open.example/hook"})
    webhook = Webhook.objects.get()
    for action, active in (("switch_off", False), ("switch_on", True)):
        staff.post(reverse(LIST), {"action": action, "_selected_action": [webhook.pk]})
        webhook.refresh_from_db()
        assert webhook.active is active


def test_an_address_inside_a_network_is_refused_in_words(staff: Client) -> None:
    page = staff.post(reverse(ADD), {"url": "https://10.0.0.1/hook"})
    assert "öffentliche Adresse" in page.content.decode()
    assert not Webhook.objects.exists()


def test_the_list_of_deliveries_is_there(staff: Client) -> None:
    assert staff.get(reverse("admin:places_delivery_changelist")).status_code == 200
    assert staff.get(reverse("admin:places_contactcheck_changelist")).status_code == 200
    assert not Delivery.objects.exists()
