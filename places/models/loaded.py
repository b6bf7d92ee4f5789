from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedRecord(models.Model):
    """What a loader left of a record, so that it can tell what people changed or removed since.

    Both digests are SHA-256: of the record as the file had it, and of what it became in the database.
    """

    class Kind(models.TextChoices):
        CATEGORY = "category", _("Kategorie")
        ORGANIZATION = "organization", _("Träger")
        PLACE = "place", _("Ort")
        WORDS = "words", _("Wörter einer Kategorie")
        TRANSLATION = "translation", _("Übersetzung")

    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    key = models.CharField(_("Schlüssel"), max_length=120)
    record = models.CharField(_("Prüfsumme der Datei"), max_length=64)
    left = models.CharField(_("Prüfsumme danach"), max_length=64)
    loaded_at = models.DateTimeField(_("geladen am"), auto_now=True)

    class Meta:
        verbose_name = _("geladener Datensatz")
        verbose_name_plural = _("geladene Datensätze")
        constraints = (models.UniqueConstraint(fields=["kind", "key"], name="places_loaded_unique"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
