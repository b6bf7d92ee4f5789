"""One row, or several, before a clerk: cells corrected, and decided what becomes of it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from places import spreadsheets
from places.models import Import, ImportRow
from places.spreadsheets.table import LONGEST_CELL, tidy
from places.staff.importing.access import ImportPage
from places.staff.importing.checking import PAGE, here
from places.staff.importing.telling import MUNICIPALITY, Words, cells_of, told, unsaid

Decision = ImportRow.Decision
CELL = "cell-"
_DIGITS = 7


class RowsPage(ImportPage):
    """A page that leads back to the rows that somebody looks through."""

    def back(self, row: int | None = None) -> HttpResponse:
        address = reverse("importing:rows", args=[self.given.pk])
        query = here(self.request)
        return redirect(f"{address}{'?' if query else ''}{query}{f'#zeile-{row}' if row else ''}")


class OneRow(RowsPage):
    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        if self.given.state != Import.State.PLANNED:
            return self.to_the_step()
        row = self._row(number)
        words = Words.of(request.user)
        context = {
            "given": self.given,
            "entry": told(self.given, [row], words)[0],
            "cells": [*cells_of(self.given, row), *unsaid(row, words)],
            "here": here(request),
            "longest": LONGEST_CELL,
        }
        return render(request, "staff/importing/row.html", context)

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        """Correct the cells that were typed into, or decide."""
        row = self._row(number)
        if request.POST.get("do") == "decide":
            spreadsheets.decide(self.given, [number], decision_in(request), by=request.user)
        else:
            self._correct(row)
        self._tell(number)
        return self.back(number)

    @transaction.atomic
    def _correct(self, row: ImportRow) -> None:
        alike = self.request.POST.getlist("alike")
        for column, text in _typed(self.request):
            if column < len(row.cells) and tidy(text) == row.cells[column]:
                continue
            if str(column) in alike:
                self._correct_alike(row, column, text)
            else:
                spreadsheets.correct_cell(self.given, row.number, column, text, by=self.request.user)
        if municipality := self.request.POST.get(f"{CELL}{MUNICIPALITY}"):
            spreadsheets.say_municipality(self.given, row.number, municipality, by=self.request.user)

    def _correct_alike(self, row: ImportRow, column: int, text: str) -> None:
        count = spreadsheets.correct_alike(self.given, row.number, column, text, by=self.request.user)
        said = ngettext("In %(count)d Zeile ersetzt.", "In %(count)d Zeilen ersetzt.", count)
        messages.success(self.request, said % {"count": count})

    def _row(self, number: int) -> ImportRow:
        found: ImportRow | None = self.given.rows.with_parts().filter(number=number).first()
        if found is None:
            raise Http404
        return found

    def _tell(self, number: int) -> None:
        row = self._row(number)
        said = {"row": number, "outcome": row.get_outcome_display()}
        if row.outcome == ImportRow.Outcome.ERROR:
            messages.warning(self.request, _("Zeile %(row)d ist noch fehlerhaft.") % said)
        else:
            messages.success(self.request, _("Zeile %(row)d ist jetzt: %(outcome)s.") % said)


def decision_in(request: HttpRequest) -> str:
    """Return what was decided; nobody is offered what there is not. Raises Http404."""
    decision = request.POST.get("decision", "")
    if decision not in ("", *Decision.values):
        raise Http404
    return decision


def _typed(request: HttpRequest) -> Iterator[tuple[int, str]]:
    """Yield the cells that a form holds: column and text."""
    for name, text in request.POST.items():
        column = name.removeprefix(CELL)
        if column != name and _is_number(column):
            yield int(column), str(text)


class Together(RowsPage):
    """Decides about the rows of a page with one word."""

    def post(self, request: HttpRequest) -> HttpResponse:
        numbers = list(_numbers(request.POST.getlist("row")))
        spreadsheets.decide(self.given, numbers, decision_in(request), by=request.user)
        said = ngettext("%(count)d Zeile entschieden.", "%(count)d Zeilen entschieden.", len(numbers))
        messages.success(request, said % {"count": len(numbers)})
        return self.back()


def _numbers(said: Iterable[Any]) -> Iterator[int]:
    for each in list(said)[:PAGE]:
        if _is_number(each):
            yield int(each)


def _is_number(text: str) -> bool:
    """Whether `text` may be the number of a row or a column."""
    return text.isascii() and text.isdecimal() and len(text) <= _DIGITS


class LeaveOutErrors(RowsPage):
    def post(self, request: HttpRequest) -> HttpResponse:
        count = spreadsheets.leave_out_errors(self.given, by=request.user)
        said = ngettext(
            "%(count)d fehlerhafte Zeile wird ausgelassen.", "%(count)d fehlerhafte Zeilen werden ausgelassen.", count
        )
        messages.success(request, said % {"count": count})
        return redirect("importing:rows", self.given.pk)
