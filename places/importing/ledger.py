"""Which records were loaded before, and whether people have touched what became of them."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from geo.importing import Change, Row
from geo.models import Edition
from places.importing import describing
from places.models import LoadedRecord, Place

_M = TypeVar("_M", bound=Model)
Description = Mapping[str, Any]


class Ledger:
    """The records of one kind that were loaded before; `key` is the field that tells one from another."""

    def __init__(self, kind: LoadedRecord.Kind, *, key: str) -> None:
        self.kind, self.key = kind, key
        self._loaded = {loaded.key: loaded for loaded in LoadedRecord.objects.filter(kind=kind)}

    def settle(
        self,
        row: Row,
        present: _M | None,
        *,
        describe: Callable[[_M], Description],
        write: Callable[[Row, _M | None], _M],
    ) -> Change:
        """Call `write` where the record `row` is new, or has changed while people left `present` alone.

        `describe` tells of an object what a record can say, in the same words before and after.
        """
        key, record = row.text(self.key), digest(row.values)
        loaded = self._loaded.get(key)
        if loaded is None:
            if present is not None:
                return "kept"
        elif present is None or digest(describe(present)) != loaded.left:
            return "kept"
        elif loaded.record == record:
            return "unchanged"
        left = write(row, present)
        LoadedRecord.objects.update_or_create(
            kind=self.kind, key=key, defaults={"record": record, "left": digest(describe(left))}
        )
        return "updated" if loaded else "created"


@contextmanager
def no_edit(place: Place) -> Iterator[None]:
    """Let what happens to `place` meanwhile, while other writers wait, not count as a change by people."""
    with transaction.atomic():
        Edition.objects.claim()
        loaded = LoadedRecord.objects.filter(kind=LoadedRecord.Kind.PLACE, key=place.slug).first()
        untouched = loaded is not None and loaded.left == _as_it_is(place)
        yield
        if loaded and untouched:
            loaded.left = _as_it_is(place)
            loaded.save(update_fields=["left"])


def _as_it_is(place: Place) -> str:
    return digest(describing.place(Place.objects.get(pk=place.pk)))


def digest(description: Description) -> str:
    """Return the SHA-256 of what `description` says; empty values say nothing, nor does their order."""
    said = {key: value for key, value in description.items() if value not in (None, "", [], {})}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
