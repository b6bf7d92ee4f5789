"""Onto the map with all rows together, and back; or away with an import that nobody wants."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from places import roles, spreadsheets
from places.models import Import, ImportRow, Place
from places.spreadsheets import NotTheTime, RowsAreWrong
from places.staff.importing.access import EditorsPage, ImportPage
from places.staff.importing.checking import counted

PAGE = 50
MOST_NAMED = 100
State, Outcome = Import.State, ImportRow.Outcome


class Apply(ImportPage):
    """Asks once more, and then writes all or nothing."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.given.state != State.PLANNED:
            return self.to_the_step()
        counts = counted(self.given)
        context = {"given": self.given, "counts": counts, "seen": seen(self.given)}
        context |= {"written": counts[Outcome.NEW] + counts[Outcome.CHANGED]}
        return render(request, "staff/importing/apply.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.given.state == State.APPLIED:  # pressed twice
            return self.to_the_step()
        if request.POST.get("seen") != seen(self.given):
            said = _("Die Zeilen wurden inzwischen geändert. Bitte sehen Sie die Zahlen noch einmal an.")
            messages.warning(request, said)
            return redirect("importing:apply", self.given.pk)
        try:
            spreadsheets.apply(self.given, by=request.user)
        except RowsAreWrong as error:
            messages.warning(request, str(error))
            return redirect("importing:rows", self.given.pk)
        messages.success(request, _("Übernommen. Die Karte zeigt es schon."))
        return redirect("importing:result", self.given.pk)


def seen(given: Import) -> str:
    """Return what a page of confirmation comes back with: the numbers that it told."""
    return "-".join(str(given.counts.get(each, 0)) for each in ("new", "changed", "duplicate", "skipped"))


class Result(ImportPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        if self.given.is_open:
            return self.to_the_step()
        written = self.given.rows.written().with_parts()
        context = {
            "given": self.given,
            "page": Paginator(written, PAGE).get_page(request.GET.get("page")),
            **_left(self.given),
        }
        return render(request, "staff/importing/result.html", context)


def _left(given: Import) -> dict[str, Any]:
    """Return the places that undoing left, and why: some of them, and how many there are."""
    undone = given.counts.get("undone", {})
    kept, hidden = undone.get("kept", []), undone.get("hidden", [])
    places = Place.objects.with_facts([*kept[:MOST_NAMED], *hidden[:MOST_NAMED]]) if kept or hidden else []
    named = {str(place.pk): place for place in places}
    return {
        "undone": undone,
        "kept": [named[pk] for pk in kept[:MOST_NAMED] if pk in named],
        "hidden": [named[pk] for pk in hidden[:MOST_NAMED] if pk in named],
    }


class Undo(ImportPage):
    """Takes a whole import back."""

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.given.state != State.UNDONE:  # not pressed twice
            spreadsheets.undo(self.given, by=request.user)
            messages.success(request, _("Der Import ist zurückgenommen."))
        return redirect("importing:result", self.given.pk)


class Discard(EditorsPage):
    """Forgets an import of which nothing is on the map; who asks for that twice is led to the list as well."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        given = roles.imports_of(request.user).filter(pk=pk).first()
        if given is None:
            return redirect("importing:imports")
        try:
            spreadsheets.discard(given, by=request.user)
        except NotTheTime as error:
            messages.warning(request, str(error))
            return redirect("importing:import", pk)
        messages.success(request, _("Verworfen: %(file)s.") % {"file": given.file_name})
        return redirect("importing:imports")
