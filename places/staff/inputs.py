"""Facts as a form asks for them, and what was typed as facts."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geo.languages import LANGUAGES, saying
from places import facts
from places.facts import BadFact, Facts
from places.models import Category, Place, Wheelchair
from places.spreadsheets.understanding import plain_hours
from places.spreadsheets.understanding.problems import BadCell
from places.staff import wording
from places.staff.seeing import ABOUT_CLOSING, label
from places.suggesting import about_closing

_MORE_LANGUAGES = (
    "prs", "sq", "am", "bg", "ckb", "hi", "it", "hr", "nl", "ps", "pl", "pt", "rom", "ro", "sr", "so", "es", "ta", "ur",
    "vi", "zh",
)  # fmt: skip
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_PHONE = re.compile(r"(?P<shown>.+?)\s*(?:,(?P<after>.*)|\((?P<within>[^\d()][^()]*)\))?", re.DOTALL)
_LONG = {"description"}


class FactField(forms.CharField):
    """A text; `typed` makes it of a fact, `read` a fact of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else self.typed(value)

    def typed(self, value: Any) -> str:
        return str(value or "")

    def read(self, text: str, initial: Any) -> Any:
        return text


class PhonesField(FactField):
    """A number a line, and after a comma, or in brackets as pages show it, who answers it."""

    widget = forms.Textarea(attrs={"rows": 3})

    def typed(self, value: Any) -> str:
        return "\n".join(", ".join(filter(None, (each["shown"], each["contact"]))) for each in value or ())

    def read(self, text: str, initial: Any) -> Any:
        known = {each["shown"]: each["number"] for each in initial or ()}
        lines = (_read_phone(line.strip(), known) for line in text.splitlines() if line.strip())
        return [
            {"number": known.get(shown, shown), "shown": shown, "contact": contact.strip()} for shown, contact in lines
        ]


def _read_phone(line: str, known: Collection[str]) -> tuple[str, str]:
    read = _PHONE.fullmatch(line)
    if read is None or line in known:
        return line, ""
    return read["shown"].strip(), read["after"] or read["within"] or ""


class HoursField(FactField):
    """Hours as a clerk writes them, or as OpenStreetMap does."""

    def read(self, text: str, initial: Any) -> str:
        try:
            return plain_hours.read(text)[0] if text else ""
        except BadCell:
            return text


class PositionField(FactField):
    """Latitude and longitude in degrees, as map applications copy them."""

    def typed(self, value: Any) -> str:
        return f"{value['lat']}, {value['lon']}" if value else ""

    def read(self, text: str, initial: Any) -> Any:
        numbers = [float(each.replace(",", ".")) for each in _NUMBER.findall(text)]
        if not text:
            return None
        return {"lat": numbers[0], "lon": numbers[1]} if len(numbers) == 2 else text


class _Ticked(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def read(self, value: list[str], initial: Any) -> Any:
        first = [code for code in initial or () if code in value]
        return [*first, *(code for code in value if code not in first)]


class LanguagesField(_Ticked):
    """Languages by their names, those that are known first."""

    def __init__(self, known: Iterable[str], **kwargs: Any) -> None:
        codes = dict.fromkeys([*known, *(each.code for each in LANGUAGES), *_MORE_LANGUAGES])
        super().__init__(choices=[(code, saying.language(code)) for code in codes], **kwargs)


class CategoriesField(_Ticked):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=Category.objects.values_list("key", "name"), **kwargs)


class WheelchairField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, choices=[("", _("nicht bekannt")), *Wheelchair.choices], **kwargs)

    def read(self, value: str, initial: Any) -> str:
        return value


class FactsForm(forms.Form):
    """Asks for the facts `values`, by their names. What is typed is cleaned by `places.facts`, whose rules it tells.

    `of` is the identifier of the form element that the inputs belong to, wherever they stand.
    """

    def __init__(self, values: Mapping[str, Any], place: Place | None, data: Any = None, *, of: str = "") -> None:
        super().__init__(data, initial=dict(values), prefix="fact", auto_id="angabe-%s", use_required_attribute=False)
        self.place = place
        self.facts: Facts = {}
        for name, value in values.items():
            self.fields[name] = field = _field(name, value, label(name, place))
            field.widget.attrs |= {"form": of} if of else {}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        for name in [each for each in self.fields if each in cleaned and not self._is_omitted(each)]:
            field: Any = self.fields[name]
            try:
                self.facts[name] = self._cleaned(name, field.read(cleaned[name], self.initial[name]))
            except BadFact as error:
                self.add_error(name, str(error.rule.said))
        return cleaned

    def _is_omitted(self, name: str) -> bool:
        """Whether the field `name` was not sent at all, which is something else than empty."""
        widget = self.fields[name].widget
        return bool(widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name)))

    def changed(self) -> Facts:
        """Return what was typed that is different from what was shown."""
        return {name: value for name, value in self.facts.items() if value != self._shown(name)}

    def _shown(self, name: str) -> Any:
        try:
            return self._cleaned(name, self.initial[name])
        except BadFact:
            return self.initial[name]

    def _cleaned(self, name: str, value: Any) -> Any:
        if name in ABOUT_CLOSING:
            return about_closing(name, value, self.place) if value else ""
        return value if name == "position" and value is None else facts.clean(name, value, self.place)


def _field(name: str, value: Any, said: str) -> forms.Field:
    part = facts.offer_of(name)
    kind = part[1] if part else name
    if kind == "phones":
        return PhonesField(label=said, help_text=_("Eine Nummer je Zeile; nach einem Komma, wer sich meldet."))
    if kind == "position":
        return PositionField(label=said, help_text=_("Breite und Länge in Grad, zum Beispiel: 53.2331, 7.4564"))
    if kind == "languages":
        return LanguagesField(value or (), label=said)
    if kind == "categories":
        return CategoriesField(label=said)
    if kind == "wheelchair":
        return WheelchairField(label=said)
    if kind == "closed_on":
        return FactField(label=said, widget=forms.TextInput(attrs={"type": "date"}))
    if kind == "replaced_by":
        return FactField(label=said, help_text=_("Der Kurzname aus der Adresse der Seite, zum Beispiel: rathaus-leer"))
    if kind == "opening_hours":
        return HoursField(label=said, help_text=_hours_hint(value))
    return FactField(label=said, widget=forms.Textarea(attrs={"rows": 5}) if kind in _LONG else forms.TextInput())


def _hours_hint(value: Any) -> str:
    read = wording.hours(value) if value else ""
    example = str(_("Zum Beispiel: Mo-Fr 8-12 Uhr, Do 14-17 Uhr. An Feiertagen zu: Mo-Fr 08:00-12:00; PH off"))
    return f"{example}\n{read}".strip()
