"""What would become of all rows: counted, one sort of them at a time, in words and on a map."""

from typing import Any

from django.contrib.gis.geos import Point
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo import basemap
from geo.basemap import Pin
from geo.precision import Precision
from places.models import Import, ImportRow
from places.querysets import ImportRowQuerySet
from places.staff.importing.access import ImportPage
from places.staff.importing.telling import Told, Words, told

PAGE = 25
WIDTH_PX, HEIGHT_PX = 560, 400
_ALONE_M = 3_000
_PLAIN, _OUTSIDE = "#0b5a60", "#a3201f"
Outcome = ImportRow.Outcome

SORTS = {
    "": gettext_lazy("alle"),
    Outcome.ERROR: gettext_lazy("fehlerhaft"),
    Outcome.DUPLICATE: gettext_lazy("wohl doppelt"),
    Outcome.NEW: gettext_lazy("neu"),
    Outcome.CHANGED: gettext_lazy("geändert"),
    Outcome.SAME: gettext_lazy("unverändert"),
    Outcome.SKIPPED: gettext_lazy("ausgelassen"),
    "warned": gettext_lazy("mit Warnung"),
    "outside": gettext_lazy("Punkt außerhalb der Gemeinde"),
    "unfound": gettext_lazy("Adresse nicht gefunden"),
}
"""The sorts of rows that one may look through, by their name in an address."""


class CheckedRows(ImportPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        if self.given.state != Import.State.PLANNED:
            return self.to_the_step()
        counts = counted(self.given)
        sort = sort_in(request)
        page = Paginator(self.given.rows.sorted_as(sort).with_parts(), PAGE).get_page(request.GET.get("page"))
        entries = told(self.given, page, Words.of(request.user))
        context = {
            "given": self.given,
            "sorts": [(each, label, counts[each]) for each, label in SORTS.items() if counts[each] or each == sort],
            "sort": sort,
            "query": urlencode({"sort": sort}) if sort else "",
            "here": here(request),
            "page": page,
            "entries": entries,
            "duplicates": [each.row.number for each in entries if each.row.outcome == Outcome.DUPLICATE],
            "picture": picture(entries),
            "errors": counts[Outcome.ERROR],
        }
        return render(request, "staff/importing/rows.html", context)


def sort_in(request: HttpRequest) -> str:
    """Return which sort of rows an address asks for; all, where it names none that there is."""
    wanted = request.GET.get("sort", "")
    return wanted if wanted in SORTS else ""


def here(request: HttpRequest) -> str:
    """Return the query that leads back to the same rows."""
    page = request.GET.get("page", "")
    said = {"sort": sort_in(request), "page": page if page.isascii() and page.isdecimal() else ""}
    return urlencode({name: value for name, value in said.items() if value})


def counted(given: Import) -> dict[str, int]:
    """Return how many rows there are of each sort."""
    rows: ImportRowQuerySet = given.rows.all()
    of_outcomes = {each: int(given.counts.get(each, 0)) for each in Outcome.values}
    more = {"warned": int(given.counts.get("warnings", 0)), **rows.to_look_at()}
    return {"": sum(of_outcomes.values()), **of_outcomes, **more}


def picture(entries: list[Told]) -> Any:
    """Return a map with the points of the rows of a page; "" without any."""
    pins = [Pin(each.row.point, str(each.mark), _colour(each), _is_vague(each)) for each in entries if each.row.point]
    if not pins:
        return ""
    centre: Point = pins[0].location
    return basemap.picture_svg(
        centre=centre,
        radius_m=None if len(pins) > 1 else _ALONE_M,
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
        pins=pins,
        outlined=False,
        title=_("Karte der Punkte dieser Seite"),
    )


def _colour(told: Told) -> str:
    """Return red for a point that is not where its municipality is."""
    is_outside = any(each["field"] == "municipality" and each["kind"] == "warning" for each in told.row.problems)
    return _OUTSIDE if is_outside else _PLAIN


def _is_vague(told: Told) -> bool:
    return bool(told.row.precision) and Precision(told.row.precision).approximate
