"""What an editor wants to know beside a suggestion: neighbours in the queue, others about the place, who changed it."""

from typing import Any

from geo.coordinates import point
from places import history, roles
from places.facts import Facts
from places.likeness import Similar, similar
from places.models import Suggestion
from places.querysets import SuggestionQuerySet
from places.staff import pictures
from places.staff.recounting import Recounted, recount

_ABOUT_WHERE = (Suggestion.Kind.NEW, Suggestion.Kind.MOVED, Suggestion.Kind.POSITION)


def around(suggestion: Suggestion, now: Facts, pending: SuggestionQuerySet, user: Any) -> dict[str, Any]:
    """Return what stands around `suggestion` on the page of `user`, who also looks through all that is `pending`."""
    return {
        "previous": pending.earlier_than(suggestion.sent_at, suggestion.pk).first(),
        "next": pending.later_than(suggestion.sent_at, suggestion.pk).first(),
        "alike": alike(suggestion, user),
        "others": others(suggestion),
        "since": since(suggestion),
        **where(suggestion, now),
    }


def following(suggestion: Suggestion, pending: SuggestionQuerySet) -> Suggestion | None:
    """Return what is decided about next: what was sent later, else the oldest."""
    later: Suggestion | None = pending.later_than(suggestion.sent_at, suggestion.pk).first()
    return later or pending.first()


def alike(suggestion: Suggestion, user: Any) -> list[Similar]:
    """Return the places that a new one may be: of what the public does not know, only what `user` may change."""
    if suggestion.kind != Suggestion.Kind.NEW or not suggestion.is_pending:
        return []
    said = suggestion.changes
    at = said.get("position")
    described: dict[str, Any] = {
        "name": said["name"],
        "at": point(lon=at["lon"], lat=at["lat"]) if at else None,
        "street": said.get("street", ""),
        "town": said.get("town", ""),
        "phones": [phone["number"] for phone in said.get("phones", ())],
    }
    known = {each.place.pk: each for each in similar(**described, also_hidden=True)}
    own = set(roles.editable_places(user).filter(pk__in=known).values_list("pk", flat=True))
    public = {each.place.pk: each for each in similar(**described)}
    return list((public | {pk: each for pk, each in known.items() if pk in own}).values())


def others(suggestion: Suggestion) -> list[Suggestion]:
    """Return the other suggestions about the same place that wait."""
    if suggestion.place is None:
        return []
    about = Suggestion.objects.pending().about(suggestion.place.pk).other_than(suggestion.pk)
    return list(about.with_parts())


def since(suggestion: Suggestion) -> list[Recounted]:
    """Return who changed the place after the suggestion was sent."""
    if suggestion.place is None or not suggestion.is_pending:
        return []
    return recount(change for change in history.changes(suggestion.place) if change.at > suggestion.sent_at)


def where(suggestion: Suggestion, now: Facts) -> dict[str, Any]:
    suggested = suggestion.changes
    if "position" not in suggested and suggestion.kind not in _ABOUT_WHERE:
        return {}
    return {"picture": pictures.picture(now, suggested), "move": pictures.move(now, suggested)}
