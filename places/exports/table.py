"""The places of an area as a table for those who edit them: changed there, it is imported again.

It holds exact addresses and points, also of protected places. It is for staff alone, and never for the public.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from geo.models import Area
from places.models import Place, Visibility
from places.spreadsheets import phones_in_words
from places.spreadsheets.comparing import said_by
from places.spreadsheets.fields import BY_KEY
from places.spreadsheets.giving import as_csv, as_workbook
from places.spreadsheets.understanding import Surroundings

COLUMNS = (
    "key", "name", "category", "organization", "street", "postcode", "town", "municipality", "phones", "email",
    "website", "opening_hours", "languages", "wheelchair", "description", "notice", "as_of", "lat", "lon", "precision",
    "visibility",
)  # fmt: skip
_SEPARATOR = "; "
_STEPS = {"yes": "ja", "limited": "teilweise", "no": "nein"}


def headings() -> list[str]:
    return [str(BY_KEY[column].heading) for column in COLUMNS]


def csv_of(area: Area) -> bytes:
    """Return the places of `area`, a municipality or a district, as CSV for Excel."""
    return as_csv(headings(), rows_of(area))


def workbook_of(area: Area) -> bytes:
    """Return the places of `area`, a municipality or a district, as XLSX."""
    return as_workbook(_("Orte"), headings(), rows_of(area))


def rows_of(area: Area) -> Iterable[list[str]]:
    """Yield the cells of each place that is not closed; what an import would not read again is left out."""
    around = Surroundings.read()
    places = Place.objects.in_area(area.key).exclude(visibility=Visibility.CLOSED).order_by("area__key", "slug")
    for place in places.with_all_facts():
        yield _row(place, around)


def _row(place: Place, around: Surroundings) -> list[str]:
    said = said_by(place)
    position = said.pop("position") or {"lat": "", "lon": "", "precision": ""}
    plain = {
        "key": place.slug,
        "category": _SEPARATOR.join(around.kind_in_words(key) for key in said.pop("categories")),
        "municipality": around.municipality_in_words(place.area),
        "visibility": place.get_visibility_display(),
        "wheelchair": _STEPS.get(place.wheelchair, ""),
        "languages": _SEPARATOR.join(said.pop("languages")),
        "phones": phones_in_words(said.pop("phones")),
        "lat": f"{position['lat']}",
        "lon": f"{position['lon']}",
        "precision": place.get_position_precision_display() if position["precision"] else "",
    }
    return [str((said | plain)[column]) for column in COLUMNS]
