import re
from collections.abc import Iterable
from uuid import uuid4

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from geo.folding import fold
from geo.functions import Fold, plane
from geo.models import Area
from geo.precision import Precision
from places.models.as_of import AsOfField
from places.models.organization import Organization
from places.opening import the_regions_timezone, validate_hours, validate_timezone
from places.querysets import PlaceQuerySet

_PUBLIC_WORDS = ("name", "slug", "description", "notice", "opening_hours")
_HOUSE_NUMBER = re.compile(r"(\s\d+[a-z]?)+$")


class Visibility(models.TextChoices):
    """Who sees the point of a place. Of a closed one nobody does: its page tells that it is closed, and no search."""

    PUBLIC = "public", _("öffentlich")
    AREA_ONLY = "area_only", _("geschützt: nur die Gemeinde")
    CLOSED = "closed", _("geschlossen")
    HIDDEN = "hidden", _("nur für die Verwaltung")


class Wheelchair(models.TextChoices):
    """Whether one gets in without steps, in OpenStreetMap's words; the empty text means: not known."""

    YES = "yes", _("stufenlos")
    LIMITED = "limited", _("eine kleine Stufe oder Hilfe nötig")
    NO = "no", _("nicht stufenlos")


class Place(models.Model):
    """A site with an address and two points.

    `location` is for staff. Everything public works on `shown_location`, which the database
    itself derives from `location`, `visibility` and the stand-in of the area, and which nobody
    can write. `searchable` and `feature` are derived too: the folded public words, and the
    GeoJSON Feature as text, NULL while it waits to be rendered.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.SlugField(_("Kurzname"), max_length=120, unique=True, help_text=_("steht in der Adresse der Seite"))
    name = models.CharField(_("Name"), max_length=200)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="places", verbose_name=_("Träger")
    )
    description = models.TextField(_("Beschreibung"), blank=True)
    notice = models.TextField(_("Hinweis"), blank=True, help_text=_("was an den Angaben unsicher ist"))
    visibility = models.CharField(_("Sichtbarkeit"), max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    street = models.CharField(_("Straße und Hausnummer"), max_length=200, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    town = models.CharField(_("Ort"), max_length=100, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="places", verbose_name=_("Gemeinde"))
    serves = models.ManyToManyField(Area, blank=True, related_name="served_by", verbose_name=_("zuständig für"))

    location = models.PointField(_("Punkt"), geography=True, null=True, blank=True)
    shown_location = models.PointField(geography=True, null=True, editable=False, spatial_index=False)
    position_precision = models.CharField(
        _("Genauigkeit"), max_length=20, choices=Precision, default=Precision.MUNICIPALITY
    )
    position_source = models.CharField(_("Quelle des Punkts"), max_length=300, blank=True)
    position_note = models.CharField(_("Anmerkung zur Lage"), max_length=300, blank=True)

    email = models.EmailField(_("E-Mail"), blank=True)
    website = models.URLField(_("Website"), blank=True)
    opening_hours = models.CharField(
        _("Öffnungszeiten"),
        max_length=500,
        blank=True,
        validators=[validate_hours],
        help_text=_("OSM-Format, zum Beispiel „Mo-Fr 08:00-12:00“; leer: nicht bekannt"),
    )
    timezone = models.CharField(
        _("Zeitzone"), max_length=40, default=the_regions_timezone, validators=[validate_timezone]
    )
    languages = ArrayField(
        models.CharField(max_length=12),
        verbose_name=_("Sprachen"),
        default=list,
        blank=True,
        help_text=_("Sprachkürzel, zum Beispiel de, ar, fa; leer: nicht bekannt"),
    )
    wheelchair = models.CharField(
        _("stufenlos"), max_length=10, choices=Wheelchair, blank=True, help_text=_("leer: nicht bekannt")
    )
    as_of = AsOfField(_("Stand"), help_text=_("JJJJ, JJJJ-MM oder JJJJ-MM-TT: wann die Angaben stimmten"))
    closed_on = models.DateField(_("geschlossen am"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ersetzt durch")
    )
    edited_at = models.DateTimeField(_("bearbeitet am"), auto_now=True)

    hours_said_on = models.DateField(null=True, editable=False)
    phone_said_on = models.DateField(null=True, editable=False)
    searchable = models.TextField(editable=False, default="")
    feature = models.TextField(editable=False, null=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ("slug",)
        verbose_name = _("Ort")
        verbose_name_plural = _("Orte")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(visibility__in=Visibility.values), name="places_place_visibility"
            ),
            models.CheckConstraint(
                condition=models.Q(position_precision__in=Precision.values), name="places_place_precision"
            ),
            models.CheckConstraint(
                condition=models.Q(visibility="closed", closed_on__isnull=False)
                | ~models.Q(visibility="closed") & models.Q(closed_on=None),
                name="places_place_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(wheelchair__in=["", *Wheelchair.values]), name="places_place_wheelchair"
            ),
        )
        indexes = (
            GistIndex(fields=["shown_location"], name="places_place_shown_location"),
            # It includes what counting asks for: then, no row is fetched from the table. The index above must not:
            # PostgreSQL would walk it alone in the order of distance, and then refuse ("lossy distance functions").
            GistIndex(
                plane("shown_location"), include=["shown_location", "visibility"], name="places_place_shown_plane"
            ),
            models.Index(fields=["id"], name="places_place_stale", condition=models.Q(feature=None)),
            models.Index(fields=["id"], name="places_place_protected", condition=~models.Q(visibility="public")),
            models.Index(Fold("street"), name="places_place_street", condition=~models.Q(street="")),
            GinIndex(fields=["searchable"], opclasses=["gin_trgm_ops"], name="places_place_searchable"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("place", args=[self.slug])

    @property
    def is_shown_to_the_door(self) -> bool:
        """Whether the public may know its address and exact point."""
        return self.visibility == Visibility.PUBLIC

    def clean(self) -> None:
        self.refuse_the_street(self, _PUBLIC_WORDS)
        if not self._state.adding:
            self._refuse_translations()

    def _refuse_translations(self) -> None:
        """Refuse to protect a place whose street stands in a translation: its page there would go on to tell it."""
        spoken = self.translations.model.objects.filter(models.Q(place=self) | models.Q(offer__place=self))
        for translation in spoken.exclude(field="position_note"):  # which is withheld itself
            try:
                self.refuse_the_street(translation, ["text"])
            except ValidationError:
                message = _("In der Übersetzung „%(text)s“ steht die Straße, die niemand erfahren soll.")
                raise ValidationError(message, params={"text": translation}) from None

    def refuse_the_street_anywhere(self) -> None:
        """Refuse where its own words, a translation, an offer, its times, or a phone hold the street, as stored."""
        if self._tells_its_street:
            return
        self.clean()
        for offer in self.offers.prefetch_related("times"):
            offer.clean()
            for times in offer.times.all():
                times.clean()
        for phone in self.phones.all():
            phone.clean()

    @property
    def _tells_its_street(self) -> bool:
        return self.visibility in (Visibility.PUBLIC, Visibility.CLOSED)

    def refuse_the_street(self, part: models.Model, fields: Iterable[str]) -> None:
        """Refuse public words of `part` that hold the street, even without its number, where nobody must know it."""
        street = _HOUSE_NUMBER.sub("", fold(self.street))
        if not street or self._tells_its_street:
            return
        told = [field for field in fields if f" {street} " in f" {fold(getattr(part, field))} "]
        if told:
            raise ValidationError({field: _("Hier steht die Straße, die niemand erfahren soll.") for field in told})


class Phone(models.Model):
    """A number under which a place was reached, and when that was so."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="phones", verbose_name=_("Ort"))
    number = PhoneNumberField(_("Nummer"))
    shown = models.CharField(_("Schreibweise"), max_length=40, help_text=_("zum Beispiel 0491 926-0"))
    contact = models.CharField(_("wer sich meldet"), max_length=200, blank=True)
    as_of = AsOfField(_("Stand"))

    class Meta:
        ordering = ("pk",)
        verbose_name = _("Telefonnummer")
        verbose_name_plural = _("Telefonnummern")
        constraints = (models.UniqueConstraint(fields=["place", "number"], name="places_phone_unique"),)

    def __str__(self) -> str:
        return self.shown

    def clean(self) -> None:
        self.place.refuse_the_street(self, ["contact"])


class Source(models.Model):
    """Where the facts about a place come from."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="sources", verbose_name=_("Ort"))
    title = models.CharField(_("Titel"), max_length=300)
    url = models.URLField(_("Adresse"), max_length=500, blank=True)
    as_of = AsOfField(_("vom"))
    says = models.TextField(_("was dort steht"), blank=True)

    class Meta:
        ordering = ("-as_of", "pk")
        verbose_name = _("Quelle")
        verbose_name_plural = _("Quellen")

    def __str__(self) -> str:
        return self.title
