"""What is to be done about the places that somebody answers for, and the word that facts of one still hold."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from places import moderation, roles, worklist
from places.models import Place
from places.staff.access import StaffPage, editable
from places.worklist import Reason

PAGE = 25


class Chosen(forms.Form):
    """Which tasks are shown, as the address says it; what there is no such choice for is not chosen."""

    grund = forms.ChoiceField(required=False, choices=Reason.choices, widget=forms.HiddenInput)
    area = forms.ChoiceField(label=gettext_lazy("Gemeinde"), required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.GET, auto_id="auswahl-%s")
        field: Any = self.fields["area"]
        self.areas = [(each.key, each.name) for each in roles.editable_areas(request.user).without_outlines()]
        field.choices = [("", _("alle")), *self.areas]
        self.is_valid()

    @property
    def reason(self) -> Reason | None:
        chosen = self.cleaned_data.get("grund")
        return Reason(chosen) if chosen else None

    @property
    def municipality(self) -> str:
        """Its key, "" for all."""
        return str(self.cleaned_data.get("area", ""))

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})


class WorkList(StaffPage):
    """The places that need somebody, those first that concern most people.

    `?grund=` chooses one reason, `?area=` a municipality.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        today, chosen = localdate(), Chosen(request)
        found = worklist.tasks(request.user, today, chosen.reason, area=chosen.municipality)
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        context = {
            "page": page,
            "tasks": worklist.tasks_about(page),
            "counts": worklist.how_many(request.user, today, area=chosen.municipality),
            "chosen": chosen,
            "reason": chosen.reason,
            "query": chosen.query,
        }
        return render(request, "staff/tasks.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep that the ticked facts of a place still hold; each is sent as its name and the mark of what was seen."""
        place = editable(request.user, request.POST.get("place", "").replace("\0", ""))
        ticked = [fact.partition(":") for fact in request.POST.getlist("fact")]
        _vouch(request, place, {fact: mark for fact, _colon, mark in ticked})
        return redirect(f"{request.path}?{Chosen(request).query}".rstrip("?"))


def _vouch(request: HttpRequest, place: Place, marks: dict[str, str]) -> None:
    if not marks:
        messages.error(request, _("Bitte kreuzen Sie an, was noch stimmt."))
        return
    try:
        moderation.vouch(place, marks, by=request.user)
    except moderation.ChangedMeanwhile:
        said = _("%(place)s: Inzwischen steht dort etwas anderes. Bitte schauen Sie noch einmal hin.")
        messages.warning(request, said % {"place": place.name})
    else:
        messages.success(request, _("Bestätigt: %(place)s") % {"place": place.name})
