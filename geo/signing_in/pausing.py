"""Pauses that grow with each wrong try, up to a bound: nobody guesses on, and nobody is locked out for good.

What was tried is counted before it is checked, so that many at once get no more tries than one after the other. A try
within a pause does not count: it makes no pause longer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone

from geo import quotas
from geo.models import Occurrence


@dataclass(frozen=True)
class Pauses:
    """After `free` wrong tries the next waits for `first_s`, then for twice as long, at most for `longest_s`."""

    kind: str
    free: int
    first_s: int
    longest_s: int

    def after(self, wrong: int) -> timedelta:
        if wrong < self.free:
            return timedelta(0)
        return timedelta(seconds=min(self.first_s * 2 ** min(wrong - self.free, 20), self.longest_s))


class Try:
    """One try of some subjects; those who got it right call `succeeded`."""

    def __init__(self, whos: list[str]) -> None:
        self._whos = whos

    def succeeded(self) -> None:
        """Forget all tries of these subjects."""
        for who in self._whos:
            Occurrence.objects.by(who).delete()


def begin(*subjects: tuple[Pauses, str]) -> Try:
    """Count a try of each of `subjects`. Raises quotas.Exhausted while one of them has to pause."""
    now = timezone.now()
    with transaction.atomic(durable=True):
        whos = [quotas.digest(pauses.kind, subject, now=now) for pauses, subject in subjects]
        Occurrence.objects.queue(*whos)
        waits = [_until(pauses, who) - now for (pauses, _), who in zip(subjects, whos, strict=True)]
        if max(waits) <= timedelta(0):
            each = zip(subjects, whos, strict=True)
            Occurrence.objects.bulk_create(Occurrence(kind=pauses.kind, who=who, at=now) for (pauses, _), who in each)
            return Try(whos)
    raise quotas.Exhausted(ceil(max(waits).total_seconds()))


def _until(pauses: Pauses, who: str) -> datetime:
    """Return when the pause ends that `who` has earned so far."""
    tries = list(Occurrence.objects.by(who).latest_first().values_list("at", flat=True))
    return tries[0] + pauses.after(len(tries)) if tries else timezone.now() - quotas.DAY
