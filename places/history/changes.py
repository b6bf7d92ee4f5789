"""Events of rows -> changes: what one person or command did at once, with the values before and after."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value

from geo.functions import AmongThese
from places.models import (
    Assertion,
    AssertionEvent,
    Offer,
    OfferEvent,
    OfferTimes,
    OfferTimesEvent,
    Phone,
    PhoneEvent,
    Place,
    PlaceEvent,
    ServesEvent,
    Source,
    SourceEvent,
)

Row = dict[str, Any]
Model = type[models.Model]

EVENTS: dict[Model, Model] = {
    Place: PlaceEvent,
    Offer: OfferEvent,
    OfferTimes: OfferTimesEvent,
    Phone: PhoneEvent,
    Source: SourceEvent,
    Place.serves.through: ServesEvent,
    Assertion: AssertionEvent,
}
"""What is tracked, each with its events; what others refer to comes first."""
_UNNAMED = "at-"


@dataclass
class Step:
    """What a change did to one row: `before` is None where it was made, `after` where it was removed.

    Rows are values by the names of columns (`area_id`); points are in WGS 84.
    """

    model: Model
    pk: Any
    before: Row | None
    after: Row | None

    @property
    def changed(self) -> list[str]:
        """The columns whose values differ; all of them where the row was made or removed."""
        if self.before is None or self.after is None:
            return list(self.after or self.before or {})
        return [column for column, value in self.after.items() if self.before[column] != value]


@dataclass
class Change:
    """What was written at once. `said` holds who (`user`, `by`), `why` and `via`; empty where nobody said."""

    id: str
    at: datetime
    said: dict[str, Any]
    steps: list[Step] = field(default_factory=list)

    @property
    def by(self) -> str:
        return str(self.said.get("by") or "")

    @property
    def why(self) -> str:
        return str(self.said.get("why") or "")

    @property
    def via(self) -> str:
        return str(self.said.get("via") or "")


def changes(place: Place) -> list[Change]:
    """Return all changes of `place` and what hangs on it, the newest first. One query for each kind of row."""
    own = Q(place_id=place.pk)
    offers = OfferEvent.objects.filter(own).values("id")
    which = {Place: Q(id=place.pk), OfferTimes: Q(offer_id__in=offers)}
    return _grouped((model, list(_of(events, which.get(model, own)))) for model, events in EVENTS.items())


def matching(which: Mapping[Model, Q]) -> list[Change]:
    """Return the changes that the events of `which` belong to, as far as these tell them; the newest first."""
    rows = ((model, _with_before(EVENTS[model], _of(EVENTS[model], each))) for model, each in which.items())
    return _grouped(rows)


def of_change(change: str, place: Place | None = None) -> Change | None:
    """Return the change with the identifier `change`, or what it did to `place`; None where there is none."""
    return next(iter(matching({model: _named(change) & _at(model, place) for model in EVENTS})), None)


def touched(places: Collection[UUID], *, but_by: str) -> set[UUID]:
    """Return which of the `places` anything was written of by other changes than `but_by`: a query for each kind."""
    found: set[UUID] = set()
    for model, events in EVENTS.items():
        others = events._default_manager.exclude(pgh_context_id=UUID(but_by))
        if model is OfferTimes:
            offers = OfferEvent.objects.filter(place_id__in=places).values("id")
            of_offers = dict(OfferEvent.objects.filter(place_id__in=places).values_list("id", "place_id"))
            times = others.filter(offer_id__in=offers).values_list("offer_id", flat=True)
            found |= {of_offers[offer] for offer in times}
        else:
            column = "id" if model is Place else "place_id"
            found |= set(others.filter(**{f"{column}__in": places}).values_list(column, flat=True))
    return found


def _named(change: str) -> Q:
    if change.startswith(_UNNAMED):
        return Q(pgh_context_id=None, pgh_created_at=datetime.fromisoformat(change.removeprefix(_UNNAMED)))
    return Q(pgh_context_id=UUID(change))


def _at(model: Model, place: Place | None) -> Q:
    if place is None:
        return Q()
    if model is OfferTimes:
        return Q(offer_id__in=OfferEvent.objects.filter(place_id=place.pk).values("id"))
    return Q(id=place.pk) if model is Place else Q(place_id=place.pk)


def _of(events: Model, which: Q) -> models.QuerySet[Any]:
    return events._default_manager.filter(which).order_by("pgh_id")


def _with_before(events: Model, rows: models.QuerySet[Any]) -> list[Any]:
    """Return `rows` with the event before each update in front: its values are those that the update replaced."""
    earlier = events._default_manager.filter(id=OuterRef("id"), pgh_id__lt=OuterRef("pgh_id"))
    if any(each.name == "pgh_obj" for each in events._meta.fields):
        earlier = earlier.filter(pgh_obj_id=OuterRef("pgh_obj_id"))  # which has an index
    last = Subquery(earlier.order_by("-pgh_id").values("pgh_id")[:1])
    found = list(rows.annotate(earlier=last))
    present = {row.pgh_id for row in found}
    wanted = {row.earlier for row in found if row.pgh_label == "update"} - present - {None}
    numbers = Value(sorted(wanted), output_field=ArrayField(models.BigIntegerField()))  # more than a query's parameters
    before = events._default_manager.filter(AmongThese(F("pgh_id"), numbers)).annotate(earlier=F("pgh_id"))
    for row in before:
        row.is_context = True
    return sorted([*before, *found], key=lambda row: int(row.pgh_id))


def _grouped(found: Iterable[tuple[Model, list[Any]]]) -> list[Change]:
    made: dict[str, Change] = {}
    for model, rows in found:
        for row, step in _steps(model, rows):
            key = _key(row)
            change = made.setdefault(key, Change(key, row.pgh_created_at, row.pgh_context or {}))
            change.steps.append(step)
    for change in made.values():
        change.steps = _whole(change.steps)
    return sorted((change for change in made.values() if change.steps), key=lambda change: change.at, reverse=True)


def _key(row: Any) -> str:
    return str(row.pgh_context_id) if row.pgh_context_id else f"{_UNNAMED}{row.pgh_created_at.isoformat()}"


def _steps(model: Model, rows: list[Any]) -> Iterator[tuple[Any, Step]]:
    """Yield each of `rows`, in the order of time, with what it did."""
    known: dict[Any, Row] = {}
    for row in rows:
        values = _values(row)
        before = None if row.pgh_label == "insert" else known.get(row.id, values)
        after = None if row.pgh_label == "delete" else values
        known[row.id] = values
        if not getattr(row, "is_context", False):
            yield row, Step(model, row.id, before, after)


def _values(row: Any) -> Row:
    columns = (each.attname for each in row._meta.fields if not each.name.startswith("pgh_"))
    return {column: getattr(row, column) for column in columns}


def _whole(steps: list[Step]) -> list[Step]:
    """Return one step for each row, from before the first of its `steps` to after the last, where that differs."""
    found: dict[tuple[Model, Any], Step] = {}
    for step in steps:
        key = (step.model, step.pk)
        if key in found:
            found[key].after = step.after
        else:
            found[key] = step
    return [step for step in found.values() if step.before != step.after]
