"""The private cluster: where it lies, whose it is, and that it starts, recovers and stops."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from geo import cluster
from geo.cluster import ClusterError, control, folder, processes, programs
from geo.cluster.__main__ import perform

MYSELF = pwd.getpwuid(os.geteuid())
AS_ROOT = os.geteuid() == 0


def data_of(base: Path) -> Path:
    return cluster.directory(base) / "data"


def ask(base: Path, statement: str) -> str:
    options = ("-XAtq", "-h", str(cluster.socket_dir(base)), "-U", cluster.NAME, "-c", statement)
    psql = [str(programs.newest() / "psql"), *options]
    answer = subprocess.run(psql, check=True, capture_output=True, text=True, timeout=20)
    return str(answer.stdout).strip()


def wait_until_gone(pid: int) -> None:
    end = time.monotonic() + 10
    while Path(f"/proc/{pid}/stat").exists() and ") Z " not in Path(f"/proc/{pid}/stat").read_text():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Make a checkout that no other user may enter, as pytest's folders are."""
    base = tmp_path / "checkout"
    base.mkdir()
    return base


@pytest.fixture
def running(checkout: Path) -> Iterator[Path]:
    """Make a checkout whose cluster runs; remove it with its data at the end."""
    try:
        programs.newest()
    except ClusterError as error:
        pytest.skip(str(error))
    control.start(checkout)
    yield checkout
    control.remove(checkout)


# --- where it lies ---


def test_a_cluster_lies_in_its_checkout(checkout: Path) -> None:
    assert cluster.directory(checkout) == checkout / ".local" / "postgres"
    assert cluster.socket(checkout).parent == cluster.socket_dir(checkout)


