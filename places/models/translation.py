from django.db import models
from django.utils.translation import gettext_lazy as _

from places.models.offer import Offer
from places.models.place import Place
from places.models.told import OTHER_LANGUAGES, TranslatedBy
from places.querysets import TranslationQuerySet


class Translation(models.Model):
    """A text of a place or of an offer in another language.

    `original` is the German text that was translated: where today's is another, the translation is outdated.
    `TEXTS` are the fields that are translated. Names and streets are not: they are what stands at the door.
    """

    TEXTS = {
        "place": ("description", "notice", "position_note"),
        "offer": ("title", "description", "audience", "bring", "cost"),
    }

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, null=True, blank=True, related_name="translations", verbose_name=_("Ort")
    )
    offer = models.ForeignKey(
        Offer, on_delete=models.CASCADE, null=True, blank=True, related_name="translations", verbose_name=_("Angebot")
    )
    field = models.CharField(_("Feld"), max_length=40)
    language = models.CharField(_("Sprache"), max_length=12, choices=OTHER_LANGUAGES)
    text = models.TextField(_("Übersetzung"))
    original = models.TextField(_("deutscher Text, der übersetzt wurde"))
    state = models.CharField(_("übersetzt"), max_length=20, choices=TranslatedBy, default=TranslatedBy.HAND)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ("language", "pk")
        verbose_name = _("Übersetzung")
        verbose_name_plural = _("Übersetzungen")
        constraints = (
            models.UniqueConstraint(
                fields=["place", "offer", "field", "language"], nulls_distinct=False, name="places_translation_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(place=None, offer__isnull=False) | models.Q(place__isnull=False, offer=None),
                name="places_translation_of",
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def of(self) -> Place | Offer:
        """What says the German text."""
        found = self.place or self.offer
        assert found is not None  # noqa: S101  a constraint of the database
        return found

    @property
    def spoken_by(self) -> str:
        """The name of the place, with the offer's where it is that one's text."""
        return str(self.place) if self.place else f"{self.of.place}, {self.of}"  # type: ignore[union-attr]

    @property
    def field_name(self) -> str:
        return str(self.of._meta.get_field(self.field).verbose_name)  # type: ignore[union-attr]

    @property
    def today(self) -> str:
        """The German text as it is now."""
        return str(getattr(self.of, self.field))

    @property
    def is_outdated(self) -> bool:
        return self.original != self.today

    def clean(self) -> None:
        place = self.place or (self.offer and self.offer.place)
        if place:
            place.refuse_the_street(self, ["text"])
