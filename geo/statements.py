"""The SQL of a queryset, written once and run again with other values.

To write it takes Django longer than it takes PostgreSQL to answer.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Self

from django.contrib.gis.db.backends.postgis.adapter import PostGISAdapter
from django.db import connection
from django.db.models import QuerySet


class UnknownValue(Exception):
    """The SQL holds a value that changes with the question, but is none of those named. Name it, too."""


class Statement:
    """SQL, and which of the question's values stands in which of its places.

    That is found out with two `samples`: querysets of two questions of one shape, each with its values in
    one order. All values of one sample must differ from each other, and from those of the other.
    """

    def __init__(self, *samples: tuple[QuerySet[Any], Sequence[Any]], counting: bool = False) -> None:
        (one, values), (other, others) = samples
        sql, params = one.query.sql_with_params()
        self.sql = f"SELECT count(*) FROM ({sql}) AS found" if counting else sql  # noqa: S608
        self._params = params
        self._sources = [
            None if _plain(param) == _plain(changed) else _index(param, changed, values, others)
            for param, changed in zip(params, other.query.sql_with_params()[1], strict=True)
        ]

    @classmethod
    def of(cls, queryset: QuerySet[Any], *, counting: bool = False) -> Self:
        """Return the statement of `queryset` alone, which has no other values."""
        return cls((queryset, ()), (queryset, ()), counting=counting)

    def rows(self, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of the answer to the question that has `values`."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, list(self._bound(values)))
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

    def _bound(self, values: Sequence[Any]) -> Iterator[Any]:
        written: dict[tuple[int, bool], PostGISAdapter] = {}  # a point stands in many places; to write it takes time
        for param, source in zip(self._params, self._sources, strict=True):
            if source is None:
                yield param
            elif isinstance(param, PostGISAdapter):
                key = source, param.geography
                if key not in written:
                    written[key] = PostGISAdapter(values[source], param.geography)
                yield written[key]
            else:
                yield values[source]


def _index(param: Any, changed: Any, values: Sequence[Any], others: Sequence[Any]) -> int:
    for index, (value, other) in enumerate(zip(values, others, strict=True)):
        if _plain(param) == _plain(value) and _plain(changed) == _plain(other):
            return index
    raise UnknownValue(f"{_plain(param)}, {_plain(changed)}")


def _plain(value: Any) -> Any:
    """Return `value` so that what is equal in SQL is equal: a geometry may be one of GEOS or of the driver."""
    return bytes(value.ewkb) if hasattr(value, "ewkb") else value
