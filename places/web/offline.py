"""Use without network: the page where a visitor keeps the district, refreshes what is kept, and deletes it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from geo.languages import current_language
from places.web.caching import kept
from places.web.keeping import bundle
from places.web.regions import region

OLDEST_DAYS = 60


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return kept(render(request, "places/offline.html", {"bundle": bundle(request), "region": region()}))


@require_safe
def kept_list(request: HttpRequest) -> HttpResponse:
    """Answer what to keep in the language of the address, and the words that what is kept is shown with."""
    made = bundle(request)
    content = {
        "edition": made.edition,
        "language": current_language(),
        "home": reverse("map"),
        "places": reverse("kept-places"),
        "worker": reverse("worker"),
        "bytes": made.bytes,
        "items": [{"href": href, "bytes": size} for href, size in made.sizes.items()],
        "ages": ages(),
        "notice": made.notice,
    }
    return kept(JsonResponse(content))


def ages() -> list[str]:
    """Return how to say that something was kept today, one day ago, and so on; the last is for all that is older."""
    days = range(1, OLDEST_DAYS + 1)
    counted = [
        ngettext("Gespeichert vor %(days)s Tag", "Gespeichert vor %(days)s Tagen", day) % {"days": day} for day in days
    ]
    older = ngettext("Gespeichert vor mehr als %(days)s Tag", "Gespeichert vor mehr als %(days)s Tagen", OLDEST_DAYS)
    return [_("Heute gespeichert"), *counted, older % {"days": OLDEST_DAYS}]
