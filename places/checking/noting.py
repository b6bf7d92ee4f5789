"""What was found of each contact, kept beside what was found before."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from places.checking import naming
from places.models import ContactCheck

State = ContactCheck.State
Detail = ContactCheck.Detail


@dataclass(frozen=True)
class Finding:
    state: State = State.OK
    detail: Detail | str = ""


@dataclass
class Tally:
    """What a run did: how many contacts were `checked` and how many were left since that was done lately."""

    checked: int = 0
    lately: int = 0
    failed: list[ContactCheck] = field(default_factory=list)

    def add(self, check: ContactCheck) -> None:
        self.checked += 1
        if check.state != State.OK:
            self.failed.append(check)


def due(kind: str, values: Collection[str], now: datetime, every: timedelta) -> list[str]:
    """Return those of `values` that are to be checked at `now`, in an order that stays."""
    known = {check.value: check for check in ContactCheck.objects.filter(kind=kind)}
    return sorted(value for value in values if value not in known or known[value].is_due(now, every))


def note(kind: str, value: str, finding: Finding, now: datetime) -> ContactCheck:
    """Keep what was found of `value`; a failure is as old as the first one since the last success."""
    check = ContactCheck.objects.filter(kind=kind, value=value).first() or ContactCheck(kind=kind, value=value)
    check.state, check.detail, check.checked_at = finding.state, finding.detail, now
    check.first_failed_at = None if finding.state == State.OK else check.first_failed_at or now
    check.save()
    return check


def forget_unnamed() -> None:
    """Remove the checks of what nobody names any more."""
    links, phones = naming.links(), naming.phones().values("number")
    ContactCheck.objects.filter(kind="link").exclude(value__in=links).delete()
    ContactCheck.objects.filter(kind="phone").exclude(value__in=phones).delete()
