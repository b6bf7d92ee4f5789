"""What is typed to sign in."""

from typing import Any

from django import forms
from django.contrib.auth import forms as auth
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

_LONGEST_PASSWORD = 1000
_UNREADABLE = _("Das haben wir nicht verstanden.")


class _Asked(forms.Form):
    """Tells each field, to the eye and to a screen reader, what is wrong with its answer."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")
        for field in self.fields.values():
            field.error_messages["null_characters_not_allowed"] = _UNREADABLE
            field.widget.attrs.update(autocapitalize="none", spellcheck="false")


class NameAndPassword(_Asked):
    name = auth.UsernameField(
        label=_("Benutzername"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        error_messages={"required": _("Bitte geben Sie Ihren Benutzernamen ein."), "max_length": _UNREADABLE},
    )
    password = forms.CharField(
        label=_("Passwort"),
        max_length=_LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Bitte geben Sie Ihr Passwort ein."), "max_length": _UNREADABLE},
    )


class Code(_Asked):
    """Six digits, with spaces where the device shows them."""

    code = forms.RegexField(
        r"^[0-9]{6}$",
        label=_("Code"),
        help_text=_("Sechs Ziffern, die die App auf Ihrem Gerät jetzt zeigt."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={
            "required": _("Bitte geben Sie den Code ein, den Ihr Gerät zeigt."),
            "invalid": _("Der Code hat sechs Ziffern."),
            "max_length": _("Der Code hat sechs Ziffern."),
        },
    )

    def __init__(self, data: Any = None) -> None:
        if data and "code" in data:
            data = {"code": "".join(str(data["code"])[:100].split())}
        super().__init__(data)


class RecoveryCode(_Asked):
    recovery = forms.CharField(
        label=_("Notfallcode"),
        help_text=_("Einer der zehn Codes, die Sie beim Einrichten erhalten haben. Er gilt danach nicht mehr."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Bitte geben Sie einen Ihrer Notfallcodes ein."),
            "max_length": _("Ein Notfallcode hat zehn Zeichen."),
        },
    )


class NewPassword(auth.SetPasswordForm):  # type: ignore[type-arg]
    """The own password, and a new one. Whether the old one is right is not this form's to say."""

    old = forms.CharField(
        label=_("Ihr jetziges Passwort"),
        max_length=_LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "new_password1", "new_password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["new_password1"].help_text = _(
            "Mindestens zwölf Zeichen, kein häufiges Wort. Mehrere Wörter hintereinander sind gut zu merken."
        )
        self.fields["new_password2"].help_text = ""
        for name in ("new_password1", "new_password2"):
            self.fields[name].validators.append(MaxLengthValidator(_LONGEST_PASSWORD))
