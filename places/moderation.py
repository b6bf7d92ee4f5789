"""What becomes of suggestions. Each decision is one atomic change by a named account."""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from geo.geocoding import GeocodingError
from places import confirming, correspondence, facts, features, history, locating, roles
from places.facts import BadFact, Facts, Rule
from places.models import Assertion, Place, Suggestion, Visibility
from places.naming import free_slug
from places.querysets import AGEING
from places.verifying.telling import all_sayings

Kind = Suggestion.Kind
State = Suggestion.State
_CLOSING = ("visibility", "closed_on", "replaced_by")


class AlreadyDecided(Exception):
    """Somebody has decided about the suggestion. Look at what became of it."""


class ChangedMeanwhile(Exception):
    """The place does not say any more what the editor saw. Look at it again; `fields` are what differs."""

    def __init__(self, fields: Collection[str]) -> None:
        super().__init__(", ".join(sorted(fields)))
        self.fields = fields


def accept(
    suggestion: Suggestion,
    *,
    by: Any,
    fields: Collection[str] | None = None,
    edits: Mapping[str, Any] | None = None,
    seen: Mapping[str, Any] | None = None,
) -> Place:
    """Write the suggested `fields` (None: all), with the values of `edits` in their stead where there are any.

    Returns the place as it is then. `seen` is what the editor saw of it: where it says something else by now, nothing
    is written. Raises AlreadyDecided, ChangedMeanwhile, NotYours, or BadFact.
    """
    with history.attributed(by=by, why=_why(suggestion), via="suggestion", suggestion=suggestion.number):
        suggestion = _lock_pending(suggestion, by)
        wanted = suggestion.changes if fields is None else {name: suggestion.changes[name] for name in fields}
        wanted = {**wanted, **dict(edits or {})}
        place = _written(suggestion, wanted, seen or {}, by)
        _decide(suggestion, State.ACCEPTED, by=by, accepted=wanted, place=place)
        features.refresh([place.pk])
    return place


def reject(suggestion: Suggestion, *, reason: str, by: Any) -> Suggestion:
    """Keep the place as it is, and why. Raises AlreadyDecided, or NotYours."""
    with history.attributed(by=by, why=_why(suggestion), via="suggestion", suggestion=suggestion.number):
        suggestion = _lock_pending(suggestion, by)
        _decide(suggestion, State.REJECTED, by=by, reason=reason)
    return suggestion


def _why(suggestion: Suggestion) -> str:
    return f"Vorschlag {suggestion.number}"


def _lock_pending(suggestion: Suggestion, by: Any) -> Suggestion:
    locked: Suggestion = (
        Suggestion.objects.select_for_update(of=("self",)).select_related("place", "area").get(pk=suggestion.pk)
    )
    roles.refuse_unless(roles.may_decide(by, locked))
    if not locked.is_pending:
        raise AlreadyDecided(f"{locked.number} was decided about.")
    return locked


def _decide(suggestion: Suggestion, state: State, *, by: Any, **said: Any) -> None:
    address, suggestion.email = suggestion.email, ""
    suggestion.state, suggestion.decided_by, suggestion.decided_at = state, by, timezone.now()
    for name, value in said.items():
        setattr(suggestion, name, value)
    suggestion.save()
    if address:
        correspondence.tell_the_decision(suggestion, address)


def _written(suggestion: Suggestion, wanted: Facts, seen: Mapping[str, Any], by: Any) -> Place:
    if suggestion.kind == Kind.CLOSED:
        assert suggestion.place  # noqa: S101  a constraint of the database
        _refuse_the_unseen(facts.read_closing(suggestion.place), seen)
        return close(suggestion.place, by=by, **closing(wanted))
    place = suggestion.place or _new(suggestion, wanted, by)
    wanted = facts.clean_all(wanted, suggestion.place)
    return _say(place, wanted, seen, by=by, source=_why(suggestion), has_moved=suggestion.kind == Kind.MOVED)


def correct(place: Place, values: Mapping[str, Any], *, by: Any, seen: Mapping[str, Any] | None = None) -> Place:
    """Write `values` at once, as `by` may who decides about `place`; return it as it is then.

    Raises ChangedMeanwhile, as `accept` does, NotYours, or BadFact.
    """
    with history.attributed(by=by, via="correction"):
        place = Place.objects.get(pk=place.pk)
        roles.refuse_unless(roles.may_edit(by, place))
        place = _say(place, facts.clean_all(values, place), seen or {}, by=by)
        features.refresh([place.pk])
    return place


