"""How the admin's forms ask for what the models hold."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from geo.languages import saying

_CODE = RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("ist kein Sprachkürzel. Zum Beispiel de, ar oder fa."))


_OFTEN = ("de", "en", "ar", "fa", "prs", "uk", "ru", "tr", "fr", "ku", "ti")
_ALSO = (
    "sq", "am", "bg", "ckb", "hi", "it", "hr", "nl", "ps", "pl", "pt", "rom", "ro", "sr", "so", "es", "ta", "ur",
    "vi", "zh",
)  # fmt: skip


class LanguagesWidget(forms.Widget):
    """Languages to tick by their names, what was known first and in its order; codes of others in a field of text."""

    use_fieldset = True

    def id_for_label(self, id_: str) -> str:
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        ticked = data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]
        return " ".join((*ticked, data.get(f"{name}-more", "")))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False  # nothing ticked sends nothing

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        known = _codes(value)
        ticked = [code for code in known if _CODE.regex.fullmatch(code)]  # type: ignore[union-attr]
        context = {
            "name": name,
            "ticked": _named(ticked),
            "often": _named(code for code in _OFTEN if code not in ticked),
            "also": sorted(_named(code for code in _ALSO if code not in ticked), key=lambda each: each[1]),
            "more": " ".join(code for code in known if code not in ticked),
        }
        return render_to_string("places/_languages_field.html", context)


def _codes(text: Any) -> list[str]:
    return list(dict.fromkeys(str(text or "").replace(",", " ").lower().split()))


def _named(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, saying.language(code)) for code in codes]


class LanguagesField(SimpleArrayField):
    """Codes of languages, ticked or between commas or spaces, in small letters and each once."""

    widget = LanguagesWidget

    def __init__(self, base_field: forms.Field, **kwargs: Any) -> None:
        base_field.validators.append(_CODE)
        super().__init__(base_field, **kwargs)
        self.error_messages["item_invalid"] = _("Nummer %(nth)s:")

    def clean(self, value: Any) -> list[str]:
        return list(super().clean(",".join(_codes(value))))


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
