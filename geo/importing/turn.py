"""One loader at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from geo.models import Edition


@contextmanager
def alone() -> Iterator[None]:
    """Run in one transaction that other loaders, and other writers of public data, wait for.

    May be nested.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('geo.importing'))")
        Edition.objects.claim()
        yield
