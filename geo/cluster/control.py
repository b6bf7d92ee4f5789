"""Start, stop and remove the private cluster of a checkout."""

import contextlib
import fcntl
import pwd
import shutil
from collections.abc import Iterator
from pathlib import Path

from geo.cluster import NAME, SOCKET_NAME, directory, entry, folder, processes, programs, socket, socket_dir

_START_TIMEOUT_S = 60
_LOG_TAIL = 15  # lines
_SETTINGS = """\
# Written at every start.
listen_addresses = ''
port = 5432
unix_socket_directories = '{socket_dir}'
max_connections = 60
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 2GB
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
"""


def start(base: Path) -> str:
    """Start the cluster of `base` unless it runs, make it first where there is none; return what was done."""
    with _lock(base):
        place = folder.prepare(base)
        data = place / "data"
        if processes.server(data) and socket(base).is_socket():
            return "already running"
        _discard_torn_copy(data)
        user = folder.owner(base)
        made = _initialize(data, user)
        folder.safe(socket_dir(base), user)
        _start_server(data, socket_dir(base), user)
        _create_database(data, socket_dir(base), user)
        return "made and started" if made else "started"


def stop(base: Path) -> str:
    """Stop the cluster of `base`; return what was done."""
    if not is_running(base):
        return "not running"
    with _lock(base):
        processes.stop(directory(base) / "data")
    return "stopped"


def remove(base: Path) -> str:
    """Stop the cluster of `base` and remove its data."""
    place = directory(base)
    if folder.belongs_to(place, base):
        stop(base)
        shutil.rmtree(place)
    if entry(base).is_symlink():
        entry(base).unlink()
    return "removed"


def is_running(base: Path) -> bool:
    """Tell whether a server works in the data folder of `base`."""
    place = directory(base)
    return folder.belongs_to(place, base) and processes.server(place / "data") is not None


def settings(socket_folder: Path) -> str:
    """Return the server's configuration, with its socket in `socket_folder`."""
    return _SETTINGS.format(socket_dir=str(socket_folder).replace("'", "''"))


@contextlib.contextmanager
def _lock(base: Path) -> Iterator[None]:
    """Let one process at a time start or stop the cluster."""
    entry(base).parent.mkdir(exist_ok=True)
    with (entry(base).parent / "postgres.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _initialize(data: Path, user: pwd.struct_passwd) -> bool:
    """Make the data folder where there is none; an interrupted attempt leaves none. Return whether it did."""
    if data.exists():
        data.chmod(0o700)
        return False
    new = data.with_name("data.new")
    shutil.rmtree(new, ignore_errors=True)
    options = ("-U", NAME, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions")
    made = programs.run(user, programs.newest() / "initdb", "-D", new, *options)
    programs.demand(made, "Is there room on the disk?")
    new.rename(data)
    return True


def _start_server(data: Path, socket_folder: Path, user: pwd.struct_passwd) -> None:
    """Start the server and wait until it answers."""
    processes.stop(data)
    # Of a crash. A process id in them that another program has got since would make the server refuse.
    for left in (data / "postmaster.pid", socket_folder / f"{SOCKET_NAME}.lock"):
        left.unlink(missing_ok=True)
    (data / "postgresql.conf").write_text(settings(socket_folder))
    log = data.with_name("log")
    log.unlink(missing_ok=True)
    pg_ctl = programs.of(data) / "pg_ctl"
    started = programs.run(user, pg_ctl, "start", "-D", data, "-l", log, "-w", "-t", str(_START_TIMEOUT_S))
    tail = "\n".join(log.read_text(errors="replace").splitlines()[-_LOG_TAIL:]) if log.exists() else ""
    programs.demand(started, f"{tail}\n{log} says why. `make clean` removes the data, to make it anew.")


def _create_database(data: Path, socket_folder: Path, user: pwd.struct_passwd) -> None:
    def psql(statement: str) -> str:
        program = programs.of(data) / "psql"
        options = ("-XAtq", "-h", socket_folder, "-U", NAME, "-d", "postgres", "-c", statement)
        return programs.demand(programs.run(user, program, *options), "Try `make clean` and start again.")

    if not psql(f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'"):  # noqa: S608
        psql(f"CREATE DATABASE {NAME}")


def _discard_torn_copy(data: Path) -> None:
    """Remove `data` if it was copied while the server of the original ran, and runs still."""
    with contextlib.suppress(FileNotFoundError, IndexError):
        original = Path((data / "postmaster.pid").read_text().splitlines()[1])
        if processes.server(data) is None and processes.server(original) is not None:
            shutil.rmtree(data)
