"""The history of a place: who changed what, when and why; and taking it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from geo.languages import saying
from places import history, roles
from places.history import NothingToRevert, Reverted
from places.roles import NotYours
from places.staff.access import StaffPage, editable
from places.staff.recounting import makes_a_place, names_of, recount

PAGE = 20


class PlaceHistory(StaffPage):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        place = editable(request.user, slug)
        page = Paginator(history.changes(place), PAGE).get_page(request.GET.get("page"))
        context = {"place": place, "page": page, "changes": recount(page)}
        return render(request, "staff/history.html", context)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Take a change of this place back."""
        place = editable(request.user, slug)
        change = request.POST.get("change", "")
        if change not in {each.id for each in history.changes(place)}:
            raise Http404
        try:
            _tell(request, history.revert(change, by=request.user, place=place))
        except NothingToRevert:
            messages.warning(request, _("Alles davon wurde inzwischen wieder geändert. Nichts wurde zurückgenommen."))
        except NotYours:
            messages.error(request, _("Das betrifft auch ein Gebiet, über das Sie nicht entscheiden. Es bleibt so."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        is_there = roles.editable_places(request.user).filter(pk=place.pk).exists()
        return redirect("staff:history", slug) if is_there else redirect(reverse("staff:places"))


def _tell(request: HttpRequest, done: Reverted) -> None:
    if makes_a_place(done.steps):
        messages.success(request, _("Zurückgenommen. Der Ort ist nicht mehr öffentlich zu sehen."))
    else:
        messages.success(request, _("Zurückgenommen. Auch das steht jetzt im Verlauf."))
    if done.kept:
        said = _("Seither wieder geändert, und bleibt, wie es ist: %(names)s.")
        messages.warning(request, said % {"names": saying.listed(names_of(done.kept))})
