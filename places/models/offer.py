from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from places.models.as_of import AsOfField
from places.models.category import Category
from places.models.place import Place
from places.opening import validate_hours


class Offer(models.Model):
    """What one can get at a place. Empty hours and languages are those of the place."""

    class Mode(models.TextChoices):
        ON_SITE = "on_site", _("vor Ort")
        PHONE = "phone", _("am Telefon")
        ONLINE = "online", _("online")
        OUTREACH = "outreach", _("aufsuchend")

    PUBLIC_WORDS = ("title", "description", "audience", "opening_hours", "bring", "cost")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="offers", verbose_name=_("Ort"))
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="offers", verbose_name=_("Kategorie"))
    title = models.CharField(_("Titel"), max_length=200)
    description = models.TextField(_("Beschreibung"), blank=True)
    audience = models.CharField(_("für wen"), max_length=200, blank=True)
    languages = ArrayField(
        models.CharField(max_length=12),
        verbose_name=_("Sprachen"),
        default=list,
        blank=True,
        help_text=_("Sprachkürzel, zum Beispiel de, ar, fa; leer: wie der Ort"),
    )
    opening_hours = models.CharField(_("Zeiten"), max_length=500, blank=True, validators=[validate_hours])
    bring = models.CharField(_("was man mitbringt"), max_length=200, blank=True)
    cost = models.CharField(_("Kosten"), max_length=200, blank=True, help_text=_("leer: nicht bekannt"))
    mode = models.CharField(_("Form"), max_length=20, choices=Mode, default=Mode.ON_SITE)
    as_of = AsOfField(_("Stand"))

    class Meta:
        ordering = ("category__position", "title")
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        constraints = (models.UniqueConstraint(fields=["place", "category", "title"], name="places_offer_unique"),)

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        self.place.refuse_the_street(self, self.PUBLIC_WORDS)


class OfferTimes(models.Model):
    """Times of an offer in languages of their own: Thursday afternoon, in Dari. Empty languages are the offer's.

    They come beside the offer's own hours, where it has any.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="times", verbose_name=_("Angebot"))
    opening_hours = models.CharField(_("Zeiten"), max_length=500, validators=[validate_hours])
    languages = ArrayField(
        models.CharField(max_length=12),
        verbose_name=_("Sprachen"),
        default=list,
        blank=True,
        help_text=_("Sprachkürzel, zum Beispiel de, ar, fa; leer: wie das Angebot"),
    )

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Zeiten mit eigener Sprache")
        verbose_name_plural = _("Zeiten mit eigener Sprache")
        constraints = (models.UniqueConstraint(fields=["offer", "opening_hours"], name="places_times_unique"),)

    def __str__(self) -> str:
        return self.opening_hours

    def clean(self) -> None:
        self.offer.place.refuse_the_street(self, ["opening_hours"])
