from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from geo.languages import LANGUAGES, SOURCE
from geo.models import Area
from places.models.place import Place
from places.querysets import StewardQuerySet


class Editorship(models.Model):
    """An account that decides about the places of a municipality, or of all municipalities of a district."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="editorships", verbose_name=_("Konto")
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="editorships", verbose_name=_("Gebiet"))

    class Meta:
        verbose_name = _("Redaktion")
        verbose_name_plural = _("Redaktionen")
        constraints = (models.UniqueConstraint(fields=["user", "area"], name="places_editorship_unique"),)

    def __str__(self) -> str:
        return f"{self.user}, {self.area}"


class Steward(models.Model):
    """Who knows some places from within, and is asked by mail whether what is said of them still holds.

    An account is not needed. Who has one decides about what is suggested for these places, too.
    """

    email = models.EmailField(_("E-Mail"), unique=True)
    name = models.CharField(_("Name"), max_length=200, blank=True)
    language = models.CharField(
        _("Sprache"), max_length=12, choices=[(each.code, each.name) for each in LANGUAGES], default=SOURCE
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="steward",
        verbose_name=_("Konto"),
    )
    places = models.ManyToManyField(Place, blank=True, related_name="stewards", verbose_name=_("Orte"))
    bounced_at = models.DateTimeField(_("unzustellbar seit"), null=True, blank=True)
    opted_out_at = models.DateTimeField(_("will keine Nachfragen seit"), null=True, blank=True)

    objects = StewardQuerySet.as_manager()

    class Meta:
        ordering = ("email",)
        verbose_name = _("Ansprechperson")
        verbose_name_plural = _("Ansprechpersonen")

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_reachable(self) -> bool:
        """Whether letters arrive, and are wanted."""
        return self.bounced_at is None and self.opted_out_at is None
