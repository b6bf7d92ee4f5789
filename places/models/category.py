from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide

from places.models.told import OTHER_LANGUAGES, Told, TranslatedBy
from places.querysets import CategoryQuerySet

_SAID = ("name", "explanation", "cost", "privacy")


def validate_icon(name: str) -> None:
    """Refuse a name that is none of Lucide's icons."""
    try:
        lucide(name)
    except IconDoesNotExist:
        raise ValidationError(_("„%(name)s“ ist kein Lucide-Symbol."), params={"name": name}) from None


class Words(models.Model):
    """What is said of a kind of help."""

    name = models.CharField(_("Name"), max_length=80)
    explanation = models.TextField(_("Was ist das?"), blank=True)
    cost = models.TextField(_("Kostet das etwas?"), blank=True)
    privacy = models.TextField(_("Werden meine Daten weitergegeben?"), blank=True)
    synonyms = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("Suchwörter"),
        default=list,
        blank=True,
        help_text=_("was Menschen eingeben, die diese Hilfe suchen; mit Kommas dazwischen"),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Category(Words):
    """A kind of help with its German words, and the icon and colour that stand for it."""

    key = models.SlugField(_("Schlüssel"), max_length=40, unique=True)
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

    @property
    def told(self) -> dict[str, Told]:
        """Its words in the language that `in_language` asked for; what that lacks is told in German."""
        return {field: self._told(field) for field in _SAID}

    @property
    def told_synonyms(self) -> list[str]:
        """What people who speak the language of `in_language` search by; German words where it has none."""
        said = getattr(self, "said", None)
        return list((said and said.synonyms) or self.synonyms)

    def _told(self, field: str) -> Told:
        german, said = getattr(self, field), getattr(self, "said", None)
        if said is None or not getattr(said, field):
            return Told(german)
        return Told(getattr(said, field), said.language, german, said.state == TranslatedBy.MACHINE)


class CategoryWords(Words):
    """The words of a category in another language."""

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="words", verbose_name=_("Kategorie"))
    language = models.CharField(_("Sprache"), max_length=12, choices=OTHER_LANGUAGES)
    state = models.CharField(_("übersetzt"), max_length=20, choices=TranslatedBy, default=TranslatedBy.HAND)

    class Meta:
        ordering = ("category__position", "language")
        verbose_name = _("Wörter einer Kategorie")
        verbose_name_plural = _("Wörter der Kategorien")
        constraints = (models.UniqueConstraint(fields=["category", "language"], name="places_words_unique"),)
