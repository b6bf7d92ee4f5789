"""A place corrected at once by who may decide about it: an editor of its area, or its steward."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from places import facts, moderation
from places.facts import BadFact, Facts
from places.models import Place
from places.moderation import ChangedMeanwhile
from places.staff import sight, wording
from places.staff.access import StaffPage, editable
from places.staff.inputs import FactsForm
from places.staff.seeing import label


def groups(form: FactsForm, place: Place) -> list[tuple[str, list[BoundField]]]:
    """Return the fields of a place itself, and then those of each offer under its title."""
    titles = {offer.pk: offer.title for offer in place.offers.all()}
    found: dict[str, list[BoundField]] = {}
    for field in form:
        part = facts.offer_of(field.name)
        found.setdefault(titles[part[0]] if part else "", []).append(field)
    return list(found.items())


def closing(place: Place, data: Any = None) -> FactsForm:
    """Return what is asked of a place that is closed: since when, and what there is in its stead."""
    return FactsForm({"closed_on": "", "replaced_by": ""}, place, data)


class ClosePlace(StaffPage):
    """Marks a place as closed; its history takes it back."""

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        place = editable(request.user, slug)
        form = closing(place, request.POST)
        if not form.is_valid():
            for name, errors in form.errors.items():
                messages.error(request, f"{label(name)}: {' '.join(map(str, errors))}")
            return redirect("staff:place", slug)
        try:
            moderation.close(place, by=request.user, **moderation.closing(form.facts))
        except BadFact as error:
            messages.error(request, str(error.rule.said))
            return redirect("staff:place", slug)
        messages.success(request, _("Als geschlossen eingetragen. Im Verlauf lässt es sich zurücknehmen."))
        return redirect("staff:history", slug)


class CorrectPlace(StaffPage):
    place: Place

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        self.place = editable(request.user, slug)
        return self._page()

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        self.place = editable(request.user, slug)
        try:
            before = sight.seen(request)
        except ChangedMeanwhile:
            messages.error(request, _("Die Seite war zu alt. Bitte noch einmal."))
            return self._page(status=409)
        now = facts.read(self.place)
        shown = {name: value for name, value in before.items() if name in now}
        if shown.keys() != before.keys():
            messages.warning(request, _("Ein Angebot, das auf Ihrer Seite noch stand, gibt es inzwischen nicht mehr."))
        form = FactsForm(shown, self.place, request.POST)
        if not form.is_valid():
            return self._page(form, seen=request.POST[sight.FIELD], status=400)
        return self._save(form, before)

    def _save(self, form: FactsForm, before: Facts) -> HttpResponse:
        """Write what was typed that differs from what was seen before."""
        changed = form.changed()
        try:
            if changed:
                moderation.correct(self.place, changed, seen=sight.of(changed, before), by=self.request.user)
        except BadFact as error:
            messages.error(self.request, f"{label(error.field, self.place)}: {error.rule.said}")
            return self._page(form, seen=self.request.POST[sight.FIELD], status=400)
        except ChangedMeanwhile as error:
            return self._compared(changed, error.fields)
        said = _("Gespeichert. Die Seite des Ortes zeigt es schon.") if changed else _("Sie haben nichts geändert.")
        messages.success(self.request, said)
        return redirect("staff:place", self.place.slug)

    def _compared(self, typed: Facts, theirs: Collection[str]) -> HttpResponse:
        """Show what was typed instead of what is stored by now, and say what that is where somebody was quicker."""
        now = facts.read(self.place)
        said = _("Jemand hat inzwischen geändert: %(names)s. Ihre Eingaben stehen noch hier; bitte vergleichen.")
        names = ", ".join(label(name, self.place) for name in sorted(theirs))
        messages.error(self.request, said % {"names": names})
        for name in sorted(theirs):
            stored = wording.in_words(name, now.get(name)) or _("nicht bekannt")
            told = {"name": label(name, self.place), "stored": stored}
            messages.warning(self.request, _("%(name)s, jetzt gespeichert: %(stored)s") % told)
        return self._page(FactsForm(now | typed, self.place), status=409)

    def _page(self, form: FactsForm | None = None, *, seen: str = "", status: int = 200) -> HttpResponse:
        now = facts.read(self.place)
        form = form or FactsForm(now, self.place)
        context = {"place": self.place, "form": form, "seen": seen or sight.shown(now)}
        context |= {"groups": groups(form, self.place), "closing": closing(self.place)}
        return render(self.request, "staff/place.html", context, status=status)
