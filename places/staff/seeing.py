"""What an editor sees of a suggestion: what the sender saw, what the place says now, and what it should say."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from places import facts
from places.facts import Facts
from places.models import Place, Suggestion
from places.staff import wording
from places.staff.differences import Part, parts

ABOUT_CLOSING = {
    "closed_on": gettext_lazy("Geschlossen seit"),
    "replaced_by": gettext_lazy("Stattdessen gibt es"),
}


@dataclass(frozen=True)
class Difference:
    """One fact in three versions: `before` (as the sender saw it), `now`, and `suggested`."""

    name: str
    label: str
    before: Any
    now: Any
    suggested: Any

    @property
    def is_stale(self) -> bool:
        """Whether somebody has changed the fact since, to something else than what is suggested."""
        return self.now not in (self.before, self.suggested)

    @property
    def is_done(self) -> bool:
        """Whether the place says by now what is suggested."""
        return bool(self.now == self.suggested)

    @property
    def is_hours(self) -> bool:
        return self.name.endswith("opening_hours")

    @property
    def said_before(self) -> str:
        return wording.in_words(self.name, self.before)

    @property
    def said_now(self) -> str:
        return wording.in_words(self.name, self.now)

    @property
    def said_suggested(self) -> str:
        return wording.in_words(self.name, self.suggested)

    @property
    def marked(self) -> Sequence[Part]:
        """What would be different from now."""
        return parts(self.said_now, self.said_suggested)

    @property
    def marked_since(self) -> Sequence[Part]:
        """What is different now from what the sender saw."""
        return parts(self.said_before, self.said_now)


def now_of(suggestion: Suggestion) -> Facts:
    """Return what the place of `suggestion` says today; nothing yet of a new one."""
    place = suggestion.place
    if place is None:
        return facts.read_new()
    return facts.read_closing(place) if suggestion.kind == Suggestion.Kind.CLOSED else facts.read(place)


def differences(suggestion: Suggestion, now: Facts | None = None) -> list[Difference]:
    """Return the facts that `suggestion` is about, in the order in which they are told."""
    known = now_of(suggestion) if now is None else now
    return [
        Difference(
            name, label(name, suggestion.place), suggestion.before.get(name, known.get(name)), known.get(name), value
        )
        for name, value in sorted(suggestion.changes.items(), key=lambda each: _turn(each[0]))
    ]


def is_only_words(suggestion: Suggestion) -> bool:
    """Whether `suggestion` is a message that names nothing to be written: somebody has to read it."""
    return not suggestion.changes and suggestion.kind != Suggestion.Kind.CLOSED


def written(suggestion: Suggestion) -> list[tuple[str, str]]:
    """Return what was accepted of `suggestion`, or what of a rejected one was not, by its name and in words."""
    is_rejected = suggestion.state == Suggestion.State.REJECTED
    said = suggestion.changes if is_rejected else suggestion.accepted
    return [(label(name, suggestion.place), wording.in_words(name, said[name])) for name in sorted(said, key=_turn)]


def label(name: str, place: Place | None = None) -> str:
    """Return what the fact `name` is called; of a part of an offer, with the offer."""
    said = str(ABOUT_CLOSING.get(name) or facts.label(name))
    part = facts.offer_of(name)
    if part is None:
        return said
    titles = {offer.pk: offer.title for offer in place.offers.all()} if place else {}
    return _("%(offer)s: %(fact)s") % {"offer": titles.get(part[0], _("früheres Angebot")), "fact": said}


def _turn(name: str) -> tuple[int, str]:
    order = [*facts.read_new()]
    return (order.index(name) if name in order else len(order), name)
