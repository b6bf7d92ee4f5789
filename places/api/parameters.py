"""The parameters of the API, declared once: their rules, their reading and their OpenAPI description."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter

from geo.coordinates import BBox, InvalidCoordinates
from places.api.problems import BadParameter

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_LONGEST_NUMBER = 40
_MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_FIRST_MOMENT, _END = (datetime(year, 1, 1, tzinfo=UTC) for year in (_FIRST_YEAR, _LAST_YEAR + 1))
_UNSPEAKABLE = {"Cc", "Cs", "Co", "Cn"}  # control characters, surrogates, private and unassigned ones


class JSONNumber(str):
    """A number of a JSON body, as it was written."""

    __slots__ = ()


@dataclass(frozen=True)
class Parameter:
    """One parameter: `read` returns its value or raises ValueError; `rule` says what it takes, `about` what it does."""

    name: str
    rule: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any]
    required: bool = False
    about: str = ""

    def value(self, text: str) -> Any:
        """Return the value of `text`. Raises BadParameter."""
        try:
            return self.read(text)
        except ValueError:
            raise BadParameter(self.name, f"must be {self.rule}") from None

    @property
    def openapi(self) -> OpenApiParameter:
        schema = dict(self.schema)
        listed = schema["type"] == "array"
        return OpenApiParameter(
            self.name,
            schema,
            required=self.required,
            description=f"{self.rule}. {self.about}" if self.about else self.rule,
            style="form" if listed else None,
            explode=False if listed else None,
        )


def required(parameter: Parameter) -> Parameter:
    """Return `parameter`, without which nothing is answered."""
    return replace(parameter, required=True)


def number(name: str, low: float, high: float, unit: str) -> Parameter:
    """Declare a decimal number from `low` to `high`."""

    def read(text: str) -> float:
        if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
            raise ValueError
        value = float(text)
        if not low <= value <= high:
            raise ValueError
        return value

    return Parameter(name, f"{unit} from {low} to {high}", {"type": "number", "minimum": low, "maximum": high}, read)


def whole(name: str, low: int, high: int, default: int) -> Parameter:
    """Declare a whole number from `low` to `high`."""

    def read(text: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", text, re.ASCII) or not low <= int(text) <= high:
            raise ValueError
        return int(text)

    schema = {"type": "integer", "minimum": low, "maximum": high, "default": default}
    return Parameter(name, f"a whole number from {low} to {high}", schema, read)


def key(name: str, pattern: str, rule: str, about: str = "") -> Parameter:
    """Declare a text that `pattern`, a regular expression, matches as a whole."""

    def read(text: str) -> str:
        if not re.fullmatch(pattern, text, re.ASCII):
            raise ValueError
        return text

    return Parameter(name, rule, {"type": "string", "pattern": f"^{pattern}$"}, read, about=about)


def one_of(name: str, known: Sequence[str], default: str = "", about: str = "") -> Parameter:
    """Declare a text that is one of those `known`."""

    def read(text: str) -> str:
        if text not in known:
            raise ValueError
        return text

    schema = {"type": "string", "enum": list(known)} | ({"default": default} if default else {})
    return Parameter(name, f"one of {', '.join(known)}", schema, read, about=about)


def words(name: str, longest: int, about: str = "") -> Parameter:
    """Declare a text that people type, with at least one letter or digit."""

    def read(text: str) -> str:
        if len(text) > longest or not any(letter.isalnum() for letter in text):
            raise ValueError
        return text

    rule = f"a text of 1 to {longest} characters with at least one letter or digit"
    return Parameter(name, rule, {"type": "string", "minLength": 1, "maxLength": longest}, read, about=about)


def flag(name: str, default: bool) -> Parameter:
    """Declare `true` or `false`."""

    def read(text: str) -> bool:
        if text not in ("true", "false"):
            raise ValueError
        return text == "true"

    return Parameter(name, "true or false", {"type": "boolean", "default": default}, read)


def some_of(name: str, known: Sequence[str]) -> Parameter:
    """Declare a list of different names, with commas between them, each one of `known`."""

    def read(text: str) -> tuple[str, ...]:
        chosen = text.split(",")
        if len(set(chosen)) != len(chosen) or not set(chosen) <= set(known):
            raise ValueError
        return tuple(chosen)

    items = {"type": "string", "enum": list(known)}
    schema = {"type": "array", "items": items, "minItems": 1, "uniqueItems": True}
    return Parameter(name, f"different names with commas between them, of: {', '.join(known)}", schema, read)


def moment(name: str, about: str = "") -> Parameter:
    """Declare `now`, or a moment in ISO 8601; without an offset, as the clocks of the region show it."""

    def read(text: str) -> datetime:
        if text == "now":
            return timezone.now().astimezone(UTC).replace(second=0, microsecond=0)
        if not _MOMENT.fullmatch(text):
            raise ValueError
        found = datetime.fromisoformat(text)
        found = found if found.tzinfo else timezone.make_aware(found)
        if not _FIRST_MOMENT <= found < _END:  # compared first: the year 1 cannot be brought to UTC
            raise ValueError
        return found.astimezone(UTC)

    years = f"in the years {_FIRST_YEAR} to {_LAST_YEAR}"
    rule = f"now, or a moment as 2026-11-26T15:00 or 2026-11-26T15:00+01:00, {years}"
    return Parameter(name, rule, {"type": "string", "pattern": f"^(now|{_MOMENT.pattern})$"}, read, about=about)


def bbox(name: str) -> Parameter:
    """Declare a box west,south,east,north; west may be greater than east, across the antimeridian."""
    edges = [number("", -180, 180, ""), number("", -90, 90, "")] * 2

    def read(text: str) -> BBox:
        parts = text.split(",")
        if len(parts) != 4:
            raise ValueError
        try:
            return BBox(*(edge.read(part) for edge, part in zip(edges, parts, strict=True)))
        except InvalidCoordinates:
            raise ValueError from None

    schema = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
    rule = "west,south,east,north in degrees, south not north of north; west > east crosses the antimeridian"
    return Parameter(name, rule, schema, read)


def from_query(query: QueryDict, parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Return the values of `query` by name. Raises BadParameter."""
    once = {}
    for name, texts in query.lists():
        if len(texts) > 1:
            raise BadParameter(name, "was given more than once")
        once[name] = texts[0]
    return _values(once, parameters)


def from_body(body: Mapping[str, Any], parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Return the values of a JSON object whose numbers are kept as JSONNumber. Raises BadParameter."""
    for parameter in parameters:
        text = body.get(parameter.name, "")
        numeric = parameter.schema["type"] in ("number", "integer")
        if not isinstance(text, str) or (parameter.name in body and isinstance(text, JSONNumber) != numeric):
            raise BadParameter(
                parameter.name, f"must be {parameter.rule}, as a JSON {'number' if numeric else 'string'}"
            )
    return _values(body, parameters)


def _values(texts: Mapping[str, str], parameters: Sequence[Parameter]) -> dict[str, Any]:
    known = {parameter.name: parameter for parameter in parameters}
    for name, text in texts.items():
        if name not in known:
            raise BadParameter(name, f"is unknown here; known are: {', '.join(known) or 'none'}")
        if any(
            letter == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(letter) in _UNSPEAKABLE for letter in text
        ):
            raise BadParameter(name, "must be text in UTF-8 without control characters")
    for parameter in parameters:
        if parameter.required and parameter.name not in texts:
            raise BadParameter(parameter.name, "is missing")
    return {name: known[name].value(text) for name, text in texts.items()}
