"""Who may work on an import, and that nobody else does meanwhile."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from geo.models import Edition
from places import roles
from places.models import Import
from places.spreadsheets.errors import NotTheTime

State = Import.State
OPEN = frozenset({State.READ, State.MAPPED, State.LOCATED, State.PLANNED})
MAPPED = OPEN - {State.READ}
LOCATED = MAPPED - {State.MAPPED}


def refuse_strangers(given: Import, by: Any) -> None:
    """Raise NotYours unless `by` began the import or is an administrator; None stands for the command line."""
    roles.refuse_unless(by is None or roles.is_administrator(by) or (given.user_id == by.pk and roles.is_editor(by)))


def held(given: Import, *, at: Collection[str]) -> Import:
    """Return the import as it is now, locked for the transaction. Raises NotTheTime unless it is `at` such a step.

    Writers of public data take their lock first, so that nobody waits in a circle.
    """
    locked: Import | None = Import.objects.select_for_update().filter(pk=given.pk).first()
    if locked is None or locked.state not in at:
        raise NotTheTime(
            _("Dieser Import ist nicht mehr an diesem Schritt: %(state)s.")
            % {"state": locked.get_state_display() if locked else _("verworfen")}
        )
    return locked


def held_with_data(given: Import, *, at: Collection[str]) -> Import:
    """Return the import, locked behind the lock of all who write public data."""
    Edition.objects.claim()
    return held(given, at=at)


def renew(given: Import, locked: Import) -> None:
    """Let `given`, which the caller holds, say what `locked` does."""
    given.__dict__.update({key: value for key, value in locked.__dict__.items() if key != "_state"})
