"""The ground: administrative areas, the gazetteer, remembered answers, the data's edition, what is counted."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geo.functions import Fold, Sound
from geo.precision import Precision
from geo.querysets import (
    AreaQuerySet,
    EditionQuerySet,
    GazetteerQuerySet,
    GeocodedAddressQuerySet,
    OccurrenceQuerySet,
    ProviderTurnQuerySet,
    SaltQuerySet,
)


class Area(models.Model):
    """A district or a municipality, by its official regional key (ARS)."""

    class Level(models.TextChoices):
        DISTRICT = "district", _("Landkreis")
        MUNICIPALITY = "municipality", _("Gemeinde")

    key = models.CharField(_("Regionalschlüssel"), max_length=12, unique=True)
    level = models.CharField(_("Ebene"), max_length=20, choices=Level)
    name = models.CharField(_("Name"), max_length=100)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="members", verbose_name=_("gehört zu")
    )
    population = models.PositiveIntegerField(_("Einwohner"), null=True, blank=True)
    population_as_of = models.DateField(_("Einwohner am"), null=True, blank=True)
    source = models.TextField(_("Quelle"), blank=True)
    boundary = models.MultiPolygonField(_("Grenze"), geography=True)
    stand_in = models.PointField(
        _("Stellvertreter-Punkt"),
        geography=True,
        help_text=_("Hier erscheinen geschützte Orte der Gemeinde und Orte ohne Punkt."),
    )
    hall_street = models.CharField(_("Rathaus, Straße"), max_length=200, blank=True)
    hall_postcode = models.CharField(_("Rathaus, Postleitzahl"), max_length=10, blank=True)
    hall_town = models.CharField(_("Rathaus, Ort"), max_length=100, blank=True)
    hall_phone = models.CharField(_("Rathaus, Telefon"), max_length=40, blank=True)
    hall_email = models.EmailField(_("Rathaus, E-Mail"), blank=True)
    hall_source = models.TextField(_("Rathaus, Quelle"), blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ("key",)
        verbose_name = _("Gebiet")
        verbose_name_plural = _("Gebiete")

    def __str__(self) -> str:
        return self.name

    @property
    def district_id(self) -> int:
        """The identifier of the district that the area belongs to, or is."""
        return self.parent_id or self.pk


class GazetteerEntry(models.Model):
    """A name that people type when they mean a position: a village, a postcode, a stop."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Gemeinde")
        VILLAGE = "village", _("Ort")
        POSTCODE = "postcode", _("Postleitzahl")
        STOP = "stop", _("Haltestelle")

    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    name = models.CharField(_("Name"), max_length=200)
    folded = models.GeneratedField(
        expression=Fold("name"), output_field=models.TextField(), db_persist=True, editable=False
    )
    area = models.ForeignKey(Area, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("Gebiet"))
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    location = models.PointField(_("Punkt"), geography=True)
    weight = models.PositiveIntegerField(_("Gewicht"), default=0, help_text=_("Größere Namen kommen zuerst."))
    source = models.CharField(_("Quelle"), max_length=100)

    objects = GazetteerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ortsname")
        verbose_name_plural = _("Ortsnamen")
        constraints = (
            models.UniqueConstraint("kind", "name", "area", nulls_distinct=False, name="geo_gazetteer_unique"),
        )
        indexes = (
            GistIndex(
                fields=["folded"],
                opclasses=["gist_trgm_ops"],
                name="geo_gazetteer_names",
                condition=~models.Q(kind="stop"),
            ),
            GistIndex(
                fields=["folded"],
                opclasses=["gist_trgm_ops"],
                name="geo_gazetteer_stops",
                condition=models.Q(kind="stop"),
            ),
            models.Index(fields=["folded"], opclasses=["text_pattern_ops"], name="geo_gazetteer_prefix"),
            models.Index(Sound("name"), name="geo_gazetteer_sound", condition=~models.Q(kind="stop")),
        )

    def __str__(self) -> str:
        return self.name


class GeocodedAddress(models.Model):
    """An answer to an address, found or not, with its expiry (none: kept for good)."""

    query = models.CharField(_("Anfrage"), max_length=500, help_text=_("die Adresse in verglichener Form"))
    provider = models.CharField(_("Anbieter"), max_length=40)
    location = models.PointField(_("Punkt"), geography=True, null=True, blank=True)
    precision = models.CharField(_("Genauigkeit"), max_length=20, choices=Precision, blank=True)
    label = models.CharField(_("gefunden als"), max_length=500, blank=True)
    asked_at = models.DateTimeField(_("gefragt am"))
    expires_at = models.DateTimeField(_("gilt bis"), null=True, blank=True)

    objects = GeocodedAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("geokodierte Adresse")
        verbose_name_plural = _("geokodierte Adressen")
        constraints = (
            models.UniqueConstraint(fields=["query", "provider"], name="geo_geocoded_unique"),
            models.CheckConstraint(
                condition=models.Q(location=None, precision="")
                | models.Q(location__isnull=False) & ~models.Q(precision=""),
                name="geo_geocoded_found_or_not",
            ),
        )
        indexes = (
            GistIndex(fields=["query"], opclasses=["gist_trgm_ops"], name="geo_geocoded_likeness"),
            models.Index(fields=["query"], opclasses=["text_pattern_ops"], name="geo_geocoded_prefix"),
        )

    def __str__(self) -> str:
        return self.query


class ProviderTurn(models.Model):
    """When a geocoding provider may be asked next, by whichever process comes first."""

    provider = models.CharField(_("Anbieter"), max_length=200, primary_key=True)
    next_at = models.DateTimeField(_("frühestens"), default=timezone.now)

    objects = ProviderTurnQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anfragepause")
        verbose_name_plural = _("Anfragepausen")

    def __str__(self) -> str:
        return self.provider


class Edition(models.Model):
    """The number of the public data's present state: triggers raise it with every change.

    One row. Whatever is derived from public data (answers, ETags, counts) is good for one edition.
    """

    number = models.BigIntegerField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Datenstand")
        verbose_name_plural = _("Datenstände")
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="geo_edition_one_row"),)

    def __str__(self) -> str:
        return str(self.number)


class Salt(models.Model):
    """What the digests of one day are made with. The next day deletes it: then none of them can be made again."""

    day = models.DateField(_("Tag"), primary_key=True)
    value = models.BinaryField(_("Zufallswert"))

    objects = SaltQuerySet.as_manager()

    class Meta:
        verbose_name = _("Salz eines Tages")
        verbose_name_plural = _("Salze der Tage")

    def __str__(self) -> str:
        return str(self.day)


class Occurrence(models.Model):
    """Once that somebody did a kind of thing. Who it was is a digest, for a day at most; see `geo.quotas`."""

    kind = models.CharField(_("Art"), max_length=40)
    who = models.CharField(_("Prüfwert"), max_length=64)
    at = models.DateTimeField(_("am"))

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zählung")
        verbose_name_plural = _("Zählungen")
        indexes = (
            models.Index(fields=["who", "at"], name="geo_occurrence_who"),
            models.Index(fields=["at"], name="geo_occurrence_at"),
        )

    def __str__(self) -> str:
        return self.kind
