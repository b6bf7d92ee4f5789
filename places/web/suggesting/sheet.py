"""Some facts as fields of a form: what the sender saw in them, what stands in them now, and what is wrong with it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import QueryDict

from geo.models import Edition
from places import facts
from places.facts import BadFact, Facts
from places.models import Place
from places.slots import languages_spoken
from places.timetable import rows
from places.web.suggesting.entries import entry_of


@dataclass
class Sheet:
    """The fields `names` of `place` (None: a new one), whose names in the form begin with `prefix`."""

    names: Iterable[str]
    seen: Facts
    data: QueryDict | None = None
    place: Place | None = None
    prefix: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    mistakes: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of tables of hours: what is wrong with which day."""

    def key(self, name: str) -> str:
        """Return how the fact `name` is called in the form."""
        return f"{self.prefix}{name}"

    def typed(self, name: str) -> Any:
        """Return what stands in the field now."""
        entry, before = entry_of(name), self.seen[name]
        typed = None if self.data is None else entry.typed(self.data, self.key(name), before)
        return entry.shown(before) if typed is None else typed

    def is_changed(self, name: str) -> bool:
        return bool(self.typed(name) != entry_of(name).shown(self.seen[name]))

    @cached_property
    def spoken(self) -> Collection[str]:
        """The languages that are spoken at some place: of each field the same, so asked once."""
        return languages_spoken(Edition.objects.current())

    @cached_property
    def changes(self) -> Facts:
        """What the sender would have different, clean; what is wrong is in `errors` from then on."""
        found: Facts = {}
        for name in filter(self.is_changed, self.names):
            try:
                found[name] = facts.clean(name, entry_of(name).meant(self.typed(name), self.seen[name]), self.place)
            except BadFact as error:
                self.errors[name] = str(error.rule.said)
            except rows.Mistakes as error:
                self.errors[name] = " ".join(error.messages)
                self.mistakes[name] = error.by_day
        return found
