"""Where the rows are: looked up in slices, so that a page can tell how far it is; then all rows are checked."""

from time import monotonic

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from places import spreadsheets
from places.models import Import
from places.spreadsheets import Progress
from places.staff.importing.access import ImportPage

SLICE = 500
PATIENCE_S = 5
State = Import.State


class Locating(ImportPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        if self.given.state not in (State.MAPPED, State.LOCATED):
            return self.to_the_step()
        total = self.given.rows.count()
        done = total - self.given.rows.to_locate().count()
        context = {"given": self.given, "progress": Progress(done, total), "words": _in_words(Progress(done, total))}
        return render(request, "staff/importing/locating.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look some more up; a script asks for one slice after the other, a person for what goes in some seconds."""
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            return _told(self._located(patience_s=0))
        if self.given.state == State.MAPPED:
            self._located(patience_s=PATIENCE_S)
        if self.given.state == State.LOCATED:
            spreadsheets.plan(self.given)
        return redirect("importing:import", self.given.pk)

    def _located(self, *, patience_s: float) -> Progress:
        end = monotonic() + patience_s
        while True:
            progress = spreadsheets.locate_some(self.given, SLICE)
            if progress.done >= progress.total or monotonic() >= end:
                return progress


def _told(progress: Progress) -> HttpResponse:
    return JsonResponse({**progress._asdict(), "words": _in_words(progress)})


def _in_words(progress: Progress) -> str:
    said = ngettext("%(done)d von %(total)d Zeile", "%(done)d von %(total)d Zeilen", progress.total)
    return said % progress._asdict()
