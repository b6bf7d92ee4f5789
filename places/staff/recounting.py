"""Changes as people say them: what was changed, from what to what, by whom, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.gis.geos import Point
from django.db.models import ForeignKey
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.coordinates import lon_lat
from places.history import Change
from places.history.changes import Row, Step
from places.models import Assertion, Offer, OfferTimes, Phone, Place, Source, as_of
from places.staff import wording
from places.staff.differences import Part, parts

_UNTOLD = {"id", "place_id", "offer_id", "user_id", "confirmed_at", "pgh_obj_id"}
DOORS = {
    "suggestion": gettext_lazy("Vorschlag"),
    "correction": gettext_lazy("direkt geändert"),
    "closing": gettext_lazy("als geschlossen eingetragen"),
    "worklist": gettext_lazy("bestätigt in den Aufgaben"),
    "revert": gettext_lazy("zurückgenommen"),
    "admin": gettext_lazy("Verwaltung"),
    "import": gettext_lazy("Import"),
    "visitor": gettext_lazy("bestätigt von Besuchern"),
    "steward": gettext_lazy("bestätigt von der Ansprechperson"),
    "load_places": gettext_lazy("Befehl auf dem Server"),
    "geocode_places": gettext_lazy("Befehl auf dem Server"),
}


@dataclass(frozen=True)
class Line:
    """One fact before and after; "" where nothing was or is known."""

    label: str
    old: str
    new: str

    @property
    def marked(self) -> list[Part]:
        return parts(self.old, self.new)


@dataclass(frozen=True)
class Recounted:
    """A change in words; `suggestion` is the number of what led to it, None without."""

    id: str
    at: datetime
    by: str
    why: str
    door: str
    suggestion: int | None
    lines: list[Line]
    made_the_place: bool


def recount(changes: Iterable[Change]) -> list[Recounted]:
    """Return `changes` in words, in their order. A query for each kind of thing that they refer to."""
    found = list(changes)
    names = _names(step for change in found for step in change.steps)
    return [
        Recounted(
            change.id,
            change.at,
            change.by,
            change.why,
            str(DOORS.get(change.via, change.via)),
            change.said.get("suggestion"),
            [line for step in change.steps for line in _lines(step, names)],
            makes_a_place(change.steps),
        )
        for change in found
    ]


def makes_a_place(steps: Iterable[Step]) -> bool:
    return any(step.model is Place and step.before is None for step in steps)


def names_of(steps: Iterable[Step]) -> list[str]:
    """Return what the facts are called that `steps` changed, each once."""
    found = list(steps)
    names = _names(found)
    return list(dict.fromkeys(line.label for step in found for line in _lines(step, names)))


Names = dict[tuple[Any, Any], str]
"""What others are called, by their model and identifier."""


def _names(steps: Iterable[Step]) -> Names:
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for step in steps:
        for each in _told(step):
            for row in (step.before, step.after):
                if isinstance(each, ForeignKey) and row and row.get(each.attname):
                    wanted[each.related_model].add(row[each.attname])
        if step.model is OfferTimes:
            wanted[Offer].add((step.after or step.before or {}).get("offer_id"))
    return {
        (model, pk): str(name)
        for model, pks in wanted.items()
        for pk, name in model._default_manager.filter(pk__in=pks).values_list("pk", _called(model))
    }


def _called(model: Any) -> str:
    return "title" if model is Offer else "name"


def _told(step: Step) -> list[Any]:
    fields = step.model._meta.concrete_fields
    known = (step.after or step.before or {}).keys()
    return [each for each in fields if each.attname in known and each.attname not in _UNTOLD]


def _lines(step: Step, names: Names) -> Iterator[Line]:
    if say := _AS_ONE.get(step.model):
        label, told = say(step.after or step.before or {}, names), _WORDS[step.model]
        old, new = (told(row, names) if row else "" for row in (step.before, step.after))
        if old != new:
            yield Line(label, old, new)
        return
    for each in _told(step):
        old, new = (_said(each, row, names) for row in (step.before, step.after))
        if old != new:
            yield Line(_label(each, step), old, new)


def _label(field: Any, step: Step) -> str:
    name = str(field.verbose_name)
    title = (step.after or step.before or {}).get("title") if step.model is Offer else ""
    return _("Angebot „%(title)s“: %(field)s") % {"title": title, "field": name} if title else name


def _said(field: Any, row: Row | None, names: Names) -> str:
    value = row.get(field.attname) if row else None
    if value in (None, "", []):
        return ""
    if isinstance(field, ForeignKey):
        return names.get((field.related_model, value), _("gibt es nicht mehr"))
    if isinstance(value, date):
        return as_of.in_words(value.isoformat())
    if isinstance(value, Point):
        lon, lat = lon_lat(value)
        return wording.position({"lon": lon, "lat": lat})
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return as_of.in_words(value) if field.attname == "as_of" else wording.in_words(field.attname, value)


def _phone(row: Row, names: Names) -> str:
    said = f"{row['shown']} ({row['contact']})" if row["contact"] else str(row["shown"])
    since = as_of.in_words(row["as_of"]) if row["as_of"] else ""
    return _("%(phone)s, Stand %(since)s") % {"phone": said, "since": since} if since else said


def _times(row: Row, names: Names) -> str:
    spoken = wording.in_words("languages", row["languages"])
    return "\n".join(filter(None, (wording.hours(row["opening_hours"]), spoken)))


def _source(row: Row, names: Names) -> str:
    return "\n".join(filter(None, (row["title"], row["url"], row["says"])))


def _assertion(row: Row, names: Names) -> str:
    party = Assertion.Party(row["said_by"]).label
    since = as_of.in_words(row["as_of"]) if row["as_of"] else _("ohne Datum")
    return _("%(party)s, Stand %(since)s") % {"party": party, "since": since}


def _served(row: Row, names: Names) -> str:
    return names.get((Place.serves.rel.model, row["area_id"]), "")


_WORDS: dict[Any, Any] = {
    Phone: _phone,
    OfferTimes: _times,
    Source: _source,
    Assertion: _assertion,
    Place.serves.through: _served,
}
_AS_ONE: dict[Any, Any] = {
    Phone: lambda row, names: _("Telefon"),
    OfferTimes: lambda row, names: (
        _("Angebot „%(title)s“: %(field)s") % {"title": names.get((Offer, row["offer_id"]), ""), "field": _("Zeiten")}
    ),
    Source: lambda row, names: _("Quelle"),
    Assertion: lambda row, names: _("Bestätigt: %(fact)s") % {"fact": Assertion.Fact(row["field"]).label},
    Place.serves.through: lambda row, names: _("Zuständig für"),
}
"""Rows that are told as a whole, each with what it is called."""
