"""As whom an embedded PostgreSQL runs: it refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
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

    An ordinary user is its own account. Root takes the first way that works on this machine: the user `nobody`;
    `nobody` that may pass private folders (a checkout below /root); a user namespace in which root is called `nobody`.
    Raises ServerUnavailable if none works.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    entry = pwd.getpwnam(UNPRIVILEGED)
    uid, gid = entry.pw_uid, entry.pw_gid
    become = ("setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups")
    ways = (
        Account(uid, gid, become),
        Account(uid, gid, (*become, "--inh-caps=+dac_override", "--ambient-caps=+dac_override")),
        Account(0, 0, ("unshare", "--user", f"--map-user={uid}", f"--map-group={gid}")),
    )
    for way in ways:
        if _reaches(way.prefix, paths):
            return way
    raise ServerUnavailable(
        f"PostgreSQL does not run as root, and {UNPRIVILEGED} cannot reach {', '.join(map(str, paths))}: "
        "move the checkout out of the private folder, run as an ordinary user, or set DATABASE_URL"
    )


def _reaches(prefix: Sequence[str], paths: Sequence[Path]) -> bool:
    """Whether a command started with this prefix can enter or execute every path."""
    return all(_answers([*prefix, "test", "-x", str(path)]) for path in paths)


def _answers(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, cwd="/", capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