@pytest.mark.parametrize("length", [20, 60, 90, 200])
def test_a_socket_is_never_too_long_for_the_system(length: int) -> None:
    base = Path("/home") / ("ü" * (length // 2))
    assert len(os.fsencode(cluster.socket(base))) <= 107


def test_two_long_checkouts_have_two_sockets() -> None:
    long = Path("/home") / ("x" * 150)
    assert cluster.socket_dir(long / "one") != cluster.socket_dir(long / "two")


def test_a_comma_does_not_split_the_socket_folder_in_two() -> None:
    assert "," not in str(cluster.socket_dir(Path("/home/a,b")))


def test_the_configuration_listens_on_the_socket_alone() -> None:
    written = control.settings(Path("/home/o'neill/socket"))
    assert "listen_addresses = ''\n" in written
    assert "unix_socket_directories = '/home/o''neill/socket'\n" in written
    assert "fsync" not in written


def test_the_settings_never_need_more_than_the_standard_library_to_find_the_cluster() -> None:
    script = "import sys, geo.cluster.__main__; sys.exit('django' in sys.modules)"
    assert subprocess.run(["/usr/bin/env", "python3", "-c", script], cwd=Path(__file__).parents[2]).returncode == 0


# --- whose it is ---


def test_a_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    assert folder.safe(tmp_path / "new", MYSELF).stat().st_mode & 0o777 == 0o700


def test_an_open_folder_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    assert folder.safe(tmp_path, MYSELF).stat().st_mode & 0o777 == 0o700


def test_a_link_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "trap").symlink_to(tmp_path)
    with pytest.raises(ClusterError, match="is not a folder of the user"):
        folder.safe(tmp_path / "trap", MYSELF)


def test_a_folder_of_another_user_is_refused(tmp_path: Path) -> None:
    other = pwd.getpwnam("nobody")
    with pytest.raises(ClusterError, match="is not a folder of the user nobody"):
        folder.safe(tmp_path, other)


def test_a_folder_belongs_to_the_checkout_that_it_names(checkout: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    (place / "checkout").write_text(f"{checkout}\n")
    assert folder.belongs_to(place, checkout)


def test_a_moved_checkout_keeps_its_cluster_and_a_copied_one_does_not(checkout: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    (place / "checkout").write_text(f"{checkout}\n")
    cluster.entry(checkout).parent.mkdir()
    cluster.entry(checkout).symlink_to(place)
    copy = tmp_path / "copy"
    shutil.copytree(checkout, copy, symlinks=True)
    assert not folder.belongs_to(place, copy)
    shutil.rmtree(checkout)
    assert folder.belongs_to(place, copy)


# --- which programs ---


@pytest.mark.parametrize(("version", "number"), [("15\n", 15), ("PostgreSQL 17.2 (Debian 17.2-1)", 17), ("", 0)])
def test_the_major_version_is_the_first_number(version: str, number: int) -> None:
    assert programs.major(version) == number


def test_data_of_a_version_that_is_not_installed_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("9\n")
    with pytest.raises(ClusterError, match="make clean"):
        programs.of(tmp_path)


def test_a_program_that_fails_is_quoted_with_advice() -> None:
    failed = programs.run(MYSELF, "sh", "-c", "echo no room; exit 3")
    with pytest.raises(ClusterError, match="no room\nMake some"):
        programs.demand(failed, "Make some")


# --- the server ---


def test_no_server_works_where_there_is_no_data(tmp_path: Path) -> None:
    assert processes.server(tmp_path / "data") is None


def test_a_process_of_another_program_is_not_taken_for_the_server(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert processes.server(tmp_path) is None


def test_a_cluster_starts_once_speaks_utf8_and_stops(running: Path) -> None:
    assert perform("start", running) == "already running"
    assert perform("status", running).startswith("running")
    assert ask(running, "SHOW server_encoding") == "UTF8"
    assert ask(running, "SELECT datcollate FROM pg_database WHERE datname = 'hilfe'") == "C.UTF-8"
    assert ask(running, "SHOW listen_addresses") == ""
    assert ask(running, "SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'") == "1"
    assert cluster.socket_dir(running).stat().st_mode & 0o777 == 0o700
    assert perform("stop", running) == "stopped"
    assert perform("stop", running) == perform("status", running) == "not running"


def test_a_cluster_recovers_from_a_killed_server_and_keeps_its_data(running: Path) -> None:
    ask(running, "CREATE TABLE kept AS SELECT 42 AS answer")
    pid = processes.server(data_of(running))
    assert pid
    os.kill(pid, signal.SIGKILL)
    wait_until_gone(pid)
    # Its process id now is another program's.
    (data_of(running) / "postmaster.pid").write_text(f"{os.getpid()}\n{data_of(running)}\n")
    assert control.start(running) == "started"
    assert ask(running, "SELECT answer FROM kept") == "42"


def test_two_checkouts_side_by_side_have_two_clusters(running: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(running, copy, symlinks=True, ignore=lambda *_: [".s.PGSQL.5432", ".s.PGSQL.5432.lock"])
    ask(running, "CREATE TABLE only_here ()")
    try:
        control.start(copy)
        assert ask(copy, "SELECT to_regclass('only_here') IS NULL") == "t"
        assert ask(running, "SELECT to_regclass('only_here') IS NULL") == "f"
    finally:
        control.remove(copy)


def test_a_moved_checkout_finds_its_data(running: Path, tmp_path: Path) -> None:
    ask(running, "CREATE TABLE kept AS SELECT 42 AS answer")
    control.stop(running)
    moved = running.rename(tmp_path / "moved")
    try:
        assert control.start(moved) == "started"
        assert ask(moved, "SELECT answer FROM kept") == "42"
    finally:
        control.remove(moved)


def test_removing_a_cluster_leaves_nothing(running: Path) -> None:
    place = cluster.directory(running)
    control.remove(running)
    assert not place.exists()
    assert not cluster.entry(running).is_symlink()


@pytest.mark.skipif(not AS_ROOT, reason="only root has another user run the server")
def test_root_keeps_the_cluster_where_the_servers_user_can_reach_it(running: Path) -> None:
    assert cluster.entry(running).is_symlink()
    assert cluster.directory(running).stat().st_uid == pwd.getpwnam("postgres").pw_uid


def test_a_start_that_fails_shows_why(running: Path) -> None:
    control.stop(running)
    (data_of(running) / "pg_hba.conf").write_text("nonsense\n")
    with pytest.raises(ClusterError, match=r"pg_hba\.conf(?s:.*)make clean"):
        control.start(running)


# --- the command ---


def test_the_command_answers_as_the_module_does(
    running: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.BASE_DIR = running
    call_command("database", "status")
    assert "running, socket in" in capsys.readouterr().out


def test_the_command_passes_an_error_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(base: Path) -> str:
        raise ClusterError("no server here")

    monkeypatch.setattr(control, "start", refuse)
    with pytest.raises(CommandError, match="no server here"):
        call_command("database", "start")


def test_an_unknown_action_is_refused() -> None:
    with pytest.raises(ClusterError, match="usage"):
        perform("fly", Path(tempfile.gettempdir()))
