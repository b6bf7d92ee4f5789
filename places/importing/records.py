"""Records of a JSON file: which fields there are, and what they must hold."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.importing import InvalidFile, Row

Fields = Mapping[str, Any]
"""The fields of a record, each with the type of its value."""

ORGANIZATION: Fields = {"slug": str, "name": str, "website": str}
WORDS: Fields = dict.fromkeys(("name", "explanation", "cost", "privacy"), str) | {"synonyms": list[str]}
CATEGORY: Fields = {**WORDS, "key": str, "icon": str, "colour": str, "position": int, "osm_tags": dict}
PHONE: Fields = dict.fromkeys(("number", "shown", "contact", "as_of"), str)
SOURCE: Fields = dict.fromkeys(("title", "url", "as_of", "says"), str)
OFFER: Fields = dict.fromkeys(
    ("category", "title", "description", "audience", "opening_hours", "bring", "cost", "mode", "as_of"), str
) | {"languages": list[str], "times": list}
TIMES: Fields = {"opening_hours": str, "languages": list[str]}

FACTS: Fields = dict.fromkeys(
    ("slug", "name", "description", "notice", "visibility", "street", "postcode", "town", "email", "website"), str
) | {"opening_hours": str, "timezone": str, "languages": list[str], "wheelchair": str, "as_of": str}
"""Fields of a place that hold plain values."""
POSITION: Fields = {"lon": float, "lat": float} | dict.fromkeys(
    ("position_precision", "position_source", "position_note"), str
)
PLACE: Fields = {**FACTS, **POSITION} | {
    "organization": str,
    "area": str,
    "serves": list[str],
    "phones": list,
    "offers": list,
    "sources": list,
}

_CALLED = {
    str: "a text without NUL",
    int: "a whole number",
    float: "a number",
    list: "a list",
    list[str]: "a list of texts",
    dict: "an object",
}


def read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InvalidFile(path, "", f"cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InvalidFile(path, "", f"is no JSON in UTF-8: {error}") from error


def rows(path: Path, records: Any, label: str, fields: Fields, *, key: str = "") -> list[Row]:
    """Return `records`, a list of objects with no other than `fields`, as rows called `label` and their `key`.

    Raises InvalidFile for anything else, for a record without `key`, and for a key that comes twice.
    """
    if not isinstance(records, list):
        raise InvalidFile(path, label, "a list is needed")
    found = [row(path, record, f"{label} {number}", fields) for number, record in enumerate(records, start=1)]
    if not key:
        return found
    named = [Row(path, f"{label} {each.text(key)}", each.values) for each in found]
    seen: set[str] = set()
    for each in named:
        if each.text(key) in seen:
            raise each.fault(key, "comes twice")
        seen.add(each.text(key))
    return named


def row(path: Path, record: Any, label: str, fields: Fields) -> Row:
    """Return `record`, an object with no other than `fields`, as a row called `label`. Raises InvalidFile."""
    if not isinstance(record, dict):
        raise InvalidFile(path, label, "an object is needed")
    found = Row(path, label, record)
    for field, value in record.items():
        if field not in fields:
            raise found.fault(field, f"is not known; there are {', '.join(fields)}")
        if not _holds(value, fields[field]):
            raise found.fault(field, f"{_CALLED[fields[field]]} is needed, not {value!r}")
    return found


def _holds(value: object, kind: Any) -> bool:
    if kind == list[str]:
        return isinstance(value, list) and all(_holds(item, str) for item in value)
    if kind is str:
        return isinstance(value, str) and "\0" not in value
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, kind) and not isinstance(value, bool)
