import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geo.languages import SOURCE
from geo.models import Area
from places.models.place import Place
from places.querysets import SuggestionQuerySet

_DIGITS = 9


def new_number() -> int:
    """Return a number that tells nothing about how many there are."""
    first: int = 10 ** (_DIGITS - 1)
    return first + secrets.randbelow(9 * first)


class Suggestion(models.Model):
    """What somebody says should be different about a place, or that one is missing.

    `changes` holds proposed values by the names of `places.facts`, `before` what the sender saw in their stead,
    `accepted` what was written in the end. The mail address is forgotten with the decision.
    """

    class Kind(models.TextChoices):
        EDIT = "edit", _("Angaben ändern")
        NEW = "new", _("neuer Ort")
        CLOSED = "closed", _("geschlossen")
        MOVED = "moved", _("umgezogen")
        POSITION = "position", _("Lage falsch")

    class Origin(models.TextChoices):
        VISITOR = "visitor", _("Formular")
        API = "api", _("Schnittstelle")
        STEWARD = "steward", _("Ansprechperson des Ortes")

    class State(models.TextChoices):
        PENDING = "pending", _("offen")
        ACCEPTED = "accepted", _("übernommen")
        REJECTED = "rejected", _("abgelehnt")

    number = models.PositiveIntegerField(_("Nummer"), unique=True, default=new_number, editable=False)
    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, null=True, blank=True, related_name="suggestions", verbose_name=_("Ort")
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="suggestions", verbose_name=_("Gemeinde"))
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    changes = models.JSONField(_("Vorschlag"), default=dict, blank=True)
    before = models.JSONField(_("Angaben davor"), default=dict, blank=True)
    message = models.TextField(_("Nachricht"), blank=True)
    email = models.EmailField(_("E-Mail für eine Antwort"), blank=True)
    language = models.CharField(_("Sprache"), max_length=12, default=SOURCE)
    origin = models.CharField(_("Herkunft"), max_length=20, choices=Origin, default=Origin.VISITOR)
    sent_at = models.DateTimeField(_("geschickt am"), default=timezone.now, editable=False)

    state = models.CharField(_("Entscheidung"), max_length=20, choices=State, default=State.PENDING)
    accepted = models.JSONField(_("übernommen"), default=dict, blank=True)
    reason = models.TextField(_("Begründung"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entschieden von"),
    )
    decided_at = models.DateTimeField(_("entschieden am"), null=True, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ("sent_at", "pk")
        verbose_name = _("Vorschlag")
        verbose_name_plural = _("Vorschläge")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind="new") | models.Q(place__isnull=False), name="places_suggestion_place"
            ),
            models.CheckConstraint(
                condition=models.Q(state="pending", decided_at=None)
                | ~models.Q(state="pending") & models.Q(decided_at__isnull=False, email=""),
                name="places_suggestion_decided",
            ),
        )
        indexes = (
            models.Index(
                fields=["area", "sent_at"], name="places_suggestion_pending", condition=models.Q(state="pending")
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.place or self.changes.get('name', '')}"

    @property
    def is_pending(self) -> bool:
        return self.state == self.State.PENDING
