"""Tables to take along: a template, an example, one's own places, and what is wrong with an import."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from geo.models import Area
from places import roles
from places.exports import table
from places.spreadsheets.giving import CSV_TYPE, XLSX_TYPE
from places.spreadsheets.reporting import problems_csv
from places.spreadsheets.template import template_csv, template_workbook
from places.staff.importing.access import EditorsPage, ImportPage

_TYPES = {"csv": CSV_TYPE, "xlsx": XLSX_TYPE}
_TEMPLATES: dict[str, Callable[..., bytes]] = {"csv": template_csv, "xlsx": template_workbook}
_PLACES: dict[str, Callable[[Area], bytes]] = {"csv": table.csv_of, "xlsx": table.workbook_of}


def areas_of(user: Any) -> list[Area]:
    """Return the areas whose places `user` may take along: whole districts first."""
    return [*roles.editable_districts(user).without_outlines(), *roles.editable_areas(user).without_outlines()]


class Template(EditorsPage):
    """The headings that are understood as they stand; with a row as an example."""

    def get(self, request: HttpRequest, ending: str, *, with_example: bool = False) -> HttpResponse:
        name = _("beispiel") if with_example else _("vorlage")
        return _file(_TEMPLATES[ending](with_example=with_example), name, ending)


class OwnTable(EditorsPage):
    """The places of an area, to be changed in a spreadsheet and imported again."""

    def get(self, request: HttpRequest, ending: str) -> HttpResponse:
        key = request.GET.get("area", "")
        area = next((each for each in areas_of(request.user) if each.key == key), None)
        if area is None:
            raise Http404
        return _file(_PLACES[ending](area), _("orte-%(key)s") % {"key": key}, ending)


class Problems(ImportPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        return _file(problems_csv(self.given), _("hinweise-%(number)d") % {"number": self.given.pk}, "csv")


def _file(content: bytes, name: str, ending: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}.{ending}"'
    return HttpResponse(content, content_type=_TYPES[ending], headers={"Content-Disposition": disposition})
