"""The private PostGIS cluster of a checkout: where it lies.

`python -m geo.cluster` starts and stops it. It listens on a unix socket alone, in a folder that only its
owner may enter. PostgreSQL refuses to run as root: then another user owns it.
"""

import hashlib
import os
from pathlib import Path

NAME = "hilfe"
_LONGEST_SOCKET_PATH = 107  # bytes, the limit of sun_path on Linux
SOCKET_NAME = ".s.PGSQL.5432"


class ClusterError(Exception):
    """The private cluster cannot do this. The message says what to do next."""


def entry(base: Path) -> Path:
    """Return the name under which the checkout `base` finds its cluster: a folder, or a link to one."""
    return base / ".local" / "postgres"


def directory(base: Path) -> Path:
    """Return the folder of the cluster that belongs to the checkout `base`."""
    return entry(base).resolve()


def socket_dir(base: Path) -> Path:
    """Return the folder of the cluster's unix socket; a short one where the checkout's path does not do."""
    inside = directory(base) / "socket"
    if len(os.fsencode(inside / SOCKET_NAME)) <= _LONGEST_SOCKET_PATH and "," not in str(inside):
        return inside
    return Path("/tmp") / f"{NAME}-{hashlib.sha256(os.fsencode(base)).hexdigest()[:12]}"  # noqa: S108


def socket(base: Path) -> Path:
    """Return the cluster's unix socket."""
    return socket_dir(base) / SOCKET_NAME
