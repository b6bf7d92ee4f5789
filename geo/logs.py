"""One line of JSON per request: method, path, status, milliseconds. Never a query string, body or address."""

import json
import logging
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase

_log = logging.getLogger("geo.request")
_REFUSALS = (Http404, PermissionDenied, BadRequest, SuspiciousOperation, MultiPartParserError)
"""What Django answers by 404, 403 or 400: the visitor's mistake, which the line of the request tells already."""


class JsonLine(logging.Formatter):
    """Write a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        } | getattr(record, "fields", {})
        if record.exc_info:
            line["exception"] = _where(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _where(error: BaseException | None) -> str:
    """Return the kind of `error` and the lines it came through; its message may hold what a visitor sent."""
    return "".join([*traceback.format_tb(error.__traceback__), type(error).__name__]) if error else ""


class RequestLog:
    """The middleware that writes the line. What identifies a visitor or a position stays out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        start = time.perf_counter()
        response = self.get_response(request)
        fields = {
            "method": request.method,
            "path": request.path,
            "status": response.status_code,
            "ms": round((time.perf_counter() - start) * 1000, 1),
        }
        _log.info("request", extra={"fields": fields})
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Tell where a request failed; the answer to it comes from the handler of status 500."""
        if isinstance(error, _REFUSALS):
            return
        _log.error("failure", exc_info=error, extra={"fields": {"method": request.method, "path": request.path}})
