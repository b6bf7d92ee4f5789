from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geo.fetching import AddressRefused, LedAstray, NameUnknown, Reach, Target
from geo.models import Area
from places.models.check import ContactCheck
from places.models.place import Place


def _unresolved(host: str) -> list[Any]:
    raise NameUnknown


def validate_receiver(url: str) -> None:
    """Refuse an address to which nothing is ever sent."""
    try:
        target = Target.parse(url)
        if target.scheme != "https":
            raise AddressRefused("only https")
        Reach(resolve=_unresolved).addresses(target)
    except (AddressRefused, LedAstray):
        raise ValidationError(_("Bitte eine öffentliche Adresse, die mit https:// beginnt.")) from None
    except NameUnknown:
        return  # a name is looked up with each delivery


class WebhookQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def active(self) -> Self:
        return self.filter(active=True)


class Webhook(models.Model):
    """An address that is told of changes in an area, or everywhere.

    `secret` signs what is sent; while `old_secret` holds, both do. `failing_since` is the first failure since anything
    arrived there.
    """

    url = models.URLField(_("Adresse des Empfängers"), max_length=500, validators=[validate_receiver])
    area = models.ForeignKey(
        Area, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Gebiet"),
        help_text=_("leer: alle Gebiete; bei einem Landkreis auch seine Gemeinden"),
    )  # fmt: skip
    active = models.BooleanField(_("aktiv"), default=True, editable=False)
    secret = models.CharField(max_length=100, editable=False)
    old_secret = models.CharField(max_length=100, blank=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, blank=True, editable=False)
    failing_since = models.DateTimeField(_("nicht erreichbar seit"), null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+",
        verbose_name=_("angelegt von"),
    )  # fmt: skip
    created_at = models.DateTimeField(_("angelegt am"), default=timezone.now, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ("created_at",)
        verbose_name = _("Webhook")
        verbose_name_plural = _("Webhooks")

    def __str__(self) -> str:
        return f"{Target.parse(self.url).host}, {self.area or _('alle Gebiete')}"

    def secrets_at(self, now: datetime) -> list[str]:
        """Return the secrets that sign at `now`, the newest first."""
        old = self.old_secret if self.old_secret_until and now < self.old_secret_until else ""
        return [self.secret, *([old] if old else [])]

    def wants(self, place: Place) -> bool:
        return self.area_id is None or self.area_id in (place.area_id, place.area.parent_id)


class DeliveryQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def waiting(self) -> Self:
        return self.filter(state="waiting")

    def due(self, now: datetime) -> Self:
        """Keep what is to be sent by `now` to active webhooks, the longest overdue first."""
        return self.waiting().filter(webhook__active=True, next_at__lte=now).order_by("next_at", "pk")

    def given_up(self) -> Self:
        return self.filter(state="given_up")

    def claim(self) -> Any:
        """Return the first that no other sender has, locked for the transaction; None where there is none."""
        return self.select_for_update(of=("self",), skip_locked=True).select_related("webhook", "place").first()


class Delivery(models.Model):
    """One change on its way to one webhook. `event` names the change to every receiver, however often it is sent."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        SENT = "sent", _("zugestellt")
        GIVEN_UP = "given_up", _("aufgegeben")

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries", verbose_name=_("Webhook"))
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+", verbose_name=_("Ort"))
    event = models.CharField(_("Kennung"), max_length=40)
    kind = models.CharField(_("Art"), max_length=20)
    payload = models.JSONField(_("Inhalt"))
    state = models.CharField(_("Zustand"), max_length=20, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    made_at = models.DateTimeField(_("entstanden am"))
    next_at = models.DateTimeField(_("nächster Versuch"))
    sent_at = models.DateTimeField(_("zugestellt am"), null=True)
    last_status = models.PositiveSmallIntegerField(_("letzte Antwort"), null=True)
    last_error = models.CharField(_("letzter Fehler"), max_length=20, choices=ContactCheck.Detail, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "pk")
        verbose_name = _("Zustellung")
        verbose_name_plural = _("Zustellungen")
        constraints = (models.UniqueConstraint(fields=["webhook", "event"], name="places_delivery_unique"),)
        indexes = (models.Index(fields=["next_at"], name="places_delivery_due", condition=Q(state="waiting")),)

    def __str__(self) -> str:
        return f"{self.event} ({self.get_state_display()})"


class OutboxQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def claim(self) -> Any:
        """Return the row, locked for the transaction; None before the first change was looked at."""
        return self.select_for_update().first()


class Outbox(models.Model):
    """How far the history was read for webhooks (`places.changes.Cursor`). One row."""

    cursor = models.JSONField()

    objects = OutboxQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(pk=1), name="places_outbox_one_row"),)

    def __str__(self) -> str:
        return str(self.cursor)
