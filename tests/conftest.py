"""What every test has: no network beyond this machine, compiled catalogues, and quick passwords."""

import os
import socket
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings

from tests.signing_in import signed_in

settings.register_profile(
    "same_everywhere",
    derandomize=True,
    deadline=None,  # a busy machine is no mistake
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    print_blob=True,
)
settings.register_profile("explore", settings.get_profile("same_everywhere"), derandomize=False)
settings.load_profile("same_everywhere")

_LOCAL = {"127.0.0.1", "::1", "localhost"}
_connect = socket.socket.connect


def _guarded(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in _LOCAL:
        raise OSError(f"a test tried to reach {address[0]}")
    _connect(self, address)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse connections to other machines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded)
        yield


@pytest.fixture(autouse=True, scope="session")
def _compiled_catalogues() -> None:
    """Compile what was translated since, so that no process reads what another one has half written."""
    for source in (path for folder in project.LOCALE_PATHS for path in folder.rglob("*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            written = source.with_suffix(f".{os.getpid()}")
            subprocess.run(["msgfmt", f"--output-file={written}", source], check=True, capture_output=True)
            written.replace(compiled)


@pytest.fixture(autouse=True)
def _plain_settings(settings: Any) -> None:
    """Hash passwords quickly, and serve static files from where they lie: nothing has to be collected."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True


@pytest.fixture
def prefer_indexes(db: None) -> None:
    """Keep the planner from scanning a small table, so that a plan shows which index would serve."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")


@pytest.fixture
def staff(client: Client) -> Client:
    """Sign in as a superuser."""
    return signed_in(client, User.objects.create_superuser("admin"))
