"""The cells of a row -> what they say of a place, and what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.contrib.gis.geos import Point
from django.utils.translation import gettext as _

from geo.coordinates import point
from geo.folding import fold
from geo.precision import Precision
from places.spreadsheets.understanding.degrees import Degrees
from places.spreadsheets.understanding.problems import BadCell, Problem
from places.spreadsheets.understanding.readers import read
from places.spreadsheets.understanding.surroundings import Surroundings

__all__ = ["BadCell", "Problem", "Surroundings", "Understood", "position_of", "understand"]

_DECIMALS = 6
_ADDRESS = ("street", "postcode", "town")


@dataclass
class Understood:
    """What a row says, by field, as JSON holds it; what it leaves open is missing."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def identity(self) -> str:
        """Name and address in compared form, as a digest; "" where that is too little to tell places apart.

        Lists call one town "Leer" and "Leer (Ostfriesland)": beside street and postcode its name says nothing more.
        """
        name, street, postcode, town = (fold(self.values.get(each, "")) for each in ("name", *_ADDRESS))
        where = [street, postcode, "" if street and postcode else town, self.values.get("municipality", "")]
        return sha256("|".join([name, *where]).encode()).hexdigest() if name and any(where) else ""


def understand(cells: Sequence[str], mapping: Sequence[str], around: Surroundings) -> Understood:
    """Return what `cells` say, whose fields are `mapping`."""
    row = _Row(around)
    for column, name in enumerate(mapping):
        text = cells[column] if name else ""
        if text:
            row.take(column, name, text)
    row.put_together(mapping)
    return row.made


class _Row:
    """A row that is being read, cell by cell, and then as a whole."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.made = Understood()
        self.found: dict[str, Any] = {}
        self.columns: dict[str, int] = {}

    def take(self, column: int, name: str, text: str) -> None:
        try:
            value, told = read(name, text, self.around)
        except BadCell as bad:
            self._tell("error", str(bad), name, column)
            return
        if told:
            self._tell("told", told, name, column)
        both = name in self.found and isinstance(value, list)
        self.found[name] = (
            self.found[name] + [each for each in value if each not in self.found[name]] if both else value
        )
        self.columns.setdefault(name, column)

    def _tell(self, kind: Any, text: str, name: str = "", column: int | None = None) -> None:
        self.made.problems.append(Problem(kind, text, column, name))

    def put_together(self, mapping: Sequence[str]) -> None:
        """Make one address, one point and one name of the parts."""
        self._address()
        self._point()
        for name, value in self.found.items():
            self.made.values["categories" if name == "category" else name] = value
        has_failed = {problem.field for problem in self.made.problems if problem.kind == "error"}
        if not self.made.values.get("name") and "name" not in has_failed:
            column = list(mapping).index("name") if "name" in mapping else None
            self._tell("error", _("Der Name fehlt."), "name", column)
        where = (*_ADDRESS, "municipality", "position")
        if not any(self.made.values.get(name) for name in where) and not has_failed & {*where, "lat", "lon"}:
            self._tell("error", _("Es fehlt, wo das ist: eine Adresse, eine Gemeinde oder ein Punkt."))

    def _address(self) -> None:
        whole, number = self.found.pop("address", {}), self.found.pop("house_number", "")
        for name, part in (whole or {}).items():
            self.found.setdefault(name, part)
        street = self.found.get("street", "")
        if street and number and not fold(street).endswith(f" {fold(number)}"):
            self.found["street"] = f"{street} {number}"

    def _point(self) -> None:
        lat, lon = self.found.pop("lat", None), self.found.pop("lon", None)
        pair = self.found.pop("coordinates", None)
        column = self.columns.get("lat", self.columns.get("lon", self.columns.get("coordinates")))
        if pair and not (lat and lon):
            lat, lon = pair
        if not lat and not lon:
            return
        if not (lat and lon):
            self._tell("error", _("Zum Punkt gehören Breite und Länge; eine davon fehlt."), "lat", column)
            return
        try:
            self._put(lat, lon, column)
        except BadCell as bad:
            self._tell("error", str(bad), "lat", column)

    def _put(self, lat: Degrees, lon: Degrees, column: int | None) -> None:
        if not lat.value and not lon.value:
            self._tell("told", _("Die Koordinaten 0, 0 gelten als nicht bekannt."), "lat", column)
            return
        place, are_swapped = self._right_way(lat, lon)
        if are_swapped:
            self._tell("told", _("Breite und Länge waren vertauscht."), "lat", column)
        self.found["position"] = {"lon": round(place.x, _DECIMALS), "lat": round(place.y, _DECIMALS)}

    def _right_way(self, lat: Degrees, lon: Degrees) -> tuple[Point, bool]:
        """Return the point, swapped where letters say so or where only that lies in the region. Raises BadCell."""
        named_so = lat.axis == "lon" or lon.axis == "lat"
        straight, swapped = _made(lon=lon.value, lat=lat.value), _made(lon=lat.value, lat=lon.value)
        if named_so and swapped:
            return swapped, True
        if straight and self.around.holds(straight):
            return straight, False
        if swapped and self.around.holds(swapped):
            return swapped, True
        said = {"lat": f"{lat.value:g}", "lon": f"{lon.value:g}"}
        raise BadCell(_("Der Punkt %(lat)s, %(lon)s liegt weit außerhalb unserer Gemeinden.") % said)


def _made(*, lon: float, lat: float) -> Point | None:
    return point(lon=lon, lat=lat) if abs(lat) <= 90 else None


def position_of(values: Mapping[str, Any]) -> tuple[Point, Precision] | None:
    """Return the point that a row tells itself, and how precise it is; None where it tells none.

    Where the row does not say, the decimals do: the third is some 100 metres.
    """
    if not (said := values.get("position")):
        return None
    place = point(lon=said["lon"], lat=said["lat"])
    return place, Precision(values["precision"]) if values.get("precision") else _by_decimals(place)


def _by_decimals(place: Point) -> Precision:
    if all(round(each, 2) == each for each in place.coords):
        return Precision.LOCALITY
    return Precision.STREET if all(round(each, 3) == each for each in place.coords) else Precision.ADDRESS
