"""Why a suggestion is rejected: a ready reason, own words, or both. The sender reads it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from places.correspondence import REASONS

LONGEST = 1_000


class Reason(forms.Form):
    ready = forms.ChoiceField(label=_("Grund"), required=False)
    words = forms.CharField(
        label=_("Oder in eigenen Worten"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST, "data-enter": True}),
        help_text=_("Wer eine E-Mail-Adresse angegeben hat, bekommt den Grund geschickt."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="grund-%s")
        field: Any = self.fields["ready"]
        field.choices = [("", _("– bitte wählen –")), *((key, reason) for key, reason in REASONS.items())]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        if not self.errors and not (cleaned["ready"] or cleaned["words"]):
            self.add_error("ready", _("Bitte nennen Sie einen Grund."))
        return cleaned

    @property
    def said(self) -> str:
        """The reason as it is kept: in German, a paragraph for each part."""
        ready, words = self.cleaned_data["ready"], self.cleaned_data["words"]
        return "\n\n".join(filter(None, (str(REASONS[ready]) if ready else "", words.replace("\r\n", "\n"))))
