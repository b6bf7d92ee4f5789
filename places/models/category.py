from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide

from places.querysets import CategoryQuerySet


def validate_icon(name: str) -> None:
    """Refuse a name that is none of Lucide's icons."""
    try:
        lucide(name)
    except IconDoesNotExist:
        raise ValidationError(_("„%(name)s“ ist kein Lucide-Symbol."), params={"name": name}) from None


class Category(models.Model):
    """A kind of help, with the icon and colour that stand for it."""

    key = models.SlugField(_("Schlüssel"), max_length=40, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    explanation = models.TextField(_("Erklärung"), blank=True)
    icon = models.CharField(
        _("Symbol"), max_length=40, validators=[validate_icon], help_text=_("Name eines Lucide-Symbols")
    )
    colour = models.CharField(
        _("Farbe"),
        max_length=7,
        validators=[RegexValidator(r"^#[0-9a-f]{6}$")],
        help_text=_("#rrggbb, dunkel genug für Weiß"),
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    osm_tags = models.JSONField(_("OpenStreetMap-Tags"), default=dict, blank=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ("position", "key")
        verbose_name = _("Kategorie")
        verbose_name_plural = _("Kategorien")

    def __str__(self) -> str:
        return self.name
