"""What answers when no view did: a problem document below /api/, a page elsewhere."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from places.api import problems

RETRY_AFTER_S = 10


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 400, "The request could not be read.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 403, "This is not open to you.")


def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a POST that lacks the token of a form of ours, and so comes from none."""
    return _answer(request, 403, "This is not open to you.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 404, "There is nothing at this address.")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 where the database is away, which may be over soon, else 500."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        answer = _answer(request, 503, "The database does not answer. Please try again in a moment.")
        answer.headers["Retry-After"] = str(RETRY_AFTER_S)
        return answer
    return _answer(request, 500, "Something failed here. It has been noted; please try again later.")


def _answer(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    if problems.wanted(request):
        return problems.problem(status, detail)
    page = render(request, "places/failure.html", {"status": status}, status=status)
    page.headers["Cache-Control"] = "no-store"
    return page
