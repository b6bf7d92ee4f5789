"""The site as production serves it, on a port of its own: collected static files, the region's real data."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connection, transaction
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test import override_settings

from geo.settings import STORAGES
from tests.browser import keeping

UNSEEN = ["admin", "gis", "rest_framework", "redoc"]
"""What no visitor's page loads; compressing it would take longer than all stories."""


class Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def statics(folder: Path) -> override_settings:
    """Return the settings that serve the static files of `folder` as production does."""
    return override_settings(
        STATIC_ROOT=folder, STORAGES=STORAGES, WHITENOISE_AUTOREFRESH=False, WHITENOISE_USE_FINDERS=False
    )


def collect(folder: Path) -> None:
    with statics(folder):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNSEEN)


@contextmanager
def served() -> Iterator[str]:
    """Serve the project in a thread; yield its origin."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Silent)
    server.daemon_threads = False  # so that closing waits until each has given its connection back
    server.set_app(WSGIHandler())
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class NotATestDatabase(Exception):
    """Loading and emptying would destroy real data. Mark the test with django_db, so that it gets a database."""


@contextmanager
def region() -> Iterator[str]:
    """Load the region's data for all to see, and take it away afterwards; yield what the command said.

    Raises NotATestDatabase.
    """
    if not connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX):
        raise NotATestDatabase(connection.settings_dict["NAME"])
    with transaction.atomic():
        said = keeping.again(str(settings.REGION), _loaded)
    try:
        yield said
    finally:
        keeping.clear()


def _loaded() -> str:
    said = StringIO()
    call_command("load_region", stdout=said)
    return said.getvalue()
