"""What the public may know of what changed: of which place, when, and which of its facts.

Nothing of a hidden place, also of what happened while it was one. Of a protected place, only that something did that
everybody sees; of a closed one, only that it closed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Max, OuterRef, Q, Subquery, Value

from geo.functions import AmongThese
from places import history
from places.features import WITHHELD
from places.history import Change, Step
from places.history.changes import EVENTS
from places.models import Assertion, Offer, OfferEvent, OfferTimes, Phone, Place, PlaceEvent, Source, Visibility

Cursor = dict[str, int]
"""How far the events of each kind of row were read: the last number. A writer's lock keeps their order."""

_TOLD = (Visibility.PUBLIC, Visibility.AREA_ONLY)
_MOST_EVENTS = 1000
_UNTOLD_AS_WELL = 3  # so many times more changes are looked at, since some are not told
_OFFERS = OfferEvent.objects.filter(id=OuterRef("offer_id"))
_UNTOLD = {"id", "visibility", "closed_on", "replaced_by_id"}
_NAMES = {"organization_id": "organization", "area_id": "area", "location": "position"}
_PARTS: dict[Any, str] = {
    Offer: "offers",
    OfferTimes: "offers",
    Phone: "phones",
    Source: "sources",
    Place.serves.through: "serves",
    Assertion: "confirmed",
}
_OF_THE_POINT = {"position", *WITHHELD}
_CONFIRMING_WHERE = {Assertion.Fact.ADDRESS, Assertion.Fact.POSITION}


class Kind(models.TextChoices):
    CREATED = "created"
    CHANGED = "changed"
    CLOSED = "closed"
    REOPENED = "reopened"


@dataclass(frozen=True)
class PublicChange:
    """What somebody did to `place` at once. `fields` are names as in Features, and "position" for the point.

    They are empty of a place that is new, closed, open again, or protected. `id` stays the same for ever.
    """

    id: str
    kind: Kind
    at: datetime
    place: Place
    fields: tuple[str, ...] = ()


def latest() -> Cursor:
    """Return the cursor behind all that was written so far."""
    found = {model: events._default_manager.aggregate(last=Max("pgh_id"))["last"] for model, events in EVENTS.items()}
    return {model._meta.db_table: last or 0 for model, last in found.items()}


def last_written_at() -> datetime | None:
    """Return when anything was written last, told or not: also a place that was hidden changes what is told."""
    found = [
        events._default_manager.order_by("-pgh_id").values_list("pgh_created_at").first() for events in EVENTS.values()
    ]
    return max((row[0] for row in found if row), default=None)


def since(cursor: Cursor) -> tuple[list[PublicChange], Cursor]:
    """Return what changed after `cursor`, the oldest first, and the next cursor.

    Ask with the writers' lock, so that no change is seen in part.
    """
    after = latest()
    which = {
        model: Q(pgh_id__gt=cursor.get(model._meta.db_table, 0), pgh_id__lte=after[model._meta.db_table])
        for model in EVENTS
    }
    return _public(history.matching(which), Place.objects.all())[::-1], after


def recent(area: str = "", *, limit: int) -> list[PublicChange]:
    """Return the last changes, at most `limit`, of places in the area with the key `area`; the newest first.

    They are looked for among the last thousand events of each kind of row, and then read whole.
    """
    places = Place.objects.in_area(area) if area else Place.objects.all()
    latest_first = sorted(_touched(places), key=lambda each: each.at, reverse=True)[: limit * _UNTOLD_AS_WELL]
    named = Q(pgh_context_id__in={each.change for each in latest_first if each.change})
    unnamed = Q(pgh_context_id=None, pgh_created_at__in={each.at for each in latest_first if not each.change})
    ids = {each.place for each in latest_first}
    which = {model: (named | unnamed) & _of_places(model, ids) for model in EVENTS}
    return _public(history.matching(which), places)[:limit]


class _Touch(NamedTuple):
    place: UUID
    change: UUID | None
    at: datetime


def _touched(places: models.QuerySet[Place]) -> Iterable[_Touch]:
    """Return which of `places` the last events were of, in which changes, each with the last of its moments."""
    found: dict[Any, _Touch] = {}
    for model, events in EVENTS.items():
        rows = events._default_manager.filter(_of_places(model, places.values("pk"))).order_by("-pgh_id")
        place: Any = {Place: F("id"), OfferTimes: Subquery(_OFFERS.values("place_id")[:1])}.get(model, F("place_id"))
        columns = ("of", "pgh_context_id", "pgh_created_at")
        for row in rows.annotate(of=place).values_list(*columns)[:_MOST_EVENTS]:
            touch = _Touch(*row)
            key = (touch.place, touch.change or touch.at)
            found[key] = max(touch, found.get(key, touch), key=lambda each: each.at)
    return found.values()