def _say(
    place: Place, wanted: Facts, seen: Mapping[str, Any], *, by: Any, source: str = "", has_moved: bool = False
) -> Place:
    """Make `place` say what is `wanted`, and keep who says so. Raises ChangedMeanwhile, or BadFact."""
    _refuse_the_unseen(facts.read(place), seen)
    facts.write(place, wanted, on=_today())
    _confirm(place, wanted, by=by, source=source)
    if wanted.keys() & {"street", "postcode", "town"} and "position" not in wanted:
        transaction.on_commit(partial(_follow_the_address, place, has_moved=has_moved, go_on=history.to_go_on()))
    return Place.objects.get(pk=place.pk)


def vouch(place: Place, marks: Mapping[str, str], *, by: Any) -> None:
    """Keep that `by` says that facts of `place` still hold; `marks` tell what was seen of each, see `Saying.mark`.

    Raises ChangedMeanwhile where one says something else by now, or NotYours.
    """
    with history.attributed(by=by, via="worklist"):
        roles.refuse_unless(roles.may_edit(by, place))
        now = {each.fact: each.mark for each in all_sayings(Place.objects.get(pk=place.pk), AGEING)}
        if changed := {fact for fact, mark in marks.items() if now.get(fact) != mark}:
            raise ChangedMeanwhile(changed)
        still = [Assertion.Fact(fact) for fact in marks]
        confirming.confirm(place, still, said_by=party_of(by, place), user=by, on=_today())
        features.refresh([place.pk])


def confirm_what_differs(place: Place, before: Facts, *, by: Any) -> None:
    """Keep that `by` says what `place` says by now, where that is not what it said `before`. Raises NotYours."""
    roles.refuse_unless(roles.may_edit(by, place))
    now = facts.read(Place.objects.get(pk=place.pk))
    _confirm(place, [name for name, value in now.items() if before.get(name) != value], by=by)


def _confirm(place: Place, names: Collection[str], *, by: Any, source: str = "") -> None:
    said = facts.asserted_by(names)
    confirming.confirm(place, said, said_by=party_of(by, place), user=by, on=_today(), source=source)


def party_of(user: Any, place: Place) -> Assertion.Party:
    """Return for whom `user` speaks of `place`: a steward for who runs it, everybody else for the municipality."""
    is_editor = roles.may_add(user, place.area)
    return Assertion.Party.MUNICIPALITY if is_editor else Assertion.Party.OPERATOR


def _refuse_the_unseen(now: Facts, seen: Mapping[str, Any]) -> None:
    if changed := {name for name, value in seen.items() if now.get(name) != value}:
        raise ChangedMeanwhile(changed)


def closing(wanted: Facts) -> dict[str, Any]:
    """Return since when a place is closed and what replaced it, as far as that is said, as `close` takes them."""
    on = date.fromisoformat(wanted["closed_on"]) if wanted.get("closed_on") else None
    replaced_by = wanted.get("replaced_by")
    return {"on": on, "replaced_by": Place.objects.named(replaced_by).first() if replaced_by else None}


def close(place: Place, *, by: Any, on: date | None = None, replaced_by: Place | None = None) -> Place:
    """Mark `place` as closed since that day: it stays, with what replaced it, but no search finds it.

    Of what nobody says, what is known already stays; of a day that nobody knows, it is today. Raises BadFact of a day
    to come, and of a place that is hidden: closed, everybody could read its name.
    """
    with history.attributed(by=by, via="closing"):
        roles.refuse_unless(roles.may_edit(by, place))
        place.refresh_from_db(fields=_CLOSING)
        if place.visibility == Visibility.HIDDEN:
            raise BadFact("closed_on", Rule("is not for a hidden place", _("Dieser Ort ist nicht veröffentlicht.")))
        place.visibility = Visibility.CLOSED
        place.closed_on = facts.clean_closing_day(on) if on else place.closed_on or _today()
        place.replaced_by = replaced_by or place.replaced_by
        place.save(update_fields=[*_CLOSING, "edited_at"])
        features.refresh([place.pk])
    return place


def _new(suggestion: Suggestion, wanted: Facts, by: Any) -> Place:
    roles.refuse_unless(roles.may_add(by, suggestion.area))
    name = facts.clean("name", wanted.get("name", suggestion.changes["name"]))
    return Place.objects.create(name=name, slug=free_slug(name), area=suggestion.area, as_of=_today().isoformat())


def _follow_the_address(place: Place, *, has_moved: bool, go_on: Callable[[], AbstractContextManager[None]]) -> None:
    """Look the new address up, now that nobody waits; who moved to where nobody knows is shown at the municipality.

    The point is part of the change that brought the address: who takes that back gets the old point, too.
    """
    try:
        answer = locating.find(place)
    except GeocodingError:
        answer = None
    with go_on():
        if answer:
            locating.follow(place, answer, worth=locating.always if has_moved else locating.improves)
        elif has_moved:
            locating.take_away(place)
        features.refresh([place.pk])


def _today() -> date:
    return timezone.localdate()
