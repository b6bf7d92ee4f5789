"""Taking a change back: field by field, where nobody has changed it again since."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

from places import features, roles
from places.history.attributing import attributed
from places.history.changes import EVENTS, Change, Model, Row, Step, of_change
from places.models import Assertion, Offer, OfferTimes, Place, Visibility


class NothingToRevert(Exception):
    """There is no such change of that place, or all of it was changed again since. Look at its history."""


@dataclass
class Reverted:
    """What was taken back (`steps`), what was changed since and stays (`kept`), and the `places` concerned.

    A row of which a part stays is among both, each time with what its columns were. Of `restored` places something was
    taken back, of `kept_places` something stays.
    """

    steps: list[Step] = field(default_factory=list)
    kept: list[Step] = field(default_factory=list)
    places: set[UUID] = field(default_factory=set)
    restored: set[UUID] = field(default_factory=set)
    kept_places: set[UUID] = field(default_factory=set)


def revert(
    change: str, *, by: Any, place: Place | None = None, places: Collection[UUID] | None = None, why: str = ""
) -> Reverted:
    """Take the change `change` back, or what it did to `place`, or to `places`.

    That is a change itself. `by` is None at the command line. A row that it made goes, unless it was changed since; a
    place goes only where nothing else refers to it, and is hidden else. Raises NothingToRevert, NotYours, or
    ValidationError where a protected place would tell its street.
    """
    with attributed(by=by, why=why, via="revert", reverts=change):
        found = of_change(change, place)
        if found is None:
            raise NothingToRevert(f"There is no change {change!r}.")
        if places is not None:
            found = replace(found, steps=[step for step in found.steps if _place_of(step) in places])
        _refuse_foreign(found, by)
        done = _revert(found)
        if not done.steps:
            raise NothingToRevert("All of it was changed again since.")
        for each in Place.objects.filter(pk__in=done.places).withheld():
            each.refuse_the_street_anywhere()
        features.refresh(done.places)
    return done


def _refuse_foreign(change: Change, by: Any) -> None:
    """Refuse where `by` does not decide about a place of it, or about an area that a place came to, left or lay in.

    Who sees a place is a matter of its area, too: stewards say no more of it than that it has closed.
    """
    if by is None:
        return
    settled = [step for step in change.steps if step.model is Place and ("area_id" in step.changed or _hides(step))]
    areas = {row["area_id"] for step in settled for row in (step.before, step.after) if row}
    roles.refuse_foreign(by, {place for step in change.steps if (place := _place_of(step))}, areas)


def _hides(step: Step) -> bool:
    """Whether it hides or protects a place, or ends that."""
    said = {row["visibility"] for row in (step.before, step.after) if row}
    return "visibility" in step.changed and not said <= {Visibility.PUBLIC, Visibility.CLOSED}


def _revert(change: Change) -> Reverted:
    done, order = Reverted(), list(EVENTS)
    forth = sorted(change.steps, key=lambda step: order.index(step.model))
    present = _present(forth)
    for step in [each for each in reversed(forth) if each.before is None]:
        _note(done, step, took_back=_unmake(step, present.get((step.model, step.pk))))
    _remove([step for step in done.steps if step.model is not Place])
    for step in [each for each in forth if each.before is not None]:
        if step.after is None:
            _note(done, step, took_back=_remake(step, present.get((step.model, step.pk))))
        else:
            _note_columns(done, step, _restore(step, present.get((step.model, step.pk))))
    return done


def _note(done: Reverted, step: Step, *, took_back: bool) -> None:
    (done.steps if took_back else done.kept).append(step)
    if place := _place_of(step):
        done.places.add(place)
        (done.restored if took_back else done.kept_places).add(place)


def _note_columns(done: Reverted, step: Step, columns: list[str]) -> None:
    """Note which `columns` of the row were taken back, and that the others stay."""
    before, after = step.before or {}, step.after or {}
    stay = [column for column in step.changed if column not in columns]
    for names, took_back in ((columns, True), (stay, False)):
        if names:
            part = replace(step, before=after | {name: before[name] for name in names})
            _note(done, part, took_back=took_back)


def _place_of(step: Step) -> Any:
    row = step.after or step.before or {}
    if step.model is OfferTimes:
        return Offer.objects.filter(pk=row["offer_id"]).values_list("place_id", flat=True).first()
    return step.pk if step.model is Place else row.get("place_id")


def _present(steps: Iterable[Step]) -> dict[tuple[Model, Any], models.Model]:
    """Return the rows of the `steps` that are there, by one query for each kind."""
    of_kind: dict[Model, list[Any]] = {}
    for step in steps:
        of_kind.setdefault(step.model, []).append(step.pk)
    found = ((model, row) for model, pks in of_kind.items() for row in model._base_manager.filter(pk__in=pks))
    return {(model, row.pk): row for model, row in found}


def _says(present: models.Model, row: Row, columns: list[str]) -> bool:
    return all(getattr(present, column) == row[column] for column in columns)


def _unmake(step: Step, present: models.Model | None) -> bool:
    """Tell whether the row that was made is still as it was made, and goes; a place goes at once."""
    made = step.after or {}
    if present is None or not _says(present, made, list(made)):
        return False
    if isinstance(present, Place) and Place.objects.referred_to([present.pk]):
        present.visibility = Visibility.HIDDEN
        present.save(update_fields=["visibility", "edited_at"])
    elif isinstance(present, Place):
        present.delete()
    return True


def _remove(steps: Iterable[Step]) -> None:
    """Remove the rows of the `steps` together: those that refer to others come first."""
    of_kind: dict[Model, list[Any]] = {}
    for step in steps:
        of_kind.setdefault(step.model, []).append(step.pk)
    for model, pks in of_kind.items():
        model._base_manager.filter(pk__in=pks).delete()


def _remake(step: Step, present: models.Model | None) -> bool:
    """Bring the row back that was removed, where nothing stands in its stead."""
    row = step.before or {}
    if present is not None:
        return False
    made = step.model(**row)
    try:
        made.validate_constraints()
        for each in made._meta.concrete_fields:
            if isinstance(each, models.ForeignKey) and getattr(made, each.attname) is not None:
                each.validate(getattr(made, each.attname), made)
    except ValidationError:
        return False
    made.save(force_insert=True)
    return True


def _restore(step: Step, present: models.Model | None) -> list[str]:
    """Give each column its old value that still has the one it was given; return which have."""
    before, after = step.before or {}, step.after or {}
    if present is None:
        return []
    columns = [column for column in step.changed if _says(present, after, [column])]
    columns = _together(step, present, after, columns)
    gone = {column for column in columns if not _is_there(present, column, before[column])}
    columns = [column for column in columns if column not in gone or present._meta.get_field(column).null]
    for column in columns:
        setattr(present, column, None if column in gone else before[column])
    if columns:
        edited = ["edited_at"] if isinstance(present, Place) else []
        names = [present._meta.get_field(column).name for column in columns]
        present.save(update_fields=[*names, *edited])
    return columns


def _is_there(present: models.Model, column: str, value: Any) -> bool:
    """Whether `value` refers to a row that is there, or to none."""
    field: Any = present._meta.get_field(column)
    is_reference = isinstance(field, models.ForeignKey) and value is not None
    return not is_reference or field.related_model._base_manager.filter(pk=value).exists()


_ONE: dict[Any, list[set[str]]] = {
    Place: [{"location", "position_precision", "position_source"}, {"visibility", "closed_on", "replaced_by_id"}],
    Assertion: [{"as_of", "user_id", "source", "confirmed_at"}],
}
"""Columns that say one thing together."""


def _together(step: Step, present: models.Model, after: Row, columns: list[str]) -> list[str]:
    """Return `columns` without those of which a part was changed since."""
    for group in _ONE.get(step.model, []):
        of_group = group & set(step.changed)
        if of_group and not _says(present, after, list(of_group)):
            columns = [column for column in columns if column not in of_group]
    return columns
