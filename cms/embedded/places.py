"""Where the embedded servers keep their data, their sockets and their locks."""

import fcntl
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

# Not TMPDIR: a socket path has at most 107 bytes, and all processes must agree on it.
SOCKETS = Path("/tmp")  # noqa: S108 - a folder in it is used only if it is ours

MADE_BY_ANOTHER = "{} was made by another account (perhaps root): run as that account, or remove it"


class ServerUnavailable(RuntimeError):
    """An embedded server cannot be started here; the text says why and what to do."""


def var_folder() -> Path:
    """The folder of everything that is born while running: `ZHIDA_VAR`, else `var/` in the project."""
    return Path(os.environ.get("ZHIDA_VAR") or PROJECT / "var").resolve()


def socket_folder(data: Path) -> Path:
    """A short path that is the same for every process that uses this data folder."""
    return SOCKETS / f"zhida-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"


def make_private(folder: Path, uid: int, gid: int) -> None:
    """The folder exists, belongs to the account, opens to no other. Raises ServerUnavailable if another has it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), uid}:
            raise ServerUnavailable(f"{folder} belongs to another account; remove it and try again")
        if (found.st_uid, found.st_gid) != (uid, gid):
            os.chown(folder, uid, gid)
        folder.chmod(0o700)
    except PermissionError as refused:
        raise ServerUnavailable(MADE_BY_ANOTHER.format(folder)) from refused


@contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Hold the lock file while the block runs; the kernel gives it back even if this process is killed."""
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except PermissionError as refused:
        raise ServerUnavailable(MADE_BY_ANOTHER.format(lock)) from refused
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def lodgers(folder: Path) -> list[int]:
    """The live processes that work inside this folder, also when it was deleted under them. Zombies do not count."""
    homes = {str(folder), f"{folder} (deleted)"}
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if str((entry / "cwd").readlink()) in homes and _state(entry) != "Z":
                found.append(int(entry.name))
        except OSError:
            continue  # it ended while we looked, or it is not ours to look at
    return found


def _state(entry: Path) -> str:
    """The one-letter state of a process: the first word after its name in parentheses (man 5 proc)."""
    return (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
