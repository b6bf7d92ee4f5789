"""Whom changes are told to, and what became of each: for administrators. A secret is shown once, when it is made."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geo.admin.reading import ReadOnly
from places import webhooks
from places.admin.fields import OVERRIDES
from places.models import Delivery, Webhook


@admin.register(Webhook)
class WebhookAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("__str__", "area", "active", "failing_since", "created_by", "created_at")
    list_filter = ("active",)
    list_select_related = ("area", "created_by")
    fields = ("url", "area", "active", "failing_since", "created_by", "created_at")
    readonly_fields = ("active", "failing_since", "created_by", "created_at")
    formfield_overrides = OVERRIDES
    actions = ("rotate", "switch_off", "switch_on")

    def get_fields(self, request: HttpRequest, obj: Webhook | None = None) -> Any:
        return self.fields if obj else self.fields[:2]

    def save_model(self, request: HttpRequest, obj: Webhook, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        webhooks.add(obj, by=request.user)
        self._show_secret(request, obj)

    def _show_secret(self, request: HttpRequest, webhook: Webhook) -> None:
        said = _("Das Geheimnis von %(webhook)s, nur jetzt zu sehen: %(secret)s")
        messages.warning(request, said % {"webhook": webhook, "secret": webhook.secret})

    @admin.action(description=_("Neues Geheimnis vergeben; das alte gilt noch einen Tag"), permissions=["change"])
    def rotate(self, request: HttpRequest, chosen: QuerySet[Webhook]) -> None:
        for webhook in chosen:
            self._show_secret(request, webhooks.rotate(webhook, timezone.now()))

    @admin.action(description=_("Abschalten"), permissions=["change"])
    def switch_off(self, request: HttpRequest, chosen: QuerySet[Webhook]) -> None:
        for webhook in chosen:
            webhooks.switch_off(webhook)

    @admin.action(description=_("Einschalten; was noch wartete, wird nicht mehr gesendet"), permissions=["change"])
    def switch_on(self, request: HttpRequest, chosen: QuerySet[Webhook]) -> None:
        for webhook in chosen:
            webhooks.switch_on(webhook)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly):
    list_display = ("event", "webhook", "kind", "state", "attempts", "next_at", "last_status", "last_error")
    list_filter = ("state", "kind", "webhook")
    list_select_related = ("webhook__area",)
    search_fields = ("event",)
    actions = ("send_again",)

    @admin.action(description=_("Noch einmal senden"), permissions=["view"])
    def send_again(self, request: HttpRequest, chosen: QuerySet[Delivery]) -> None:
        for delivery in chosen:
            webhooks.send_again(delivery, timezone.now())
