"""Imports that somebody began, and the file that begins one."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from geo.languages import saying
from places import roles, spreadsheets
from places.models import Import
from places.spreadsheets import UnreadableTable
from places.spreadsheets.table import MOST_BYTES, MOST_ROWS
from places.staff.importing.access import EditorsPage, ImportPage
from places.staff.importing.downloads import areas_of

PAGE = 20
MOST_MEGABYTES = MOST_BYTES // 1024**2
_STEPS: dict[str, str] = {
    Import.State.READ: "importing:columns",
    Import.State.MAPPED: "importing:locating",
    Import.State.LOCATED: "importing:locating",
    Import.State.PLANNED: "importing:rows",
}


class Upload(forms.Form):
    """A file with a table."""

    file = forms.FileField(
        label=_("Datei"),
        allow_empty_file=True,  # what is wrong with a file is told by what reads it
        error_messages={"required": _("Bitte wählen Sie zuerst eine Datei aus.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.geojson,.json"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            said = _("Die Datei ist zu groß. Höchstens %(most)d MB sind möglich; teilen Sie die Tabelle auf.")
            raise forms.ValidationError(said, params={"most": MOST_MEGABYTES})
        return file


class Imports(EditorsPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, Upload())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = Upload(request.POST, request.FILES)
        if form.is_valid() and (given := _begun(form, request.user)):
            return redirect("importing:columns", given.pk)
        return self._page(request, form, status=400)

    def _page(self, request: HttpRequest, form: Upload, status: int = 200) -> HttpResponse:
        imports = roles.imports_of(request.user).with_parts()
        context = {
            "form": form,
            "page": Paginator(imports, PAGE).get_page(request.GET.get("page")),
            "areas": areas_of(request.user),
            "most_megabytes": MOST_MEGABYTES,
            "most_rows": saying.number(MOST_ROWS),
        }
        return render(request, "staff/importing/imports.html", context, status=status)


def _begun(form: Upload, user: Any) -> Import | None:
    """Return the import of the file; None where it holds no table, which the form tells then."""
    file = form.cleaned_data["file"]
    try:
        return spreadsheets.begin(file.name, file.read(), by=user)
    except UnreadableTable as error:
        form.add_error("file", str(error))
        return None


class NextStep(ImportPage):
    """Leads to the page of the step that an import is at."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect(_STEPS.get(self.given.state, "importing:result"), self.given.pk)
