"""What waits for a decision: the oldest first, to be opened one by one or decided about together."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from places import moderation
from places.models import Suggestion
from places.staff import deciding, keys
from places.staff.access import StaffPage
from places.staff.narrowing import Narrowing
from places.staff.rejecting import Reason
from places.staff.seeing import Difference, differences

PAGE = 25


@dataclass(frozen=True)
class Entry:
    """A suggestion in the queue, with what it is about."""

    suggestion: Suggestion
    differences: list[Difference]

    @property
    def is_stale(self) -> bool:
        return any(each.is_stale for each in self.differences)


class Ticked(forms.Form):
    """Which suggestions of a page are to be decided about together, and how."""

    number = forms.TypedMultipleChoiceField(coerce=int, required=False)
    do = forms.ChoiceField(choices=[("accept", ""), ("reject", "")])

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["number"]
        field.choices = [(number, "") for number in data.getlist("number")[:PAGE] if number.isdecimal()]

    def clean_number(self) -> list[int]:
        numbers: list[int] = self.cleaned_data["number"]
        if not numbers:
            raise forms.ValidationError(gettext_lazy("Bitte kreuzen Sie zuerst Vorschläge an."))
        return numbers


class ReviewQueue(StaffPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, Reason())

    def post(self, request: HttpRequest) -> HttpResponse:
        ticked, reason = Ticked(request.POST), Reason(request.POST)
        if not ticked.is_valid():
            for error in ticked.errors.get("number", [_("Das haben wir nicht verstanden.")]):
                messages.error(request, str(error))
            return self._page(request, Reason())
        rejects = ticked.cleaned_data["do"] == "reject"
        if rejects and not reason.is_valid():
            messages.error(request, _("Nichts ist abgelehnt: Unter den Vorschlägen fehlt noch ein Grund, der passt."))
            return self._page(request, reason, ticked.cleaned_data["number"])
        decide = partial(moderation.reject, reason=reason.said) if rejects else deciding.as_seen
        outcomes = deciding.each(ticked.cleaned_data["number"], partial(decide, by=request.user), by=request.user)
        _tell(request, outcomes, rejects=rejects)
        return redirect(f"{request.path}?{urlencode(Narrowing(request.GET, request.user).chosen)}".rstrip("?"))

    def _page(self, request: HttpRequest, reason: Reason, ticked: Any = ()) -> HttpResponse:
        narrowing = Narrowing(request.GET, request.user)
        paginator = Paginator(narrowing.pending().with_company().with_facts(), PAGE)
        page = paginator.get_page(request.GET.get("page"))
        context = {
            "narrowing": narrowing,
            "query": urlencode(narrowing.chosen),
            "page": page,
            "entries": [Entry(each, differences(each)) for each in page],
            "reason": reason,
            "keys": keys.QUEUE,
            "ticked": ticked,
        }
        return render(request, "staff/queue.html", context)


def _tell(request: HttpRequest, outcomes: list[deciding.Outcome], *, rejects: bool) -> None:
    done = sum(not each.trouble for each in outcomes)
    if done and rejects:
        said = ngettext("%(count)s Vorschlag abgelehnt.", "%(count)s Vorschläge abgelehnt.", done)
        messages.success(request, said % {"count": done})
    elif done:
        said = ngettext("%(count)s Vorschlag übernommen.", "%(count)s Vorschläge übernommen.", done)
        messages.success(request, said % {"count": done})
    for each in outcomes:
        if each.trouble:
            told = {"number": each.number, "trouble": each.trouble}
            messages.warning(request, _("Vorschlag %(number)s: %(trouble)s") % told)
