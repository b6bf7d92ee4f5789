"""Rows of files, and what is wrong with them."""

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.gis.geos import Point
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from geo.coordinates import BBox, InvalidCoordinates, point

_FAR_M = 100_000


class InvalidFile(Exception):
    """The file cannot be loaded, and nothing of it was. Correct the row and field that the message names."""

    def __init__(self, path: Path, where: str, why: str) -> None:
        super().__init__(f"{path}{where and f', {where}'}: {why}")


@dataclass(frozen=True)
class Row:
    """The values of one row, by field; `label` says which row of `path` it is."""

    path: Path
    label: str
    values: Mapping[str, Any]

    def fault(self, field: str, why: str) -> InvalidFile:
        return InvalidFile(self.path, f"{self.label}, field {field}" if field else self.label, why)

    def text(self, field: str, default: str | None = None) -> str:
        """Return the value as text without blanks around it; `default` where it is empty or missing.

        Raises InvalidFile where there is no default either.
        """
        value = self.values.get(field)
        text = "" if value is None else str(value).strip()
        if "\0" in text:
            raise self.fault(field, "holds a NUL character")
        if text or default is not None:
            return text or str(default)
        raise self.fault(field, "is missing")

    def number(self, field: str) -> float:
        try:
            return float(self.text(field))
        except ValueError:
            raise self.fault(field, f"{self.values[field]!r} is not a number") from None

    def whole(self, field: str) -> int:
        try:
            return int(self.text(field))
        except ValueError:
            raise self.fault(field, f"{self.values[field]!r} is not a whole number") from None

    def day(self, field: str) -> date:
        try:
            return date.fromisoformat(self.text(field))
        except ValueError:
            raise self.fault(field, f"{self.values[field]!r} is not a date like 2022-12-31") from None

    def at(self, lon: str, lat: str, *, near: Point | None = None) -> Point:
        """Return the point whose degrees stand in the fields `lon` and `lat`.

        Raises InvalidFile where it is farther than 100 km from `near`: most often the two are confused.
        """
        degrees = self.number(lon), self.number(lat)
        try:
            found = point(lon=degrees[0], lat=degrees[1])
        except InvalidCoordinates as error:
            raise self.fault(f"{lon}, {lat}", str(error)) from None
        if near and not any(box.polygon.intersects(found) for box in BBox.around(near, _FAR_M).boxes):
            raise self.fault(f"{lon}, {lat}", f"lon={degrees[0]}, lat={degrees[1]} is over 100 km from its area")
        return found

    def check(self, instance: Model, *, exclude: Collection[str] = ()) -> None:
        """Raise InvalidFile where a field of `instance`, made from this row, is not valid."""
        try:
            instance.clean_fields(exclude=exclude)
        except ValidationError as error:
            raise self.refusal(error) from None

    def refusal(self, error: ValidationError) -> InvalidFile:
        """Return the first of the faults in `error` as this row's."""
        field, messages = next(iter(error.message_dict.items()))
        return self.fault("" if field == NON_FIELD_ERRORS else field, messages[0])


def read_csv(path: Path, fields: Collection[str]) -> Iterator[Row]:
    """Yield the rows of a comma-separated UTF-8 file that has at least the columns `fields`."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [field for field in fields if field not in (reader.fieldnames or ())]
            if missing:
                why = f"the columns {', '.join(missing)} are missing (a comma parts two)"
                raise InvalidFile(path, "first row", why)
            for values in reader:
                yield Row(path, f"line {reader.line_num}", values)
    except OSError as error:
        raise InvalidFile(path, "", f"cannot be read: {error.strerror}") from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise InvalidFile(path, "", f"is no comma-separated UTF-8 text: {error}") from error
