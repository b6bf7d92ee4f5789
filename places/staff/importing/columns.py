"""Which column is which field: guessed, and to be corrected before anything is looked up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.models import Area
from places import roles, spreadsheets
from places.models import Import
from places.models.as_of import validate_as_of
from places.spreadsheets import WrongMapping
from places.spreadsheets.columns import Guess
from places.spreadsheets.fields import BY_KEY, FIELDS
from places.staff.importing.access import ImportPage

LEFT_OUT = ("", gettext_lazy("bleibt außer Acht"))
CHOICES = [LEFT_OUT, *((field.key, field.heading) for field in FIELDS)]


@dataclass(frozen=True)
class Column:
    """A column before the clerk: its guess, and why it is taken for what it is."""

    guess: Guess
    field: forms.BoundField
    why: str


class Mapping(forms.Form):
    """The field of each column, and what holds for rows that do not say it themselves."""

    area = forms.ModelChoiceField(
        Area.objects.none(), required=False, label=gettext_lazy("Gemeinde"), empty_label=gettext_lazy("keine")
    )
    as_of = forms.CharField(
        required=False,
        max_length=10,
        label=gettext_lazy("Stand"),
        help_text=gettext_lazy("Wann die Angaben stimmten: 2026, 2026-11 oder 2026-11-25."),
        validators=[validate_as_of],
    )

    def __init__(self, given: Import, user: Any, data: Any = None) -> None:
        super().__init__(data, initial={"area": given.area_id, "as_of": given.as_of})
        self.given = given
        area: Any = self.fields["area"]
        area.queryset = roles.editable_areas(user).without_outlines().order_by("name")
        for index, heading in enumerate(given.headings):
            self.fields[_name(index)] = forms.ChoiceField(
                choices=CHOICES, required=False, label=heading, initial=given.mapping[index]
            )

    def columns(self) -> Iterator[Column]:
        for guess in spreadsheets.guesses(self.given):
            yield Column(guess, self[_name(guess.column)], _why(guess, self.given))

    @property
    def mapping(self) -> dict[int, str]:
        return {index: self.cleaned_data[_name(index)] for index, _heading in enumerate(self.given.headings)}


def _name(column: int) -> str:
    return f"column-{column}"


def _why(guess: Guess, given: Import) -> str:
    if given.mapping[guess.column] == guess.field:
        return guess.why
    is_new = given.state == Import.State.READ
    return _("wie beim letzten Import dieser Spalten") if is_new else _("von Ihnen zugeordnet")


class Columns(ImportPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(Mapping(self.given, request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = Mapping(self.given, request.user, request.POST)
        if not form.is_valid() or not self._mapped(form):
            return self._page(form, status=400)
        return redirect("importing:locating", self.given.pk)

    def _mapped(self, form: Mapping) -> bool:
        """Take over what was said; where that cannot be, the form tells it."""
        said = form.cleaned_data
        try:
            spreadsheets.map_columns(
                self.given, form.mapping, by=self.request.user, area=said["area"], as_of=said["as_of"]
            )
        except WrongMapping as error:
            form.add_error(None, str(error))
            return False
        return True

    def _page(self, form: Mapping, status: int = 200) -> HttpResponse:
        if not self.given.is_open:
            return self.to_the_step()
        context = {"given": self.given, "form": form, "columns": list(form.columns()), "name": BY_KEY["name"].heading}
        return render(self.request, "staff/importing/columns.html", context, status=status)
