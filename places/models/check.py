from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from geo import fetching
from geo.fetching import FetchingError
from places.models.place import Phone, Place, Source
from places.querysets import PlaceQuerySet

_WHY: dict[type[FetchingError], str] = {
    fetching.AddressRefused: "malformed",
    fetching.NameUnknown: "unknown",
    fetching.TooSlow: "slow",
    fetching.Insecure: "insecure",
    fetching.LedAstray: "astray",
    fetching.TooManyRedirects: "circle",
}
_ANOTHER_DAY = timedelta(hours=20)  # not quite 24: a command that runs daily runs a little earlier some day


class ContactCheckQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def dead(self) -> Self:
        """Keep what cannot be right, and links that failed on two days at least, without success in between."""
        failed = Q(state__in=self.model.FAILED, checked_at__gte=F("first_failed_at") + _ANOTHER_DAY)
        return self.filter(Q(state="invalid") | failed)

    def places(self) -> PlaceQuerySet:
        """Return the places that name one of these links or numbers, or whose organization does."""
        links, phones = (self.filter(kind=kind).values("value") for kind in ("link", "phone"))
        own = Q(website__in=links) | Q(organization__website__in=links)
        sourced = Q(pk__in=Source.objects.filter(url__in=links).values("place"))
        called = Q(pk__in=Phone.objects.filter(number__in=phones).values("place"))
        found: PlaceQuerySet = Place.objects.filter(own | sourced | called)
        return found


class ContactCheck(models.Model):
    """Whether a link or a phone number that places name still works, as far as a machine can tell.

    One failure means little: see `dead`. A number is never called.
    """

    class Kind(models.TextChoices):
        LINK = "link", _("Link")
        PHONE = "phone", _("Telefonnummer")

    class State(models.TextChoices):
        OK = "ok", _("in Ordnung")
        GONE = "gone", _("gibt es nicht mehr")
        UNREACHABLE = "unreachable", _("nicht erreichbar")
        INVALID = "invalid", _("ungültig")

    class Detail(models.TextChoices):
        MISSING = "missing", _("Die Seite gibt es dort nicht.")
        BROKEN = "broken", _("Der Server meldet einen Fehler.")
        SILENT = "silent", _("Niemand antwortet.")
        UNKNOWN = "unknown", _("Den Namen kennt niemand.")
        SLOW = "slow", _("Die Antwort kam nicht rechtzeitig.")
        INSECURE = "insecure", _("Eine sichere Verbindung kommt nicht zustande.")
        ASTRAY = "astray", _("Die Adresse führt an einen Ort, der nicht öffentlich ist.")
        CIRCLE = "circle", _("Die Weiterleitungen nehmen kein Ende.")
        CLOSED_TO_MACHINES = "closed", _("Die Seite will von Programmen nicht geprüft werden.")
        MALFORMED = "malformed", _("Das ist keine Webadresse.")
        NO_NUMBER = "no_number", _("Eine solche Nummer wird nicht vergeben.")
        OTHER_NUMBER = "other_number", _("Die Schreibweise nennt eine andere Nummer als die, die gewählt wird.")
        EXPENSIVE = "expensive", _("Der Anruf kostet mehr als gewöhnlich.")

        @classmethod
        def of(cls, error: FetchingError) -> "ContactCheck.Detail":
            """Return why nothing was fetched."""
            return cls(_WHY.get(type(error), "silent"))

    FAILED = (State.GONE, State.UNREACHABLE)

    kind = models.CharField(_("Art"), max_length=10, choices=Kind)
    value = models.CharField(_("Link oder Nummer"), max_length=500)
    state = models.CharField(_("Zustand"), max_length=20, choices=State)
    detail = models.CharField(_("Grund"), max_length=20, choices=Detail, blank=True)
    first_failed_at = models.DateTimeField(_("fehlerhaft seit"), null=True, blank=True)
    checked_at = models.DateTimeField(_("geprüft am"))

    objects = ContactCheckQuerySet.as_manager()

    class Meta:
        ordering = ("first_failed_at", "value")
        verbose_name = _("geprüfter Kontakt")
        verbose_name_plural = _("geprüfte Kontakte")
        constraints = (
            models.UniqueConstraint(fields=["kind", "value"], name="places_check_unique"),
            models.CheckConstraint(
                condition=Q(state="ok", first_failed_at=None) | ~Q(state="ok") & Q(first_failed_at__isnull=False),
                name="places_check_failed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.value}: {self.get_state_display()}"

    @property
    def is_dead(self) -> bool:
        """Whether `dead` keeps it."""
        if self.first_failed_at is None or self.state == self.State.INVALID:
            return self.state == self.State.INVALID
        return self.checked_at >= self.first_failed_at + _ANOTHER_DAY

    def is_due(self, now: datetime, every: timedelta) -> bool:
        """Tell whether to check again at `now`: what failed once is checked on the next day, all else after `every`."""
        once = self.state in self.FAILED and not self.is_dead
        return now >= self.checked_at + (min(_ANOTHER_DAY, every) if once else every)
