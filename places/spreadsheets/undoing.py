"""Back off the map: what an import wrote, where nobody has changed it since."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from places import history, roles
from places.models import Import, ImportRow, Place, Visibility
from places.spreadsheets.errors import ImportFailed
from places.spreadsheets.holding import State, held_with_data, refuse_strangers, renew

Outcome = ImportRow.Outcome


@dataclass
class Undone:
    """What undoing did.

    `removed` places went, `hidden` ones are for staff alone, since others refer to them, `restored` ones say again
    what they said before, and `kept` ones are as they were: somebody changed them after the import.
    """

    removed: int = 0
    hidden: list[Place] = field(default_factory=list)
    restored: int = 0
    kept: list[Place] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the same with the identifiers of places."""
        named = {"hidden": [str(place.pk) for place in self.hidden], "kept": [str(place.pk) for place in self.kept]}
        return {"removed": self.removed, "restored": self.restored, **named}


def undo(given: Import, *, by: Any) -> Undone:
    """Take back what `apply` wrote; that is a change itself. What was changed since stays, and is told.

    Raises NotTheTime, NotYours, or ImportFailed where a protected place would tell its street.
    """
    why = _("Import „%(file)s“ zurückgenommen") % {"file": given.file_name}
    with history.attributed(by=by, why=why, via="import", reverts=str(given.change), **{"import": given.pk}):
        locked = held_with_data(given, at={State.APPLIED})
        refuse_strangers(locked, by)
        _refuse_foreign(locked, by)
        undone = Undone()
        _restore(locked, by, undone)
        _unmake(locked, undone)
        locked.state, locked.undone_at = State.UNDONE, timezone.now()
        locked.counts = locked.counts | {"undone": undone.as_json()}
        locked.save(update_fields=["state", "undone_at", "counts"])
    renew(given, locked)
    return undone


def _refuse_foreign(locked: Import, by: Any) -> None:
    """Refuse where some place of it lies by now where `by` decides nothing."""
    if by is None or roles.is_administrator(by):
        return
    areas = set(_places(locked, Outcome.NEW, Outcome.CHANGED).values_list("area", flat=True))
    roles.refuse_unless(areas <= set(roles.editable_areas(by).values_list("pk", flat=True)))


def _places(locked: Import, *outcomes: str) -> Any:
    return Place.objects.filter(imported__of=locked, imported__outcome__in=outcomes)


def _restore(locked: Import, by: Any, undone: Undone) -> None:
    """Give the places that were changed their values back: all of these together."""
    changed = {place.pk: place for place in _places(locked, Outcome.CHANGED).defer("searchable", "feature")}
    if not changed:
        return
    try:
        reverted = history.revert(str(locked.change), by=by, places=changed.keys())
    except history.NothingToRevert:
        undone.kept += changed.values()
        return
    except ValidationError as error:
        raise ImportFailed(" ".join(error.messages)) from None
    undone.restored = len(reverted.restored)
    undone.kept += [place for pk, place in changed.items() if pk in reverted.kept_places]


def _unmake(locked: Import, undone: Undone) -> None:
    made = list(_places(locked, Outcome.NEW).defer("searchable", "feature"))
    ids = {place.pk for place in made}
    touched = history.touched(ids, but_by=str(locked.change))
    needed = Place.objects.referred_to(ids - touched, but_of=locked.pk)
    undone.kept += [place for place in made if place.pk in touched]
    undone.hidden = [place for place in made if place.pk in needed]
    _hide(needed)
    removed = ids - touched - needed
    Place.objects.filter(pk__in=removed).delete()
    undone.removed = len(removed)


def _hide(ids: Collection[UUID]) -> None:
    Place.objects.filter(pk__in=ids).update(visibility=Visibility.HIDDEN, edited_at=timezone.now())
