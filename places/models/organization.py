from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


class Organization(models.Model):
    """Who runs a place."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    slug = models.SlugField(_("Kurzname"), max_length=100, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    website = models.URLField(_("Website"), blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("Träger")
        verbose_name_plural = _("Träger")

    def __str__(self) -> str:
        return self.name
