"""The forms themselves, and what comes after. A visitor needs no account, and gets no cookie."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from geo.visitors import ip_address
from places import guarding
from places.models import Place, Suggestion, Visibility
from places.models.suggestion import new_number
from places.web.caching import asked_for, forgotten
from places.web.correcting import area_with, desk
from places.web.place import page_of
from places.web.regions import region
from places.web.stewards import handed_over, token_of, unlisted
from places.web.suggesting.alike import alike, carried_over
from places.web.suggesting.correction import Correction
from places.web.suggesting.letter import Letter
from places.web.suggesting.missing import Missing


# Neither form needs a token against forgery: nobody is signed in, so there is nothing that a foreign page could borrow.
# And a token would be a cookie. What the sender saw is signed.
@method_decorator(csrf_exempt, name="dispatch")
class CorrectPlace(View):
    """Correct what is said of a place: all in one plain page. `?kind=closed` chooses what is the matter.

    Who missed the place and sees that it is known comes with what was typed of it so far.
    """

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = Correction(_place(slug), asked=request.GET.get("kind", ""))
        return _private(request, asked_for(self._page(request, form)))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        guarding.check_size(request, guarding.FORM_BYTES)
        place = _place(slug)
        if "missed" in request.POST:
            form = Correction(place, carried_over(place, request.POST))
            return _private(request, forgotten(self._page(request, form)))
        form = Correction(place, request.POST)
        if form.is_readable() and (number := _kept(request, form)):
            return _private(request, redirect("thanks", number=number))
        return _private(request, forgotten(self._page(request, form, status=400)))

    def _page(self, request: HttpRequest, form: Correction, status: int = 200) -> HttpResponse:
        place = form.place
        office = desk(area_with(place.area.key))
        letter = office.letter({"name": place.name}, page_of(request, place.slug))
        return _form(request, "places/correct.html", form, {"place": place, "desk": office, "letter": letter}, status)


@method_decorator(csrf_exempt, name="dispatch")
class AddPlace(View):
    """Add a place that is missing. What is like it comes first: many are known already."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return asked_for(_form(request, "places/add.html", Missing(), {}))

    def post(self, request: HttpRequest) -> HttpResponse:
        guarding.check_size(request, guarding.FORM_BYTES)
        form = Missing(request.POST)
        if form.is_readable():
            if not form.is_another and (known := alike(form)):
                return forgotten(_form(request, "places/add.html", form, {"known": known}))
            if number := _kept(request, form):
                return redirect("thanks", number=number)
        return forgotten(_form(request, "places/add.html", form, {}, 400))


class Thanks(View):
    """Thank the sender: under which number the suggestion is kept, who reads it, and the way back.

    For any number, so that a machine that filled the trap learns nothing. Who finds one of the others learns for which
    place something was suggested, not what or by whom.
    """

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        suggestion = Suggestion.objects.with_parts().numbered(number).first()
        place = suggestion and suggestion.place
        is_shown = place is not None and place.visibility != Visibility.HIDDEN
        context = {
            "number": number,
            "suggestion": suggestion,
            "place": place if is_shown else None,
            "region": region(),
        }
        return forgotten(render(request, "places/thanks.html", context))


def _private(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return `response`; where a steward's link led to the form, its address is a key that nobody keeps."""
    return unlisted(response) if token_of(request) else response


def _place(slug: str) -> Place:
    """Return the published place `slug` with what can be corrected of it. Raises Http404."""
    found = Place.objects.published().named(slug).with_area().prefetch_related("phones", "offers")
    place: Place | None = found.first()
    if place is None:
        raise Http404
    return place


def _form(
    request: HttpRequest, template: str, form: Letter, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    asked = guarding.asked()
    if form.data is not None and not form.is_guarded:  # its token is as good as before
        asked = replace(asked, token=form.sent("token"))
    context |= {"form": form, "asked": asked, "region": region(), "shareable": ""}
    response = render(request, template, context, status=(form.retry_after_s and 429) or status)
    if form.retry_after_s:
        response.headers["Retry-After"] = str(form.retry_after_s)
    return response


def _kept(request: HttpRequest, form: Letter) -> int | None:
    """Keep what the form says, which is readable, and return its public number; None where something is wrong.

    A machine gets a number, too, under which nothing is kept.
    """
    try:
        form.is_guarded = True
        guarding.check(ip_address(request), request.POST.dict(), form.texts)
    except guarding.Machine:
        return new_number()
    except guarding.Refused as refused:
        form.retry_after_s = refused.retry_after_s
        form.refuse("abschicken", _("Vorschlag abschicken"), refused.said)
        return None
    suggestion = form.kept()
    if suggestion is None:
        return None
    handed_over(request, suggestion)
    return suggestion.number
