"""What the pages of this package answer with: a form again, or that one has to wait."""

import math
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geo.quotas import Exhausted


def page(request: HttpRequest, name: str, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    return render(request, f"signing_in/{name}.html", dict(context), status=status)


def waits(request: HttpRequest, name: str, context: Mapping[str, object], reason: Exhausted) -> HttpResponse:
    """Answer with the page again, and in plain words how long to wait before the next try."""
    response = page(request, name, {**context, "pause": _pause(reason.retry_after_s)}, status=429)
    response.headers["Retry-After"] = str(reason.retry_after_s)
    return response


def _pause(seconds: int) -> str:
    if seconds < 60:
        waiting = ngettext("Bitte warten Sie %(many)d Sekunde.", "Bitte warten Sie %(many)d Sekunden.", seconds)
        return f"{_('Das waren zu viele Versuche.')} {waiting % {'many': seconds}}"
    minutes = math.ceil(seconds / 60)
    waiting = ngettext("Bitte warten Sie %(many)d Minute.", "Bitte warten Sie %(many)d Minuten.", minutes)
    return f"{_('Das waren zu viele Versuche.')} {waiting % {'many': minutes}}"
