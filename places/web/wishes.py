"""When and with whom: the part of the question of which it may not be known whether it is so."""

import datetime
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geo.languages import LANGUAGES, saying
from places.slots import languages_spoken

NOW, CHOSEN = "now", "at"
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
OFTEN_SPOKEN = (
    "bg", "ckb", "es", "hr", "hu", "it", "nl", "pl", "prs", "ps", "pt", "ro", "so", "sq", "sr", "ur", "vi", "zh",
)  # fmt: skip


class WishForm(forms.Form):
    """Now or at a chosen time, in a language, without steps."""

    when = forms.ChoiceField(
        label=_("Wann?"),
        choices=[("", _("egal wann")), (NOW, _("jetzt geöffnet")), (CHOSEN, _("andere Zeit"))],
        required=False,
        error_messages={"invalid_choice": _("Diese Auswahl gibt es nicht. Sie sehen alle Orte.")},
    )
    day = forms.DateField(
        label=_("Tag"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        required=False,
        error_messages={"invalid": _("Das ist kein Tag. Bitte geben Sie ihn so ein: 26.11.2026.")},
    )
    time = forms.TimeField(
        label=_("Uhrzeit"),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M", "%H"],
        required=False,
        error_messages={"invalid": _("Das ist keine Uhrzeit. Bitte geben Sie sie so ein: 15:00.")},
    )
    language = forms.CharField(
        label=_("Sprache"),
        required=False,
        validators=[RegexValidator("^[a-z]{2,3}$", _("Diese Sprache kennen wir nicht. Bitte wählen Sie eine aus."))],
    )
    wheelchair = forms.ChoiceField(
        label=_("Ohne Stufen"),
        choices=[
            ("", _("egal")),
            ("yes", _("ganz ohne Stufen")),
            ("limited", _("eine kleine Stufe geht")),
        ],
        required=False,
        error_messages={"invalid_choice": _("Diese Auswahl gibt es nicht. Sie sehen alle Orte.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("when") == NOW:
            cleaned["open_at"] = timezone.now().astimezone(datetime.UTC).replace(second=0, microsecond=0)
        elif cleaned.get("when") == CHOSEN and "day" in cleaned and "time" in cleaned:
            self._choose(cleaned)
        return cleaned

    def _choose(self, cleaned: dict[str, Any]) -> None:
        """Set the chosen moment, as the clocks of the region show it; without a day it is today."""
        day = cleaned["day"] or timezone.localdate()
        if cleaned["time"] is None:
            self.add_error("time", _("Bitte geben Sie auch eine Uhrzeit ein, zum Beispiel 15:00."))
        elif not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self.add_error("day", _("So weit reicht unser Kalender nicht. Bitte wählen Sie einen anderen Tag."))
        else:
            moment = datetime.datetime.combine(day, cleaned["time"].replace(second=0), timezone.get_default_timezone())
            cleaned["open_at"] = moment.astimezone(datetime.UTC)

    @property
    def has_mistaken_wish(self) -> bool:
        """Whether a field is to be corrected; what was understood is told with the answer."""
        return any(name in self.errors for name in WishForm.base_fields)

    @property
    def moment(self) -> datetime.datetime | None:
        """The moment that is asked for, as the clocks of the region show it."""
        found: datetime.datetime | None = getattr(self, "cleaned_data", {}).get("open_at")
        return found and found.astimezone(timezone.get_default_timezone())

    @property
    def same_moment(self) -> dict[str, str]:
        """What asks for the moment of this answer again: the second page of a list is not of a later now."""
        moment = self.moment
        return {"when": CHOSEN, "day": f"{moment:%Y-%m-%d}", "time": f"{moment:%H:%M}"} if moment else {}

    def languages(self, edition: int) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the languages to choose from, by name: those that are known of places, and others."""
        spoken = set(languages_spoken(edition))
        others = {language.code for language in LANGUAGES} | {*OFTEN_SPOKEN, self.spoken} - {""}
        return [
            (str(title), sorted(((code, saying.language(code)) for code in codes), key=lambda each: each[1].casefold()))
            for title, codes in ((_("hier bekannt"), spoken), (_("weitere Sprachen"), others - spoken))
            if codes
        ]

    @property
    def spoken(self) -> str:
        """The language that is asked for."""
        return "" if "language" in self.errors else str(self.data.get("language", ""))