def _of_places(model: Any, places: Any) -> Q:
    offers = OfferEvent.objects.filter(place_id__in=places).values("id")
    return {Place: Q(id__in=places), OfferTimes: Q(offer_id__in=offers)}.get(model, Q(place_id__in=places))


def _public(changes: Iterable[Change], places: models.QuerySet[Place]) -> list[PublicChange]:
    """Return what is public of `changes`, in their order."""
    changes = list(changes)
    of_offers = _places_of_offers(changes)
    parts = [(change, *part) for change in changes for part in _by_place(change, of_offers).items()]
    present = _present({place for _change, place, _steps in parts}, places)
    past = _Past(present)
    told = (_told(change, present[pk], steps, past) for change, pk, steps in parts if pk in present)
    return [each for each in told if each]


def _present(ids: set[UUID], places: models.QuerySet[Place]) -> dict[UUID, Place]:
    """Return the places among `ids` that the public may know, by their identifiers."""
    shown = places.filter(_among("pk", ids)).exclude(visibility=Visibility.HIDDEN)
    heavy = ("searchable", "feature", "location", "shown_location", "area__boundary", "area__stand_in")
    return {place.pk: place for place in shown.select_related("area").defer(*heavy)}


def _places_of_offers(changes: list[Change]) -> dict[UUID, UUID]:
    offers = {_row(step)["offer_id"] for change in changes for step in change.steps if step.model is OfferTimes}
    return dict(OfferEvent.objects.filter(_among("id", offers)).values_list("id", "place_id"))


def _among(field: str, ids: Iterable[UUID]) -> Q:
    """Keep rows with one of `ids`, which are bound as one array: an import has more of them than a query parameters."""
    return Q(AmongThese(F(field), Value(list(ids), output_field=ArrayField(models.UUIDField()))))


def _row(step: Step) -> dict[str, Any]:
    return step.after or step.before or {}


def _by_place(change: Change, of_offers: Mapping[UUID, UUID]) -> dict[UUID, list[Step]]:
    found: defaultdict[UUID, list[Step]] = defaultdict(list)
    for step in change.steps:
        row = _row(step)
        if step.model is Place:
            found[step.pk].append(step)
        else:
            found[row["place_id"] if "place_id" in row else of_offers[row["offer_id"]]].append(step)
    return found


class _Past:
    """Who could see a place at a moment."""

    def __init__(self, places: Iterable[UUID]) -> None:
        rows = PlaceEvent.objects.filter(_among("id", places)).order_by("pgh_id")
        self._known: defaultdict[UUID, list[tuple[datetime, str]]] = defaultdict(list)
        for pk, at, visibility in rows.values_list("id", "pgh_created_at", "visibility"):
            self._known[pk].append((at, visibility))

    def visibility(self, place: Place, at: datetime) -> str:
        return next((seen for when, seen in reversed(self._known[place.pk]) if when <= at), place.visibility)

    def was_told(self, place: Place, at: datetime) -> bool:
        return any(seen in _TOLD for when, seen in self._known[place.pk] if when < at)


def _told(change: Change, place: Place, steps: list[Step], past: _Past) -> PublicChange | None:
    """Return what the public may know of what `change` did to `place`; None where that is nothing."""
    own = next((step for step in steps if step.model is Place), None)
    after = (own.after or {}).get("visibility") if own else past.visibility(place, change.at)
    before = (own.before or {}).get("visibility") if own else after
    made = PublicChange(f"{change.id}/{place.pk}", Kind.CHANGED, change.at, place)
    if after == Visibility.CLOSED or place.visibility == Visibility.CLOSED:
        return _of_kind(made, Kind.CLOSED) if after == Visibility.CLOSED and before in _TOLD else None
    if after not in _TOLD:
        return None
    if before not in _TOLD:
        is_known = before == Visibility.CLOSED and past.was_told(place, change.at)
        return _of_kind(made, Kind.REOPENED if is_known else Kind.CREATED)
    if Visibility.AREA_ONLY in (before, after, place.visibility):
        return made if before != after or any(map(_is_seen_of_protected, steps)) else None
    fields = {name for step in steps for name in _names(step)}
    return PublicChange(made.id, made.kind, made.at, place, tuple(sorted(fields))) if fields else None


def _of_kind(change: PublicChange, kind: Kind) -> PublicChange:
    return PublicChange(change.id, kind, change.at, change.place)


def _is_seen_of_protected(step: Step) -> bool:
    """Tell whether somebody could see a difference: not by an address, a point, their confirmation, or a source."""
    if step.model is Assertion:
        return _row(step)["field"] not in _CONFIRMING_WHERE
    return bool(_names(step) - _OF_THE_POINT)


def _names(step: Step) -> set[str]:
    """Return the public names of what `step` changed."""
    if step.model is Place:
        return {_NAMES.get(column, column) for column in step.changed if column not in _UNTOLD}
    return {_PARTS[step.model]}
