"""What was loaded once, copied back for each module of stories."""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from psycopg import sql

_BINARY = sql.SQL("COPY {} ({}) {} (FORMAT binary)")
_EMPTY = 21  # bytes: the head and the end of a copy without rows


@dataclass(frozen=True)
class Rows:
    """The rows of a table, as PostgreSQL copies them."""

    table: str
    columns: list[str]
    data: bytes


_kept: dict[str, tuple[str, list[Rows]]] = {}


def again(name: str, load: Callable[[], str]) -> str:
    """Fill the empty tables of the project as `load` does, which is called once for a `name`; return what that said."""
    if name in _kept:
        said, rows = _kept[name]
        _put(rows)
    else:
        said = load()
        _kept[name] = said, [kept for table in _tables() if len((kept := _rows_of(table)).data) > _EMPTY]
    return said


def clear() -> None:
    """Empty the tables of the project."""
    with connection.cursor() as cursor:
        tables = sql.SQL(", ").join(map(sql.Identifier, _tables()))
        cursor.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(tables))


def _tables() -> list[str]:
    models = (model for app in ("geo", "places") for model in apps.get_app_config(app).get_models(True))
    return sorted({model._meta.db_table for model in models if model._meta.managed})


def _rows_of(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
            "AND attgenerated = '' ORDER BY attnum",
            [table],
        )
        columns = [name for (name,) in cursor.fetchall()]
        with cursor.copy(_copy(table, columns, "TO STDOUT")) as copy:
            return Rows(table, columns, b"".join(map(bytes, copy)))


def _put(kept: list[Rows]) -> None:
    """Write rows as they were: no trigger changes them, and each reference is checked at the end."""
    with connection.cursor() as cursor:
        for rows in kept:
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(rows.table)))
        for rows in kept:
            with cursor.copy(_copy(rows.table, rows.columns, "FROM STDIN")) as copy:
                copy.write(rows.data)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for rows in kept:
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(rows.table)))
        for statement in connection.ops.sequence_reset_sql(no_style(), [*apps.get_models()]):
            cursor.execute(statement)


def _copy(table: str, columns: list[str], way: str) -> sql.Composed:
    return _BINARY.format(sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns)), sql.SQL(way))
