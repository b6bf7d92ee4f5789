"""Is it still right? By one tap a visitor says that a fact of a place is so, or all: no account, no cookie."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from geo.visitors import ip_address
from places import confirming, features, guarding, history
from places.confirming import Fact, Party
from places.models import Place
from places.web.caching import forgotten

ALL = "all"
ANCHOR = "stimmt"
_SAID: dict[str, Promise] = {
    Fact.HOURS: _("Die Öffnungszeiten stimmen"),
    Fact.PHONE: _("Die Telefonnummer stimmt"),
    "phones": _("Die Telefonnummern stimmen"),
    Fact.LANGUAGES: _("Die Sprachen stimmen"),
    Fact.ADDRESS: _("Die Adresse stimmt"),
    ALL: _("Alles stimmt"),
}
_OWN_ORIGIN = ("same-origin", "none", None)  # none: by the visitor's own hand; nothing: an old browser


def taps(place: dict[str, Any]) -> list[tuple[str, Promise]]:
    """Return what can be said of `place` by one tap, as the page shows it: a fact, and how to say it."""
    known = {
        Fact.HOURS: place["opening_hours"],
        Fact.PHONE: place["phones"],
        Fact.LANGUAGES: place["languages"],
        Fact.ADDRESS: place["street"],
    }
    named = [fact.value for fact, is_known in known.items() if is_known]
    said = _SAID | ({Fact.PHONE: _SAID["phones"]} if len(place["phones"]) > 1 else {})
    return [(name, said[name]) for name in (*named, ALL)] if named else []


@method_decorator(csrf_exempt, name="dispatch")  # nobody is signed in; where it comes from is looked at instead
class Tap(View):
    """Thank whoever taps, and keep it where that network says so for the first time today."""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        if request.headers.get("Sec-Fetch-Site") not in _OWN_ORIGIN:
            raise PermissionDenied  # the page of somebody else taps with its visitors' hands
        guarding.check_size(request)
        place, said = _place(slug), request.POST.get("fact", "")
        ip, facts = ip_address(request), _facts(place, said)
        if facts and guarding.may_tap(ip):
            _confirm(place, [fact for fact in facts if guarding.is_first_today(ip, f"{place.pk} {fact}")])
        return forgotten(redirect(f"{reverse('place', args=[slug])}?danke#{ANCHOR}"))


def _place(slug: str) -> Place:
    place: Place | None = Place.objects.published().named(slug).first()
    if place is None:
        raise Http404
    return place


def _facts(place: Place, said: str) -> set[Fact]:
    """Return the facts of `place` that are `said` to be so. Of a protected place nobody says where it is."""
    known = confirming.known_facts(place)
    if not place.is_shown_to_the_door:
        known -= {Fact.ADDRESS, Fact.POSITION}
    return {fact for fact in known if said in (fact, ALL)}


def _confirm(place: Place, facts: Collection[Fact]) -> None:
    if not facts:
        return
    with history.attributed(via="visitor"):
        confirming.confirm(place, facts, said_by=Party.PUBLIC, on=timezone.localdate())
        features.refresh([place.pk])
