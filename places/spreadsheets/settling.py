"""What a row means for the map, once all that concerns the rows of an import was read together."""

from copy import copy
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from geo.folding import fold
from geo.models import Area
from places import locating, roles
from places.models import Import, ImportRow, Phone, Place, Visibility
from places.spreadsheets import comparing
from places.spreadsheets.fields import BY_KEY
from places.spreadsheets.matching import Match
from places.spreadsheets.understanding import Problem, Surroundings

Outcome = ImportRow.Outcome
Decision = ImportRow.Decision


class Planner:
    """Settles row after row, with all that was read for them together."""

    def __init__(self, given: Import, around: Surroundings, found: dict[int, Match], repeated: dict[Any, int]) -> None:
        self.given, self.around, self.found, self.repeated = given, around, found, repeated
        self.taken: dict[UUID, int] = {}
        self.keys: dict[str, int] = {}
        likely = {match.place.pk for match in found.values() if match.place}
        self.places = {place.pk: place for place in Place.objects.with_facts(likely)}
        self.said_before = ImportRow.objects.last_said(given.pk, likely)
        self.mine = _editable(given)

    def settle(self, row: ImportRow) -> None:
        if row.decision == Decision.SKIP:
            row.outcome = Outcome.SKIPPED
            return
        self._repeated_key(row)
        place, is_sure = self._place(row)
        if place is None or not is_sure:
            self._where(row)
        if place and is_sure:
            self._change(row, place)
        elif row.pk in self.repeated and row.decision != Decision.NEW:
            row.outcome, row.twin = Outcome.DUPLICATE, self.repeated[row.pk]
        elif place:
            row.outcome, row.place = Outcome.DUPLICATE, place
        else:
            self._new(row)
        if row.errors:
            row.outcome = Outcome.ERROR

    def _place(self, row: ImportRow) -> tuple[Place | None, bool]:
        found = self.found[row.pk]
        if found.place is None or (row.decision == Decision.NEW and not found.is_sure):
            return None, False
        return self.places[found.place.pk], found.is_sure or row.decision == Decision.THAT

    def _tell(self, row: ImportRow, kind: Any, text: str, name: str = "") -> None:
        mapping = self.given.mapping
        column = mapping.index(name) if name in mapping else None
        row.problems.append(Problem(kind, text, column, name).as_json())

    def _repeated_key(self, row: ImportRow) -> None:
        if row.key and self.keys.setdefault(row.key, row.number) != row.number:
            said = {"key": row.key[:40], "row": self.keys[row.key]}
            self._tell(row, "error", _("Die Kennung „%(key)s“ steht schon in Zeile %(row)d.") % said, "key")

    def _where(self, row: ImportRow) -> None:
        """Tell what is to be known about where a new place would be, and whether it may be there."""
        if row.area_id is None:
            if not row.errors:
                text = _("Die Gemeinde ist nicht bekannt: Sie steht nicht da, und die Adresse wurde nicht gefunden.")
                self._tell(row, "error", text, "municipality")
            return
        area = self.around.by_pk[row.area_id]
        self._refuse_foreign(row, area)
        self._outside(row, area)
        if row.point is None and row.is_located:
            text = _("Die Adresse wurde nicht gefunden. Auf der Karte steht der Ort in der Mitte von %(area)s.")
            self._tell(row, "warning", text % {"area": area.name}, "street")

    def _outside(self, row: ImportRow, area: Area) -> None:
        if row.point and row.lies_in_id != area.pk:
            lies_in = self.around.by_pk.get(row.lies_in_id or 0)
            where = lies_in.name if lies_in else _("keiner Gemeinde, die wir kennen")
            text = _("Der Punkt liegt nicht in %(area)s, sondern in %(where)s.") % {"area": area.name, "where": where}
            self._tell(row, "warning", text, "municipality")

    def _refuse_foreign(self, row: ImportRow, area: Area) -> None:
        if self.mine is not None and area.pk not in self.mine:
            text = _("Über Orte in %(area)s entscheiden Sie nicht.") % {"area": area.name}
            self._tell(row, "error", text, "municipality")

    def _new(self, row: ImportRow) -> None:
        row.outcome = Outcome.NEW
        wanted = {name: value for name, value in row.values.items() if name in comparing.FIELDS and value}
        wanted.setdefault("visibility", Visibility.PUBLIC.value)
        wanted.pop("position", None)
        if row.area_id:
            wanted["municipality"] = self.around.by_pk[row.area_id].key
        if row.point:
            wanted["position"] = _position(row)
        row.changes = comparing.changes(comparing.nothing(), wanted)
        self._refuse_the_street(row, Place())

    def _change(self, row: ImportRow, place: Place) -> None:
        """Compare with what `place` says; what people changed since the same value was imported stays."""
        row.place = place
        if self.taken.setdefault(place.pk, row.number) != row.number:
            row.outcome, row.twin = Outcome.DUPLICATE, self.taken[place.pk]
            return
        self._refuse_foreign(row, place.area)
        if place.visibility == Visibility.CLOSED:
            row.outcome = Outcome.DUPLICATE
            self._tell(
                row, "warning", _("Diesen Ort gibt es hier schon, und er ist geschlossen. Er bleibt, wie er ist.")
            )
            return
        row.changes = self._changes(row, place)
        row.outcome = Outcome.CHANGED if row.changes else Outcome.SAME
        area = self.around.by_pk.get(row.area_id or 0)
        if "municipality" in row.changes and area:
            self._refuse_foreign(row, area)
        else:
            row.area_id = place.area_id
        if row.changes.keys() & {"position", "municipality"}:
            self._outside(row, self.around.by_pk.get(row.area_id or 0, place.area))
        self._refuse_the_street(row, place)

    def _changes(self, row: ImportRow, place: Place) -> dict[str, list[Any]]:
        now = comparing.said_by(place)
        wanted = {name: value for name, value in row.values.items() if name in comparing.FIELDS}
        if "position" in wanted and row.values.get("precision"):
            wanted["position"] = {**wanted["position"], "precision": row.values["precision"]}
        changes = comparing.changes(now, wanted)
        before = self.said_before.get(place.pk, {})
        kept = [name for name in changes if name in before and before[name] == row.values.get(name)]
        if kept:
            names = ", ".join(str(BY_KEY[_column(name)].heading) for name in kept)
            text = _("Seit dem letzten Import geändert und bleibt so: %(fields)s.") % {"fields": names}
            self._tell(row, "told", text)
        changes = {name: change for name, change in changes.items() if name not in kept}
        return self._with_the_point(row, place, changes)

    def _with_the_point(self, row: ImportRow, place: Place, changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """Let the point follow another address, unless a person has set it."""
        moved = [name for name in ("street", "postcode") if name in changes and _differs(changes[name])]
        if not moved or "position" in row.values:
            return changes
        if locating.set_by_hand(place):
            self._tell(
                row, "warning", _("Die Adresse ändert sich. Der Punkt wurde von Hand gesetzt und bleibt."), "street"
            )
            return changes
        now = comparing.said_by(place)
        where = _position(row) if row.point else None
        return changes | comparing.changes(now, {"position": where})

    def _refuse_the_street(self, row: ImportRow, place: Place) -> None:
        """Refuse what would tell the street of a protected place, as its form does."""
        if not row.changes:
            return
        draft = copy(place)
        for name in comparing.PLAIN:
            setattr(draft, name, row.changes[name][1] if name in row.changes else getattr(place, name))
        if draft.visibility not in (Visibility.AREA_ONLY, Visibility.HIDDEN):
            return
        try:
            draft.clean()
            for phone in row.values.get("phones", ()):
                draft.refuse_the_street(Phone(contact=phone["contact"]), ["contact"])
            for offer in place.offers.all() if row.place else ():
                draft.refuse_the_street(offer, offer.PUBLIC_WORDS)
                for times in offer.times.all():
                    draft.refuse_the_street(times, ["opening_hours"])
        except ValidationError as refused:
            self._tell(row, "error", refused.messages[0], "visibility")


def _editable(given: Import) -> set[int] | None:
    """Return the municipalities whose places the import may touch; None for all."""
    if given.user is None or roles.is_administrator(given.user):
        return None
    return set(roles.editable_areas(given.user).values_list("pk", flat=True))


def _position(row: ImportRow) -> dict[str, Any] | None:
    if row.point is None:
        return None
    return {"lon": round(row.point.x, 6), "lat": round(row.point.y, 6), "precision": row.precision}


def _differs(change: list[Any]) -> bool:
    return fold(change[0]) != fold(change[1])


def _column(name: str) -> str:
    return {"categories": "category", "position": "coordinates"}.get(name, name)
