"""Opening hours in a form: a table of a week, the string that it writes, and how visitors see the coming days."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import Script
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from places import opening, timetable, week
from places.calendars import state_of
from places.models import Place
from places.opening import Hours
from places.timetable import NotATable, Timetable, rows

TEXT, TABLE = "text", "table"


@dataclass(frozen=True)
class Entered:
    """What a form says of hours: the string, what that `was` when the form opened, and the fields of the table.

    `by` is what was changed last, the string or the table, if a script has told.
    """

    text: str
    was: str
    cells: rows.Cells
    by: str = ""

    @classmethod
    def stored(cls, text: str) -> "Entered":
        return cls(text, text, rows.filled(_table(text) or Timetable()))

    def expression(self) -> str:
        """Return the string that is meant. Raises ValidationError where table and string contradict each other."""
        if not self.cells or self.by == TEXT or (self.by != TABLE and self._is_untouched):
            return self.text
        written = timetable.write(rows.said(self.cells))
        if self.by == TABLE or self.text in (self.was, written):
            return written
        raise ValidationError(
            _("Tabelle und OSM-Format sind beide geändert, und sie sagen Verschiedenes. Bitte nur eines ändern.")
        )

    @property
    def _is_untouched(self) -> bool:
        try:
            return rows.said(self.cells) == rows.said(Entered.stored(self.was).cells)
        except rows.Mistakes:
            return False

    @cached_property
    def mistakes(self) -> dict[str, str]:
        """What is wrong with which row."""
        try:
            self.expression()
        except rows.Mistakes as error:
            return error.by_day
        except ValidationError:
            pass
        return {}


def _table(text: str) -> Timetable | None:
    """Return the table of `text`; None if it is too special for one."""
    try:
        return rows.shown(text)
    except NotATable:
        return None


def is_special(text: str) -> bool:
    """Tell whether `text` says more than the table can show."""
    return _table(text) is None


def preview(hours: Hours) -> SafeString:
    """Return the coming seven days as HTML; "" where no hours are known."""
    if not hours.expression:
        return SafeString("")
    seen = week.open_hours(hours, timezone.now())
    return render_to_string("places/_hours_preview.html", {"hours": seen})


class HoursWidget(forms.Widget):
    """Asks for hours. The table has no JavaScript behind it that matters: the server reads its fields."""

    use_fieldset = True
    subject: Model | None = None
    """A place, or an offer of one."""

    @property
    def media(self) -> forms.Media:
        scripts: list[Any] = [Script("places/js/hours_field.js", type="module")]
        return forms.Media(css={"all": ["places/css/admin.css"]}, js=scripts)

    def id_for_label(self, id_: str) -> str:
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Entered | None:
        if name not in data:
            return None
        text = data[name].strip()
        was = data.get(f"{name}-was", text).strip()
        return Entered(text, was, rows.cells(data, name), data.get(f"{name}-by", ""))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        entered = value if isinstance(value, Entered) else Entered.stored(value or "")
        attrs, place = attrs or {}, self._place
        context = {
            "name": name,
            "id": attrs.get("id", ""),
            "is_wrong": "aria-invalid" in attrs,
            "max_length": rows.LONGEST,
            "entered": entered,
            "is_special": is_special(entered.text),
            "days": _days(entered),
            "address": reverse("admin:places_place_hours"),
            "place": place,
            "timezone": place.timezone if place else opening.the_regions_timezone(),
            "preview": _preview(entered, place),
        }
        return render_to_string("places/_hours_field.html", context)

    @property
    def _place(self) -> Place | None:
        subject: Any = self.subject
        if isinstance(subject, Place):
            return subject
        place: Place | None = subject.place if subject and subject.place_id else None
        return place


def _preview(entered: Entered, place: Place | None) -> SafeString:
    """Return the preview of what would be saved; "" where nothing could be."""
    if not place:
        return SafeString("")
    try:
        text = entered.expression()
        opening.validate_hours(text or "off")
        opening.validate_timezone(place.timezone)
    except ValidationError:
        return SafeString("")
    return preview(Hours(text, place.timezone, state_of(place.area.key) if place.area_id else ""))


def _days(entered: Entered) -> list[dict[str, Any]]:
    """Return the rows for the template."""
    cells = entered.cells or Entered.stored(entered.text).cells
    return [
        {
            "key": key,
            "label": label,
            "kind": cells.get(f"{key}-kind", ""),
            "kinds": rows.KINDS.items(),
            "spans": [
                {"number": number, "start": cells.get(f"{key}-{number}-from"), "end": cells.get(f"{key}-{number}-to")}
                for number in range(1, rows.SPANS + 1)
            ],
            "mistake": entered.mistakes.get(key, ""),
        }
        for key, label in rows.NAMES.items()
    ]


class HoursField(forms.CharField):
    """The string of opening hours, by table or as such."""

    widget = HoursWidget

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value.expression() if isinstance(value, Entered) else value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != (initial or "")
        except ValidationError:
            return True


class AsksForHours:
    """An admin, or an inline of one, whose form has hours."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "opening_hours":
            return db_field.formfield(form_class=HoursField, help_text="")
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]


class HoursForm(forms.ModelForm):  # type: ignore[type-arg]
    """The form of a place, or of an offer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tell(self, self.instance)


class HoursFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """The forms of what hangs on a place, or on an offer."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        _tell(form, self.instance)


def _tell(form: Any, subject: Model) -> None:
    if field := form.fields.get("opening_hours"):  # those who may only read have none
        field.widget.subject = subject
