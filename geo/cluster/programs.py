"""PostgreSQL's programs: which are installed, and how they run as the cluster's owner."""

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.cluster import ClusterError

OLDEST = 15
_NEEDED = ("initdb", "postgres", "pg_ctl", "psql", "pg_config")


def newest() -> Path:
    """Return the folder of the newest PostgreSQL server here that has PostGIS."""
    found = [(major, path) for major, path in _installed() if major >= OLDEST]
    if not found:
        raise ClusterError(f"PostgreSQL {OLDEST} or later with PostGIS is not installed.")
    return max(found)[1]


def of(data: Path) -> Path:
    """Return the folder of the server whose major version wrote `data`."""
    version = major((data / "PG_VERSION").read_text())
    for found, path in _installed():
        if found == version:
            return path
    raise ClusterError(
        f"{data} was made by PostgreSQL {version}, which is not installed with PostGIS. "
        "Install it, or remove the data with `make clean`."
    )


def major(version: str) -> int:
    """Return the first number in `version`, or 0."""
    found = re.search(r"\d+", version)
    return int(found[0]) if found else 0


def run(owner: pwd.struct_passwd, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `command` as `owner`, from / and in English; return it with both outputs in `stdout`."""
    other: dict[str, Any] = {}
    if os.geteuid() == 0:
        other = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    return subprocess.run(  # noqa: S603
        list(map(str, command)),
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C", "HOME": owner.pw_dir},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **other,
    )


def demand(process: subprocess.CompletedProcess[str], advice: str) -> str:
    """Return what `process` printed; where it failed, raise ClusterError with that and `advice`."""
    if process.returncode:
        raise ClusterError(f"{process.stdout.strip()}\n{advice}")
    return process.stdout.strip()


def _installed() -> Iterator[tuple[int, Path]]:
    """Yield major version and folder of each server that has PostGIS: Debian's places, then the PATH."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin")]
    if initdb := shutil.which("initdb"):
        folders.append(Path(initdb).resolve().parent)
    for folder in folders:
        if all(os.access(folder / name, os.X_OK) for name in _NEEDED) and _has_postgis(folder):
            yield major(_config(folder, "--version")), folder


def _has_postgis(folder: Path) -> bool:
    return (Path(_config(folder, "--sharedir")) / "extension" / "postgis.control").exists()


def _config(folder: Path, option: str) -> str:
    found = subprocess.run([folder / "pg_config", option], capture_output=True, text=True, check=True)  # noqa: S603
    return found.stdout.strip()
