"""How the admin's forms ask for what the models hold."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

_CODE = RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("ist kein Sprachkürzel. Zum Beispiel de, ar oder fa."))


class LanguagesField(SimpleArrayField):
    """Codes of languages, between commas or spaces, in small letters and each once."""

    def __init__(self, base_field: forms.Field, **kwargs: Any) -> None:
        base_field.validators.append(_CODE)
        super().__init__(base_field, **kwargs)
        self.error_messages["item_invalid"] = _("Nummer %(nth)s:")

    def clean(self, value: Any) -> list[str]:
        codes = str(value or "").replace(",", " ").lower().split()
        return list(super().clean(",".join(dict.fromkeys(codes))))


OVERRIDES: dict[Any, dict[str, Any]] = {
    ArrayField: {"form_class": LanguagesField},
    models.TextField: {"widget": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})},
    models.URLField: {"assume_scheme": "https"},
}


class ListField(SimpleArrayField):
    """Words between commas, each once."""

    def clean(self, value: Any) -> list[str]:
        words = (" ".join(word.split()) for word in str(value or "").split(","))
        return list(super().clean(",".join(dict.fromkeys(word for word in words if word))))


SYNONYMS: dict[Any, dict[str, Any]] = {
    ArrayField: {"form_class": ListField, "widget": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}
}
