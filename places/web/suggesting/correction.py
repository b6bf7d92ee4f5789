"""What somebody says should be different about a place: facts, that it closed or moved, or where it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from geo.languages import current_language
from places import facts, guarding
from places.facts import BadFact, Facts
from places.models import Place, Suggestion
from places.suggesting import suggest
from places.web.suggesting.fields import Field, field, fields
from places.web.suggesting.letter import Letter, Said, special_hours
from places.web.suggesting.replacing import neighbours, picked
from places.web.suggesting.sealing import NotOurs, known_of, seal, unseal
from places.web.suggesting.sheet import Sheet

Kind = Suggestion.Kind
_KINDS: dict[str, Promise] = {
    Kind.EDIT: gettext_lazy("Eine Angabe ist falsch oder fehlt"),
    Kind.CLOSED: gettext_lazy("Den Ort gibt es nicht mehr"),
    Kind.MOVED: gettext_lazy("Der Ort ist umgezogen"),
    Kind.POSITION: gettext_lazy("Der Punkt auf der Karte ist falsch"),
}
_ADDRESS = ("street", "postcode", "town")
_OFFERED = ("title", "opening_hours", "languages", "cost", "bring")
_DAYS = ("%Y-%m-%d", "%d.%m.%Y")
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


@dataclass(frozen=True)
class Group:
    """Fields that are folded away behind what is known of them today."""

    label: str
    fields: Sequence[Field]
    is_offer: bool = False

    @property
    def today(self) -> str:
        return "" if self.is_offer else " · ".join(filter(None, (each.today for each in self.fields)))

    @property
    def is_open(self) -> bool:
        return any(each.is_open for each in self.fields)


class Correction(Letter):
    """The form of `place`; `asked` is what a link has chosen already."""

    def __init__(self, place: Place, data: QueryDict | None = None, *, asked: str = "") -> None:
        super().__init__(data)
        self.place = place
        self.asked = asked
        self.changes: Facts = {}
        self.said: list[Said] = []
        self.seen = self._seen()
        self.known = [name for name in facts.suggestible(place) if name != "position"]
        where = [name for name in (*_ADDRESS, "position") if name in self.seen]
        self.edit = Sheet(self.known, self.seen, data, place)
        self.moved = Sheet(where, self.seen, data, place, "moved-")
        self.pin = Sheet(where[-1:], self.seen, data, place, "pin-")

    def _seen(self) -> Facts:
        if self.data is None:
            return known_of(self.place)
        try:
            return unseal(self.sent("seen"), self.place)
        except NotOurs:
            self.refuse("angaben", _("Angaben von heute"), _("Bitte prüfen Sie alles noch einmal und senden Sie es."))
            return known_of(self.place)

    @property
    def sealed(self) -> str:
        return seal(self.place, self.seen)

    @property
    def is_protected(self) -> bool:
        """Whether nobody is asked where the place is."""
        return "position" not in self.seen

    @property
    def kinds(self) -> list[tuple[str, Promise]]:
        withheld = {Kind.MOVED, Kind.POSITION} if self.is_protected else set()
        return [(kind, said) for kind, said in _KINDS.items() if kind not in withheld]

    @cached_property
    def kind(self) -> str:
        """What is the matter. Who changed nothing, but filled in another part, means that one."""
        chosen = self.asked if self.data is None else self.sent("kind")
        kind = chosen if chosen in dict(self.kinds) else Kind.EDIT.value
        if self.data is None or self._is_filled(kind):
            return kind
        return next((str(other) for other, _said in self.kinds if self._is_filled(other)), kind)

    def _is_filled(self, kind: str) -> bool:
        if kind == Kind.CLOSED:
            return bool(self.closed_on or self.replaced_by)
        sheet, words = self._asked_by(kind)
        return any(map(sheet.is_changed, sheet.names)) or any(said for _label, said in words)

    def _asked_by(self, kind: str) -> tuple[Sheet, list[Said]]:
        """Return the facts that the part of the form for `kind` asks for, and the words."""
        where = gettext_lazy("Wo der Ort ist")
        if kind == Kind.MOVED:
            return self.moved, [(where, self.moved_where)]
        if kind == Kind.POSITION:
            return self.pin, [(where, self.pin_where)]
        return self.edit, special_hours(self._all_fields)

    @property
    def closed_on(self) -> str:
        return self.sent("closed_on").strip()

    @property
    def replaced_by(self) -> str:
        return self.sent("replaced_by").strip()

    @property
    def moved_where(self) -> str:
        return self.sent("moved-where").strip()

    @property
    def pin_where(self) -> str:
        return self.sent("pin-where").strip()

    @property
    def neighbours(self) -> Iterable[str]:
        return neighbours(self.place)

    @cached_property
    def groups(self) -> list[Group]:
        """What can be corrected, what is most often wrong first."""
        parts = (
            (_("Telefon"), ("phones",)),
            (_("Öffnungszeiten"), ("opening_hours",)),
            (_("Adresse"), _ADDRESS),
            (_("E-Mail und Website"), ("email", "website")),
            (_("Sprachen"), ("languages",)),
            (_("Zugang ohne Stufen"), ("wheelchair",)),
            (_("Name"), ("name",)),
            (_("Beschreibung"), ("description",)),
        )
        made = (Group(label, fields(self.edit, *names)) for label, names in parts)
        return [group for group in made if group.fields]

    @cached_property
    def offers(self) -> list[Group]:
        return [
            Group(offer.title, fields(self.edit, *(f"offers.{offer.pk}.{name}" for name in _OFFERED)), is_offer=True)
            for offer in self.place.offers.all()
        ]

    @property
    def _all_fields(self) -> list[Field]:
        return [each for group in (*self.groups, *self.offers) for each in group.fields]

    @property
    def moved_fields(self) -> list[Field]:
        return fields(self.moved, *_ADDRESS)

    @property
    def moved_pin(self) -> Field:
        return field(self.moved, "position")

    @property
    def pin_field(self) -> Field:
        return field(self.pin, "position")

    def is_readable(self) -> bool:
        self.changes, self.said = self._closing() if self.kind == Kind.CLOSED else self._changes()
        self.refuse_letter(self.said)
        return not self.wrong

    @property
    def texts(self) -> list[str]:
        return [self.whole_message(self.said), *guarding.added(self.changes, self.seen)]

    def kept(self) -> Suggestion | None:
        try:
            return suggest(
                kind=Kind(self.kind),
                place=self.place,
                changes=self.changes,
                before=self.seen,
                message=self.whole_message(self.said),
                email=self.answer_to,
                language=current_language(),
            )
        except BadFact as error:
            label = facts.label(error.field) if error.field in self.seen else _("Angaben von heute")
            self.refuse("angaben", label, error.rule.said)
            return None

    def _changes(self) -> tuple[Facts, list[Said]]:
        sheet, said = self._asked_by(self.kind)
        changes = sheet.changes
        for group in self.groups:
            self.refuse_fields(group.fields)
        for group in self.offers:
            self.refuse_fields(group.fields, f"{group.label}: ")
        if self.kind != Kind.EDIT:
            self.refuse_fields(fields(sheet, *sheet.names))
        return changes, said

    def _closing(self) -> tuple[Facts, list[Said]]:
        changes: Facts = {}
        if self.closed_on:
            try:
                changes["closed_on"] = facts.clean_closing_day(day_of(self.closed_on)).isoformat()
            except ValueError:
                said = _("Das ist kein Tag. Bitte geben Sie ihn so ein: 26.11.2026.")
                self.refuse("closed_on", _("Seit wann?"), said)
            except BadFact as error:
                self.refuse("closed_on", _("Seit wann?"), error.rule.said)
        if slug := picked(self.replaced_by, self.place):
            return changes | {"replaced_by": slug}, []
        return changes, [(gettext_lazy("Was es stattdessen gibt"), self.replaced_by)]


def day_of(text: str) -> date:
    """Return the day that `text` names. Raises ValueError."""
    for pattern in _DAYS:
        try:
            day = datetime.strptime(text, pattern).date()
        except ValueError:
            continue
        if _FIRST_YEAR <= day.year <= _LAST_YEAR:
            return day
    raise ValueError(text)
