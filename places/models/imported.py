"""A spreadsheet on its way to the map, and what it became there."""

from django.conf import settings
from django.contrib.gis.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geo.models import Area
from geo.precision import Precision
from places.models.as_of import AsOfField
from places.models.place import Place
from places.querysets import ImportQuerySet, ImportRowQuerySet


class Import(models.Model):
    """A file with its table, how its columns were understood, and how far it is.

    `mapping` holds the field of each of the `headings`, "" for a column that is left out. `notes` are the sentences
    that reading it told. `counts` tells how many rows have which outcome, and at the end what undoing did.
    `change` is the history's number of what applying it wrote.
    """

    class State(models.TextChoices):
        READ = "read", _("gelesen")
        MAPPED = "mapped", _("Spalten zugeordnet")
        LOCATED = "located", _("Adressen gesucht")
        PLANNED = "planned", _("geprüft")
        APPLIED = "applied", _("übernommen")
        UNDONE = "undone", _("zurückgenommen")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="imports",
        verbose_name=_("Konto"),
    )
    file_name = models.CharField(_("Datei"), max_length=200)
    state = models.CharField(_("Stand"), max_length=20, choices=State, default=State.READ)
    headings = models.JSONField(_("Überschriften"), default=list)
    mapping = models.JSONField(_("Zuordnung"), default=list)
    notes = models.JSONField(_("Hinweise"), default=list, blank=True)
    counts = models.JSONField(_("Anzahlen"), default=dict, blank=True)
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Gemeinde der Zeilen, die keine nennen"),
    )
    as_of = AsOfField(_("Stand der Zeilen, die keinen nennen"))
    change = models.UUIDField(_("Änderung"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("begonnen am"), default=timezone.now, editable=False)
    applied_at = models.DateTimeField(_("übernommen am"), null=True, blank=True)
    undone_at = models.DateTimeField(_("zurückgenommen am"), null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name = _("Import")
        verbose_name_plural = _("Importe")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="applied", applied_at__isnull=False, undone_at=None)
                | models.Q(state="undone", applied_at__isnull=False, undone_at__isnull=False)
                | ~models.Q(state__in=["applied", "undone"]) & models.Q(applied_at=None, undone_at=None),
                name="places_import_state",
            ),
        )

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_open(self) -> bool:
        """Whether it may still be corrected: nothing of it is on the map."""
        return self.state not in (self.State.APPLIED, self.State.UNDONE)


class ImportRow(models.Model):
    """A row of the table: its texts, what was understood, where it lies, and what it would become or became.

    `number` is that of the row in the file. `values` is what was understood, by field. `changes` holds [before, after]
    by field. `problems` are objects of `kind` (error, warning, told), `column` (its index, or null), `text`.
    `place` is the one that it changes, is like, or made; `twin` the number of the earlier row that it repeats.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("neu")
        CHANGED = "changed", _("geändert")
        SAME = "same", _("unverändert")
        DUPLICATE = "duplicate", _("wohl doppelt")
        ERROR = "error", _("fehlerhaft")
        SKIPPED = "skipped", _("ausgelassen")

    class Decision(models.TextChoices):
        NEW = "new", _("ein anderer Ort: neu anlegen")
        THAT = "that", _("derselbe Ort: dort ändern")
        SKIP = "skip", _("auslassen")

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows", verbose_name=_("Import"))
    number = models.PositiveIntegerField(_("Zeile"))
    cells = models.JSONField(_("Zellen"), default=list)
    values = models.JSONField(_("verstanden als"), default=dict, blank=True)
    key = models.CharField(_("Kennung"), max_length=200, blank=True)
    identity = models.CharField(_("Name und Adresse, verglichen"), max_length=64, blank=True)

    is_located = models.BooleanField(_("Adresse gesucht"), default=False)
    point = models.PointField(_("Punkt"), geography=True, null=True, blank=True)
    precision = models.CharField(_("Genauigkeit"), max_length=20, choices=Precision, blank=True)
    point_source = models.CharField(_("Quelle des Punkts"), max_length=300, blank=True)

    lies_in = models.ForeignKey(
        Area, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Der Punkt liegt in")
    )

    outcome = models.CharField(_("Ergebnis"), max_length=20, choices=Outcome, blank=True)
    decision = models.CharField(_("entschieden"), max_length=20, choices=Decision, blank=True)
    area = models.ForeignKey(
        Area, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Gemeinde")
    )
    place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="imported", verbose_name=_("Ort")
    )
    twin = models.PositiveIntegerField(_("wiederholt Zeile"), null=True, blank=True)
    problems = models.JSONField(_("Hinweise"), default=list, blank=True)
    changes = models.JSONField(_("Änderungen"), default=dict, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        verbose_name = _("Zeile eines Imports")
        verbose_name_plural = _("Zeilen der Importe")
        constraints = (models.UniqueConstraint(fields=["of", "number"], name="places_import_row_unique"),)
        indexes = (
            models.Index(fields=["of", "outcome", "number"], name="places_import_row_outcome"),
            models.Index(fields=["key"], name="places_import_row_key", condition=~models.Q(key="")),
            models.Index(fields=["of", "identity"], name="places_import_row_identity"),
        )

    def __str__(self) -> str:
        return f"{self.number}: {self.values.get('name', '')}"

    @property
    def errors(self) -> list[dict[str, object]]:
        return [problem for problem in self.problems if problem["kind"] == "error"]
