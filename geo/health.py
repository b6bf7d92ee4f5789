"""Whether the process lives, and whether it can answer: for those who watch and restart it."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

_AWAY = "unreachable"


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 where database, PostGIS and migrations are in order, else 503; each check by its name."""
    checks: dict[str, str] = {}
    for name, check in CHECKS.items():  # to wait for a database that is away takes seconds: once is enough
        checks[name] = _AWAY if _AWAY in checks.values() else _state(check)
    good = set(checks.values()) == {"ok"}
    return JsonResponse({"status": "ok" if good else "failing", "checks": checks}, status=200 if good else 503)


def _state(check: Callable[[], bool]) -> str:
    try:
        return "ok" if check() else "failing"
    except DatabaseError:
        return _AWAY


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _postgis() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT postgis_lib_version()")
        return tuple(int(part) for part in cursor.fetchone()[0].split(".")[:2]) >= (3, 3)


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


CHECKS = {"database": _database, "postgis": _postgis, "migrations": _migrations}
