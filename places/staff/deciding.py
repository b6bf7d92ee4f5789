"""Decisions as a page asks for them, and what is said of each: done, or why not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from places import moderation, roles
from places.facts import BadFact
from places.models import Suggestion
from places.moderation import AlreadyDecided, ChangedMeanwhile
from places.roles import NotYours
from places.staff.seeing import is_only_words, label

Decide = Callable[[Suggestion], Any]


class OnlyWords(Exception):
    """The suggestion names nothing that could be written. Read its message."""


@dataclass(frozen=True)
class Outcome:
    """What became of the wish to decide about the suggestion `number`; `trouble` is "" where it was decided."""

    number: int
    trouble: str = ""


def each(numbers: Iterable[int], decide: Decide, *, by: Any) -> list[Outcome]:
    """Decide about the suggestions one by one: what fails is told, and the rest stands."""
    return [_outcome(number, decide, by) for number in numbers]


def as_seen(suggestion: Suggestion, *, by: Any) -> None:
    """Accept all of `suggestion` where the place still says what the sender saw.

    Raises OnlyWords, and as `moderation.accept` does.
    """
    if is_only_words(suggestion):
        raise OnlyWords
    seen = suggestion.before if suggestion.place else None
    moderation.accept(suggestion, seen=seen, by=by)


def _outcome(number: int, decide: Decide, by: Any) -> Outcome:
    suggestion = roles.decidable(by).numbered(number).with_parts().first()
    try:
        if suggestion is None:
            raise NotYours
        decide(suggestion)
    except (AlreadyDecided, ChangedMeanwhile, NotYours, BadFact, OnlyWords) as error:
        return Outcome(number, trouble(error, suggestion))
    return Outcome(number)


def trouble(error: Exception, suggestion: Suggestion | None) -> str:
    """Return in words why `suggestion` could not be decided about, and what to do."""
    place = suggestion.place if suggestion else None
    if isinstance(error, AlreadyDecided) and suggestion:
        suggestion.refresh_from_db()
        return verdict(suggestion)
    if isinstance(error, ChangedMeanwhile):
        names = ", ".join(label(name, place) for name in sorted(error.fields))
        if not names:
            return _("Die Seite war zu alt. Bitte sehen Sie es noch einmal an.")
        return _("Der Ort wurde inzwischen geändert (%(names)s). Bitte sehen Sie es noch einmal an.") % {"names": names}
    if isinstance(error, OnlyWords):
        return _("Das ist nur eine Nachricht. Bitte öffnen Sie den Vorschlag und lesen Sie sie.")
    if isinstance(error, BadFact):
        return f"{label(error.field, place)}: {error.rule.said}"
    return _("Diesen Vorschlag gibt es hier nicht.")


def verdict(suggestion: Suggestion) -> str:
    """Return who decided what about `suggestion`."""
    by = suggestion.decided_by
    who = (by.get_full_name() or by.get_username()) if by else _("Jemand")
    if suggestion.state == Suggestion.State.ACCEPTED:
        return _("%(who)s hat diesen Vorschlag schon übernommen.") % {"who": who}
    return _("%(who)s hat diesen Vorschlag schon abgelehnt.") % {"who": who}
