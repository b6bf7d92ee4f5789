from typing import Any

from django.core.mail import send_mail
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from places import webhooks
from places.models import Webhook


class Command(BaseCommand):
    help = (
        "Tell webhooks what changed, and send again what did not arrive: for about three days, then it is given up. "
        "Run it every minute; several at once do not send anything twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        made = webhooks.collect(timezone.now())
        sent = webhooks.send_due(timezone.now)
        webhooks.forget_old(timezone.now())
        self.stdout.write(f"{made} new, {sent.arrived} arrived, {sent.failed} failed")
        if sent.withdrawn:
            self.stdout.write(f"{sent.withdrawn} withdrawn: their places are hidden now")
        for delivery in sent.given_up:
            self.stdout.write(f"given up after {delivery.attempts} attempts: {delivery.event} to {delivery.webhook}")
        for webhook in sent.switched_off:
            self.stdout.write(f"switched off, since nothing arrives there: {webhook}")
            self._write_to(webhook)

    def _write_to(self, webhook: Webhook) -> None:
        """Tell who made the webhook. The list in the admin tells everyone else."""
        address = webhook.created_by.email if webhook.created_by else ""
        if not address:
            return
        try:
            send_mail(*_letter(webhook), None, [address])
        except OSError:
            self.stdout.write("  and its maker could not be told by mail")


def _letter(webhook: Webhook) -> tuple[str, str]:
    """Return subject and text."""
    return _("Webhook abgeschaltet: %(webhook)s") % {"webhook": webhook}, _(
        "Seit Tagen kommt dort nichts an. Der Webhook ist deshalb abgeschaltet. Sobald der Empfänger wieder antwortet, "
        "können Sie ihn in der Verwaltung einschalten."
    )
