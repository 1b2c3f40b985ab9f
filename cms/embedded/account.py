"""As whom an embedded PostgreSQL runs: it refuses root, and a user without a name."""

import os
import pwd
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cms.embedded.places import ServerUnavailable

UNPRIVILEGED = "nobody"


@dataclass(frozen=True)
class Account:
    """The owner of a server's files, and the words to put before a command so that it runs as that owner."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()


def server_account(*paths: Path) -> Account:
    """The account that may run PostgreSQL on these paths.

    An ordinary user is its own account. PostgreSQL refuses root, and a user without a name (as in some containers):
    they take the first way that works on this machine. Raises ServerUnavailable if none does.
    """
    if os.geteuid() != 0 and _has_a_name(os.geteuid()):
        return Account(os.geteuid(), os.getegid())
    for way in _ways():
        if _reaches(way.prefix, paths):
            return way
    raise ServerUnavailable(
        f"PostgreSQL does not run as root or as a user without a name, and {UNPRIVILEGED} cannot reach "
        f"{', '.join(map(str, paths))}: move the checkout out of the private folder, run as an ordinary user, "
        "or set DATABASE_URL"
    )


def _ways() -> Iterator[Account]:
    """For root: `nobody`; `nobody` that may pass private folders, as below /root. For anyone: to be called `nobody`."""
    entry = pwd.getpwnam(UNPRIVILEGED)
    uid, gid = entry.pw_uid, entry.pw_gid
    if os.geteuid() == 0:
        become = ("setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups")
        yield Account(uid, gid, become)
        yield Account(uid, gid, (*become, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"))
    called_so = ("unshare", "--user", f"--map-user={uid}", f"--map-group={gid}")
    yield Account(os.geteuid(), os.getegid(), called_so)


def _has_a_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _reaches(prefix: Sequence[str], paths: Sequence[Path]) -> bool:
    """Whether a command started with this prefix can enter or execute every path."""
    return all(_answers([*prefix, "test", "-x", str(path)]) for path in paths)


def _answers(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, cwd="/", capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
