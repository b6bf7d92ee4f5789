"""Names to the triggers who writes and why, for as long as a transaction lasts."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from geo.models import Edition


@dataclass(frozen=True)
class Author:
    """Who writes: an account with its name, or a command without one."""

    id: int | None
    name: str

    @classmethod
    def of(cls, user: Any) -> "Author":
        if user is None or user.pk is None:
            return cls(None, "")
        return cls(user.pk, user.get_full_name() or user.get_username())


@contextmanager
def attributed(*, by: Any = None, why: str = "", via: str = "", **more: Any) -> Iterator[UUID]:
    """Attribute what is written meanwhile to `by`, in one transaction; yield the identifier of this change.

    `via` is the door (a form, the admin, a command), `why` is in words; `more` are further members that JSON can hold.
    Inside another attribution the outer one counts, so that one decision is one change.
    """
    with transaction.atomic():
        Edition.objects.claim()
        outer = _setting("pghistory.context_id")
        if outer:
            yield UUID(outer)
            return
        author, change = Author.of(by), uuid4()
        said = {"user": author.id, "by": author.name, "why": why, "via": via} | more
        _set(str(change), json.dumps(said))
        yield change
        _set("", "")


def to_go_on() -> Callable[[], AbstractContextManager[None]]:
    """Return how a later transaction goes on with the change of this one: what that brings about is part of it."""
    return partial(_going_on, _setting("pghistory.context_id"), _setting("pghistory.context_metadata"))


@contextmanager
def _going_on(change: str, said: str) -> Iterator[None]:
    with transaction.atomic():
        Edition.objects.claim()
        _set(change, said)
        yield
        _set("", "")


def _setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return str(cursor.fetchone()[0] or "")


def _set(identifier: str, said: str) -> None:
    """Set what the triggers of django-pghistory read. It is forgotten with the transaction, also a failed one.

    The library's own way sends two statements in one, which the server's binding of parameters refuses. That no trigger
    is ignored is said as well: where nobody does, each of them finds out by an exception, which takes 0.1 ms a row.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true), "
            "set_config('pgtrigger.ignore', '{}', true)",
            [identifier, said],
        )
