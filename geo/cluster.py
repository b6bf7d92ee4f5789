"""The private PostGIS cluster of a development machine: where it lies."""

import hashlib
from pathlib import Path

NAME = "hilfe"
_LONGEST_SOCKET_PATH = 107  # bytes, the limit of sun_path on Linux
_SOCKET_NAME = "/.s.PGSQL.5432"


def directory(base: Path) -> Path:
    """Return the folder of the cluster that belongs to the checkout `base`."""
    return (base / ".local" / "postgres").resolve()


def socket_dir(base: Path) -> Path:
    """Return the folder of the cluster's unix socket; a short one where the checkout's path is too long."""
    inside = directory(base) / "socket"
    if len(f"{inside}{_SOCKET_NAME}".encode()) <= _LONGEST_SOCKET_PATH:
        return inside
    return Path("/tmp") / f"hilfe-{hashlib.sha256(str(base).encode()).hexdigest()[:12]}"  # noqa: S108
