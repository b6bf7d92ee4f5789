"""One suggestion before an editor: what is different, what speaks for it, and the decision."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from places import moderation
from places.facts import BadFact, Facts
from places.models import Suggestion
from places.moderation import AlreadyDecided, ChangedMeanwhile
from places.staff import deciding, keys, sight, surroundings
from places.staff.access import StaffPage, decidable
from places.staff.inputs import FactsForm
from places.staff.narrowing import Narrowing
from places.staff.rejecting import Reason
from places.staff.seeing import differences, is_only_words, now_of, written

BAD, CONFLICT = 400, 409
FORM = "auswahl"


class Review(StaffPage):
    suggestion: Suggestion
    form: FactsForm | None = None
    edits: Facts = {}  # what was typed, in place of what is suggested or stored

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        self.suggestion = decidable(request.user, number)
        return self._page()

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        self.suggestion = decidable(request.user, number)
        ways = {"all": self._accept_all, "some": self._accept_some, "done": self._settle, "reject": self._reject}
        decide = ways.get(request.POST.get("do", ""))
        if decide is None:
            return self._page()
        try:
            return decide(request)
        except AlreadyDecided as error:
            messages.warning(request, deciding.trouble(error, self.suggestion))
            return redirect(self._address(self.suggestion))
        except (ChangedMeanwhile, BadFact) as error:
            messages.error(request, deciding.trouble(error, self.suggestion))
            return self._page(status=CONFLICT if isinstance(error, ChangedMeanwhile) else BAD)

    def _accept_all(self, request: HttpRequest) -> HttpResponse:
        seen = self._seen(self.suggestion.changes)
        moderation.accept(self.suggestion, seen=seen, by=request.user)
        return self._next(_("Übernommen: %(suggestion)s"))

    def _accept_some(self, request: HttpRequest) -> HttpResponse:
        form, ticked = self._bound(sight.seen(request)), self._ticked
        if not form.is_valid():
            return self._page(status=BAD)
        suggested = self.suggestion.changes
        self.edits = {name: value for name, value in form.changed().items() if name in ticked or name not in suggested}
        if not ticked and not self.edits:
            messages.error(request, self._nothing_chosen)
            return self._page(status=BAD)
        seen = self._seen({*ticked, *self.edits})
        moderation.accept(self.suggestion, fields=ticked, edits=self.edits, seen=seen, by=request.user)
        return self._next(_taken(len(ticked), len(suggested)))

    def _settle(self, request: HttpRequest) -> HttpResponse:
        """Accept a message that was read, and write nothing."""
        if not is_only_words(self.suggestion):
            return self._page()
        moderation.accept(self.suggestion, fields=[], by=request.user)
        return self._next(_("Erledigt: %(suggestion)s"))

    @property
    def _nothing_chosen(self) -> str:
        if is_only_words(self.suggestion):
            return _("Sie haben nichts geändert. Ist nichts zu ändern, wählen Sie bitte „Erledigt“.")
        return _("Bitte kreuzen Sie an, was Sie übernehmen, oder lehnen Sie den Vorschlag ab.")

    def _reject(self, request: HttpRequest) -> HttpResponse:
        if not self.reason.is_valid():
            return self._page(status=BAD)
        moderation.reject(self.suggestion, reason=self.reason.said, by=request.user)
        return self._next(_("Abgelehnt: %(suggestion)s"))

    @cached_property
    def reason(self) -> Reason:
        return Reason(self.request.POST if self.request.POST.get("do") == "reject" else None)

    def _bound(self, seen: Facts) -> FactsForm:
        """Return the form as it was sent, beside what was seen then: what differs from that was typed."""
        now, suggested = now_of(self.suggestion), self.suggestion.changes
        known = {name: value for name, value in (seen | suggested).items() if name in now or name in suggested}
        self.form = FactsForm(known, self.suggestion.place, self.request.POST, of=FORM)
        return self.form

    @property
    def _ticked(self) -> list[str]:
        """The suggested facts that are chosen: at first those that nobody has changed since."""
        if self.request.POST.get("do") == "some":
            return [name for name in self.request.POST.getlist("take") if name in self.suggestion.changes]
        return [each.name for each in differences(self.suggestion) if not each.is_stale and not each.is_done]

    def _seen(self, names: Iterable[str]) -> Facts:
        return sight.of(names, sight.seen(self.request, names)) if self.suggestion.place else {}

    def _next(self, said: str) -> HttpResponse:
        """Go on with the next suggestion, or from the beginning, or where none is left to the queue."""
        messages.success(self.request, said % {"suggestion": self.suggestion})
        following = surroundings.following(self.suggestion, self.narrowing.pending())
        return redirect(self._address(following) if following else reverse("staff:queue"))

    @cached_property
    def narrowing(self) -> Narrowing:
        return Narrowing(self.request.GET, self.request.user)

    def _address(self, suggestion: Suggestion) -> str:
        address = reverse("staff:review", args=[suggestion.number])
        return f"{address}?{urlencode(self.narrowing.chosen)}".rstrip("?")

    def _page(self, status: int = 200) -> HttpResponse:
        suggestion = self.suggestion = decidable(self.request.user, self.suggestion.number)
        now = now_of(suggestion)
        context = {
            "suggestion": suggestion,
            "keys": keys.REVIEW,
            "query": urlencode(self.narrowing.chosen),
            **surroundings.around(suggestion, now, self.narrowing.pending(), self.request.user),
        }
        if suggestion.is_pending:
            context |= self._choices(now, is_to_repair=status == BAD)
        else:
            context |= {"verdict": deciding.verdict(suggestion), "written": written(suggestion)}
        return render(self.request, "staff/review.html", context, status=status)

    def _choices(self, now: Facts, *, is_to_repair: bool) -> dict[str, Any]:
        """Return what can be decided; `is_to_repair`: the form is shown as it was sent, with what was seen then."""
        suggestion, form = self.suggestion, self.form
        seen = self.request.POST.get(sight.FIELD) if is_to_repair else None
        if form is None or not is_to_repair:
            form = FactsForm(now | suggestion.changes | self.edits, suggestion.place, of=FORM)
        about = differences(suggestion, now)
        further = [field for field in form if field.name not in suggestion.changes]
        return {
            "rows": [(each, form[each.name]) for each in about],
            "overwritten": ", ".join(each.label for each in about if each.is_stale),
            "further": further,
            "is_further_wrong": any(field.errors for field in further),
            "is_only_words": is_only_words(suggestion),
            "form": form,
            "ticked": self._ticked,
            "reason": self.reason,
            "seen": seen or sight.shown(now),
        }


def _taken(ticked: int, suggested: int) -> str:
    """Return what is said of a suggestion of which some facts were accepted; its name is to be filled in."""
    if ticked == suggested:
        return _("Übernommen: %(suggestion)s")
    said = ngettext("%(ticked)s von %(count)s Angabe", "%(ticked)s von %(count)s Angaben", suggested)
    part = said % {"ticked": ticked, "count": suggested}
    return _("Übernommen, {part}: %(suggestion)s").format(part=part)
