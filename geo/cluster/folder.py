"""The cluster's folder: whose it is, and where it goes when that user cannot reach the checkout."""

import contextlib
import os
import pwd
import stat
import subprocess
import tempfile
from pathlib import Path

from geo.cluster import NAME, ClusterError, directory, entry, processes, programs


def owner(base: Path) -> pwd.struct_passwd:
    """Return the user whom the server runs as: this one, or for root the folder's owner or `postgres`."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    folder = directory(base)
    if folder.is_dir() and folder.stat().st_uid != 0:
        return pwd.getpwuid(folder.stat().st_uid)
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise ClusterError(
            "PostgreSQL does not run as root, and there is no user postgres. "
            "Make one with `useradd postgres`, or work as an ordinary user."
        ) from None


def prepare(base: Path) -> Path:
    """Return the folder of the cluster, made where it is missing. A moved one is kept, a copied one left."""
    link = entry(base)
    if link.is_symlink() and not belongs_to(link.resolve(), base):
        link.unlink()
    user = owner(base)
    if not link.is_symlink():
        _take(link, user)
        if not _may_enter(user, link.parent):
            _move_outside(link, user)
    folder = safe(directory(base), user)
    (folder / "checkout").write_text(f"{base}\n")
    return folder


def belongs_to(folder: Path, base: Path) -> bool:
    """Tell whether `folder` holds the cluster of `base`, not that of which `base` is a copy."""
    if not folder.is_dir():
        return False
    try:
        recorded = Path((folder / "checkout").read_text().strip())
    except OSError:  # unfinished, or another user's: `safe` decides
        return True
    return recorded == base or directory(recorded) != folder


def safe(folder: Path, user: pwd.struct_passwd) -> Path:
    """Return `folder`, made where it is missing, open to `user` alone; refuse what another user owns."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        os.chown(folder, user.pw_uid, user.pw_gid)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != user.pw_uid:
        raise ClusterError(f"{folder} is not a folder of the user {user.pw_name}. Work as its owner, or remove it.")
    folder.chmod(0o700)
    return folder


def _take(folder: Path, user: pwd.struct_passwd) -> None:
    """Give root's copy of a cluster to `user`."""
    if os.geteuid() == 0 and folder.is_dir() and folder.stat().st_uid == 0:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def _may_enter(user: pwd.struct_passwd, folder: Path) -> bool:
    return programs.run(user, "test", "-x", folder).returncode == 0


def _move_outside(link: Path, user: pwd.struct_passwd) -> None:
    """Put the cluster into a folder that `user` can reach: below its home, else in /var/tmp."""
    home = Path(user.pw_dir)
    roomy = home.is_dir() and home.stat().st_uid == user.pw_uid
    folder = Path(tempfile.mkdtemp(prefix=f"{NAME}-", dir=home if roomy else "/var/tmp"))  # noqa: S108
    os.chown(folder, user.pw_uid, user.pw_gid)
    if link.is_dir():
        processes.stop(link / "data")
        subprocess.run(["mv", *link.iterdir(), folder], check=True)  # noqa: S603, S607
        link.rmdir()
    link.symlink_to(folder)
