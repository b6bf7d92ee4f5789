"""Reading the JSON bodies of requests, strictly: one object, no name twice, numbers as they were written."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest

from places.api.parameters import JSONNumber
from places.api.problems import BadParameter, UnsupportedMediaType


def json_object(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON object in the body of `request`. Raises BadParameter, UnsupportedMediaType."""
    if request.content_type != "application/json":
        raise UnsupportedMediaType("send the body as application/json")
    try:
        body = json.loads(
            request.body.decode(),
            parse_float=JSONNumber,
            parse_int=JSONNumber,
            parse_constant=_refuse_constant,
            object_pairs_hook=_each_name_once,
        )
    except (ValueError, RecursionError):
        raise BadParameter("body", "must be one JSON object in UTF-8") from None
    if not isinstance(body, dict):
        raise BadParameter("body", "must be one JSON object")
    return body


def plain(value: Any, *, depth: int) -> Any:
    """Return `value` of a body with numbers instead of what was written; nested `depth` times. Raises ValueError."""
    if isinstance(value, JSONNumber):
        return float(value)
    if not isinstance(value, dict | list):
        return value
    if not depth:
        raise ValueError
    if isinstance(value, list):
        return [plain(part, depth=depth - 1) for part in value]
    return {name: plain(part, depth=depth - 1) for name, part in value.items()}


def _refuse_constant(name: str) -> NoReturn:
    raise BadParameter("body", f"must not hold {name}, which is no number of JSON")


def _each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    named = dict(pairs)
    if len(named) < len(pairs):
        names = [name for name, _ in pairs]
        raise BadParameter(next(name for name in names if names.count(name) > 1), "was given more than once")
    return named
