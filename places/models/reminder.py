from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from places.models.assertion import Assertion
from places.models.place import Place
from places.models.role import Steward
from places.models.suggestion import Suggestion
from places.querysets import QuestionQuerySet, ReminderQuerySet


class Reminder(models.Model):
    """A letter that asks a steward whether what is said still holds: at most one each month.

    It is kept before it leaves, as `sending`. Where that stays, nobody knows whether it left, and it is not sent again.
    """

    class State(models.TextChoices):
        SENDING = "sending", _("unklar, ob gesendet")
        SENT = "sent", _("gesendet")
        BOUNCED = "bounced", _("unzustellbar")

    steward = models.ForeignKey(
        Steward, on_delete=models.CASCADE, related_name="reminders", verbose_name=_("Ansprechperson")
    )
    month = models.DateField(_("Monat"), help_text=_("sein erster Tag"))
    address = models.EmailField(_("gesendet an"))
    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    state = models.CharField(_("Zustand"), max_length=10, choices=State, default=State.SENDING)
    asked_at = models.DateTimeField(_("gefragt am"))

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "pk")
        verbose_name = _("Nachfrage")
        verbose_name_plural = _("Nachfragen")
        constraints = (models.UniqueConstraint(fields=["steward", "month"], name="places_reminder_once_a_month"),)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}, {self.steward}"


class Question(models.Model):
    """What a reminder asks about one place, and the answer."""

    class Outcome(models.TextChoices):
        RIGHT = "right", _("stimmt noch")
        CHANGED = "changed", _("Änderung vorgeschlagen")
        CLOSED = "closed", _("als geschlossen gemeldet")

    reminder = models.ForeignKey(
        Reminder, on_delete=models.CASCADE, related_name="questions", verbose_name=_("Nachfrage")
    )
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="questions", verbose_name=_("Ort"))
    facts = ArrayField(models.CharField(max_length=20, choices=Assertion.Fact), verbose_name=_("Angaben"))
    turn = models.PositiveSmallIntegerField(_("wievielte Nachfrage"), default=1, help_text=_("ohne Antwort dazwischen"))
    outcome = models.CharField(_("Antwort"), max_length=10, choices=Outcome, blank=True)
    answered_at = models.DateTimeField(_("beantwortet am"), null=True, blank=True)
    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Vorschlag")
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Frage zu einem Ort")
        verbose_name_plural = _("Fragen zu Orten")
        constraints = (
            models.UniqueConstraint(fields=["reminder", "place"], name="places_question_unique"),
            models.CheckConstraint(
                condition=models.Q(outcome="", answered_at=None)
                | ~models.Q(outcome="") & models.Q(answered_at__isnull=False),
                name="places_question_answered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.place}: {self.get_outcome_display() or '–'}"

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None
