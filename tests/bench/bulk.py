"""Loading many rows at once: without triggers, and with indexes and foreign keys made afterwards."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg
from psycopg.sql import SQL, Identifier

_CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE contype IN ('f', 'u') AND conrelid = ANY (%s::regclass[]) ORDER BY contype DESC, conname
"""
_INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
 WHERE NOT indisunique AND indrelid = ANY (%s::regclass[]) ORDER BY 1
"""


@contextmanager
def unburdened(bench: psycopg.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Keep `tables` without triggers, indexes and foreign keys in the block; all in one transaction."""
    with bench.transaction():
        constraints = bench.execute(_CONSTRAINTS, [list(tables)]).fetchall()
        indexes = bench.execute(_INDEXES, [list(tables)]).fetchall()
        for table, name, _ in constraints:
            bench.execute(SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(Identifier(table), Identifier(name)))
        for name, _ in indexes:
            bench.execute(SQL("DROP INDEX {}").format(Identifier(name)))
        for table in tables:
            bench.execute(SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(Identifier(table)))
        yield
        for _, definition in indexes:
            bench.execute(definition)
        for table, name, definition in constraints:
            added = SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
            bench.execute(added.format(Identifier(table), Identifier(name), SQL(definition)))
        for table in tables:
            bench.execute(SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(Identifier(table)))
