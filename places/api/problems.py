"""Refusals and failures as RFC 9457 problem documents: the one table from exceptions to statuses."""

from typing import Any

import orjson
from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse

from places.guarding import Refused
from places.searching import Closed


class BadParameter(Exception):
    """A parameter breaks its rule. Send `name` as `rule` says, or leave it out.

    A question mark stands for what JSON can name and UTF-8 cannot: half of a surrogate pair.
    """

    def __init__(self, name: str, rule: str) -> None:
        name = name.encode(errors="replace").decode()
        super().__init__(f"{name}: {rule}")
        self.name = name
        self.rule = rule


class UnsupportedMediaType(Exception):
    """The body is of a type that is not read here. Send `application/json`."""


TITLES = {
    400: "Bad request",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    410: "Gone",
    413: "Content too large",
    415: "Unsupported media type",
    429: "Too many requests",
    500: "Internal server error",
    503: "Service unavailable",
}
_STATUSES: dict[type[Exception], int] = {
    BadParameter: 400,
    TooManyFieldsSent: 400,
    Http404: 404,
    Closed: 410,
    ObjectDoesNotExist: 404,
    RequestDataTooBig: 413,
    UnsupportedMediaType: 415,
    Refused: 429,
}
EXPECTED = tuple(_STATUSES)


def problem(status: int, detail: str, **members: Any) -> HttpResponse:
    """Return the problem document with `status`; `members` are further members of it."""
    document = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail} | members
    response = HttpResponse(orjson.dumps(document), status=status, content_type="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    return response


def problem_of(error: Exception) -> HttpResponse:
    """Return the problem document for one of the `EXPECTED` exceptions."""
    status = next(status for kind, status in _STATUSES.items() if isinstance(error, kind))
    if isinstance(error, BadParameter):
        return problem(status, str(error), parameter=error.name, rule=error.rule)
    if isinstance(error, Closed):
        closed_on, other = error.place.closed_on, error.replaced_by
        return problem(status, str(error), closed_on=closed_on, replaced_by=other and other.slug)
    if isinstance(error, TooManyFieldsSent):
        return problem(status, "more parameters than any request here takes")
    answer = problem(status, str(error) or TITLES[status])
    if isinstance(error, Refused):
        answer.headers["Retry-After"] = str(error.retry_after_s)
    return answer


def wanted(request: HttpRequest) -> bool:
    """Whether an error of `request` is answered by a problem document: everything below /api/."""
    return request.path_info.startswith("/api/")
