"""What is told is tried again for days, never sent twice, and holds nobody else up."""

import re
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection

from geo.fetching import Reach
from places import webhooks
from places.models import Delivery, Webhook
from places.webhooks.sending import pause_s
from tests.geo.fetching.serving import addresses, http, serving
from tests.places.accounts import an_administrator
from tests.places.making import a_place
from tests.places.webhooks.receiving import NOW, a_webhook, send

pytestmark = pytest.mark.django_db(transaction=True)
WAITING, SENT, GIVEN_UP = Delivery.State.WAITING, Delivery.State.SENT, Delivery.State.GIVEN_UP


@pytest.mark.parametrize("status", [301, 400, 404, 429, 500, 503])
def test_all_but_a_success_is_tried_again(receiver, status):
    receiver.answers = lambda asked: http(status, Location="/elsewhere")
    a_webhook(receiver.url())
    a_place()
    webhooks.collect(NOW)
    assert send(receiver).failed == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts, delivery.last_status) == (WAITING, 1, status)
    assert delivery.next_at == NOW + timedelta(minutes=1)
    assert send(receiver).failed == 0
    receiver.answers = lambda asked: http(200)
    assert send(receiver, NOW + timedelta(minutes=1)).arrived == 1
    assert len(receiver.asked) == 2
    assert len({re.search("webhook-id: (.*)", head)[1] for head in receiver.heads}) == 1
    assert Webhook.objects.get().failing_since is None


def test_the_receiver_may_ask_for_more_time(receiver):
    receiver.answers = lambda asked: http(503, Retry_After="7200")
    a_webhook(receiver.url())
    a_place()
    webhooks.collect(NOW)
    send(receiver)
    assert Delivery.objects.get().next_at == NOW + timedelta(hours=2)


def test_after_three_days_it_is_given_up_and_the_webhook_switched_off(receiver):
    receiver.answers = lambda asked: http(500)
    webhook = a_webhook(receiver.url())
    a_place()
    webhooks.collect(NOW)
    now, sent = NOW, None
    for _attempt in range(10):
        sent = send(receiver, now)
        now = max(now, Delivery.objects.get().next_at)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts, len(sent.given_up)) == (GIVEN_UP, 10, 1)
    webhook.refresh_from_db()
    assert (webhook.active, sent.switched_off) == (False, [webhook])
    a_place("Anker")
    assert webhooks.collect(now) == 0


def test_pauses_grow_and_spread_to_about_three_days():
    even = [pause_s(attempt, 0.5) for attempt in range(1, 10)]
    assert even == sorted(even)
    assert timedelta(days=2.5) < timedelta(seconds=sum(even)) < timedelta(days=3.5)
    assert pause_s(1, 0) == pytest.approx(48)
    assert pause_s(1, 1) == pytest.approx(72)


def test_a_failure_now_and_then_switches_nothing_off(receiver):
    """One delivery may be refused for ever, where others arrive."""
    a_webhook(receiver.url())
    a_place("Anker")
    webhooks.collect(NOW)
    Delivery.objects.update(attempts=9)
    receiver.answers = lambda asked: http(500)
    assert len(send(receiver).given_up) == 1
    assert Webhook.objects.get().active


def test_who_says_gone_is_switched_off_at_once(receiver):
    receiver.answers = lambda asked: http(410)
    a_webhook(receiver.url())
    a_place()
    webhooks.collect(NOW)
    assert len(send(receiver).switched_off) == 1
    assert not Webhook.objects.get().active


def test_a_silent_receiver_holds_nobody_up(receiver):
    with serving() as gone:
        pass
    a_webhook(gone.url())
    a_webhook(receiver.url())
    for name in ("Anker", "Boje"):
        a_place(name)
    webhooks.collect(NOW)
    reach = Reach(resolve=addresses("127.0.0.1"), allows=lambda address: True, ports={gone.port, receiver.port})
    sent = send(receiver, reach=reach)
    assert (sent.arrived, sent.failed) == (2, 1)
    assert Delivery.objects.get(attempts=1, state=WAITING).last_error == "silent"


def test_a_webhook_that_leads_inside_a_network_is_not_sent_to(receiver):
    a_webhook("https://inside.example/")
    a_place()
    webhooks.collect(NOW)
    send(receiver, reach=Reach(resolve=addresses("10.0.0.1")))
    assert Delivery.objects.get().last_error == "astray"


def test_two_senders_at_once_send_nothing_twice(receiver):
    a_webhook(receiver.url())
    for number in range(8):
        a_place(f"Anker {number}")
    webhooks.collect(NOW)
    together = Barrier(2)

    def run():
        together.wait()
        send(receiver)
        connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    identifiers = [re.search("webhook-id: (.*)", head)[1] for head in receiver.heads]
    assert len(identifiers) == len(set(identifiers)) == 8
    assert Delivery.objects.filter(state=SENT, attempts=1).count() == 8


def test_two_collectors_at_once_make_one_delivery():
    a_webhook("https://a.example/")
    a_place()
    together = Barrier(2)

    def run():
        together.wait()
        webhooks.collect(NOW)
        connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert Delivery.objects.count() == 1


def test_switched_on_again_it_is_told_what_happens_from_then_on(receiver):
    webhook = a_webhook(receiver.url())
    a_place("Anker")
    webhooks.collect(NOW)
    webhooks.switch_off(webhook)
    assert send(receiver).arrived == 0
    webhooks.switch_on(webhook)
    assert send(receiver).arrived == 0
    a_place("Boje")
    webhooks.collect(NOW)
    assert send(receiver).arrived == 1


def test_what_was_sent_is_forgotten_after_a_while(receiver):
    a_webhook(receiver.url())
    a_place()
    webhooks.collect(NOW)
    assert webhooks.forget_old(NOW + timedelta(days=100)) == 0
    send(receiver)
    assert webhooks.forget_old(NOW + timedelta(days=80)) == 0
    assert webhooks.forget_old(NOW + timedelta(days=100)) == 1


@pytest.mark.parametrize(
    "url",
    ["http://open.example/", "https://127.0.0.1/", "https://[::1]/", "https://open.example:22/", "https://localhost/",
     "https://user:word@open.example/"],
)  # fmt: skip
def test_an_address_inside_a_network_or_without_encryption_is_refused(url):
    with pytest.raises(ValidationError):
        Webhook(url=url, secret="x").full_clean()
    Webhook(url="https://open.example/hook", secret="x", created_by=an_administrator()).full_clean()


def test_the_command_tells_in_words_and_its_maker_by_mail(receiver, capsys, monkeypatch):
    receiver.answers = lambda asked: http(410)
    ada = an_administrator()
    ada.email = "ada@example.org"
    ada.save()
    webhook = Webhook(url=receiver.url())
    webhooks.add(webhook, by=ada)
    monkeypatch.setattr(webhooks, "send_due", partial(webhooks.send_due, reach=receiver.reach()))
    call_command("send_webhooks")
    a_place()
    call_command("send_webhooks")
    said = capsys.readouterr().out
    assert "0 new, 0 arrived, 0 failed" in said
    assert "1 new, 0 arrived, 1 failed" in said
    assert "switched off, since nothing arrives there: open.test" in said
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    assert "abgeschaltet" in letter.subject
