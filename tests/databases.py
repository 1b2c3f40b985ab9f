"""Databases for tests: migrate once into a template named by its migrations, then clone it in a fraction of a second.

Every clone and every template in use is covered by an advisory lock of the session that uses it, held by one connection
for as long as the session lives. What nobody holds belongs to a session that ended or was killed, and is dropped.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from time import monotonic, sleep

import psycopg
from django.db import connections
from psycopg import sql

from cms.schema import migrate, migrations_key

TEMPLATE = "zhida_template_"
CLONE = "zhida_test_"
BUILDING = 0
MAINTENANCE = "postgres"


def lock_number(database: str) -> int:
    """The advisory lock that covers a database: 63 bits of its name's digest."""
    return int.from_bytes(hashlib.sha256(database.encode()).digest()[:8]) >> 1


class Workshop:
    """One test session's way to make and drop databases on the server that the settings name."""

    def __init__(self) -> None:
        self.settings = connections["default"].settings_dict
        self.original: str = self.settings["NAME"]
        self.numbers = count()
        self.keeper = psycopg.connect(self.address(MAINTENANCE), autocommit=True)
        self.template = TEMPLATE + migrations_key()

    def address(self, database: str) -> str:
        """The libpq address of a database on this server, as a child process takes it in DATABASE_URL."""
        user = ":".join(part for part in (self.settings["USER"], self.settings["PASSWORD"]) if part)
        host, port = self.settings["HOST"], self.settings["PORT"]
        if host.startswith("/"):
            return f"postgresql://{user}@/{database}?host={host}" + (f"&port={port}" if port else "")
        return f"postgresql://{user}@{host}{f':{port}' if port else ''}/{database}"

    def prepare(self) -> None:
        """The template of today's migrations exists and is held; databases that no session holds are gone."""
        self._do("SELECT pg_advisory_lock({})", BUILDING)
        try:
            self._do("SELECT pg_advisory_lock_shared({})", lock_number(self.template))
            self._drop_the_forgotten()
            if self.template not in self._names(TEMPLATE):
                self._build_template()
        finally:
            self._do("SELECT pg_advisory_unlock({})", BUILDING)

    def clone(self) -> str:
        """The name of a new database, equal to the template, held until it is dropped."""
        name = f"{CLONE}{os.getpid()}_{next(self.numbers)}"
        self._do("SELECT pg_advisory_lock({})", lock_number(name))
        self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", sql.Identifier(name))
        self._do("CREATE DATABASE {} TEMPLATE {}", sql.Identifier(name), sql.Identifier(self.template))
        self._do("ALTER DATABASE {} SET synchronous_commit = off", sql.Identifier(name))
        return name

    def drop(self, name: str) -> None:
        """The database is gone, and whoever was connected to it is not any more."""
        self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", sql.Identifier(name))
        self._do("SELECT pg_advisory_unlock({})", lock_number(name))

    @contextmanager
    def cloned(self) -> Iterator[str]:
        """Django's default connection, in every thread, leads to a new clone; afterwards to where it led before."""
        before, name = self.settings["NAME"], self.clone()
        connections.close_all()
        self.settings["NAME"] = name
        try:
            yield name
        finally:
            connections.close_all()
            self.settings["NAME"] = before
            self.drop(name)

    def _build_template(self) -> None:
        """Migrate into a database of another name and rename it: an interrupted one is never taken for the template."""
        building = f"{self.template}_building"
        self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", sql.Identifier(building))
        self._do("CREATE DATABASE {}", sql.Identifier(building))
        connections.close_all()
        self.settings["NAME"] = building
        try:
            migrate()
        finally:
            connections.close_all()
            self.settings["NAME"] = self.original
        self._do("ALTER DATABASE {} RENAME TO {}", sql.Identifier(building), sql.Identifier(self.template))

    def _drop_the_forgotten(self) -> None:
        for name in (*self._names(TEMPLATE), *self._names(CLONE)):
            number = lock_number(name)
            if name != self.template and self._do("SELECT pg_try_advisory_lock({})", number):
                self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", sql.Identifier(name))
                self._do("SELECT pg_advisory_unlock({})", number)

    def _names(self, start: str) -> list[str]:
        rows = self.keeper.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [start]).fetchall()
        return [name for (name,) in rows]

    def _do(self, statement: str, *parts: sql.Composable | int) -> bool:
        """Run one statement outside any transaction; the first value of its answer, if it has one."""
        done = self.keeper.execute(sql.SQL(statement).format(*parts))
        row = done.fetchone() if done.description else None
        return bool(row and row[0])


def until_somebody_waits(*, patience: float = 30) -> None:
    """Another session waits for what the transaction of this thread holds, or so many seconds have passed."""
    waits = "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
    ends = monotonic() + patience
    with connections["default"].cursor() as cursor:
        while monotonic() < ends:
            cursor.execute(waits)
            if cursor.fetchone()[0]:
                return
            sleep(0.02)
