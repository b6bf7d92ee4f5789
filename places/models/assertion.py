from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from places.models.as_of import AsOfField
from places.models.place import Place
from places.querysets import AssertionQuerySet


class Assertion(models.Model):
    """Who last said that a fact of a place is so, when that was true, and where it is from.

    One row for each party and fact: its last word. What the public confirms is told, but never counts as known to
    those who answer for a place (`ANSWERABLE`).
    """

    class Fact(models.TextChoices):
        ADDRESS = "address", _("Adresse")
        POSITION = "position", _("Lage")
        PHONE = "phone", _("Telefon")
        HOURS = "hours", _("Öffnungszeiten")
        LANGUAGES = "languages", _("Sprachen")
        ACCESS = "access", _("Zugang ohne Stufen")

    class Party(models.TextChoices):
        OPERATOR = "operator", _("Träger")
        MUNICIPALITY = "municipality", _("Gemeinde")
        PUBLIC = "public", _("Öffentlichkeit")
        IMPORT = "import", _("Import")

    ANSWERABLE = (Party.OPERATOR, Party.MUNICIPALITY, Party.IMPORT)

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="assertions", verbose_name=_("Ort"))
    field = models.CharField(_("Angabe"), max_length=20, choices=Fact)
    said_by = models.CharField(_("bestätigt von"), max_length=20, choices=Party)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Konto"),
    )
    source = models.CharField(_("Quelle"), max_length=300, blank=True)
    as_of = AsOfField(_("Stand"))
    confirmed_at = models.DateTimeField(_("bestätigt am"), default=timezone.now)

    objects = AssertionQuerySet.as_manager()

    class Meta:
        ordering = ("-as_of", "pk")
        verbose_name = _("Bestätigung")
        verbose_name_plural = _("Bestätigungen")
        constraints = (models.UniqueConstraint(fields=["place", "field", "said_by"], name="places_assertion_unique"),)

    def __str__(self) -> str:
        return f"{self.get_field_display()}, {self.get_said_by_display()}, {self.as_of}"
