"""PostgreSQL stopped with `immediate` under the workers, and started again."""

import os
import signal
import time
from dataclasses import dataclass, field

import psycopg
from django.db import connection, connections

from cms.embedded.postgres import Postgres

FORGETFUL = ("synchronous_commit = off", "wal_writer_delay = '10s'", "wal_writer_flush_after = '1GB'")
"""Commits are confirmed up to ten seconds before they are on disk."""


@dataclass
class Stopper:
    """Stops a server of the test's own at some moments of a storm. The control lets it confirm commits too early."""

    server: Postgres
    times: int
    commits_early: bool = False
    under_way: list[int] = field(default_factory=list)  # sessions in the middle of something at each stop

    def moments(self) -> list[tuple[float, str]]:
        """At which share of what was queued the server is stopped."""
        return [((self.times - place) / (self.times + 1), "server") for place in range(self.times)]

    def prepare(self) -> None:
        """All that was done so far is on disk; in the control what follows may be forgotten."""
        with psycopg.connect(self.server.url(), autocommit=True) as admin:
            for setting in FORGETFUL if self.commits_early else ():
                admin.execute(f"ALTER SYSTEM SET {setting}")  # type: ignore[call-overload]
            admin.execute("SELECT pg_reload_conf()")
            admin.execute("CHECKPOINT")

    def stop(self) -> None:
        """`pg_ctl stop -m immediate`: no checkpoint, no farewell; then the server is started and recovers."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
            )
            self.under_way.append(cursor.fetchone()[0])
        postmaster = int((self.server.data / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGQUIT)
        while self.server.is_running():
            time.sleep(0.01)
        self.server.ensure()
        connections.close_all()

    def hold_the_ledger(self) -> "psycopg.Connection[tuple[object, ...]]":
        """A session that holds every account: whoever posts waits for it in the middle of what they do."""
        holder = psycopg.connect(self.server.url())
        holder.execute("SELECT id FROM policies_account ORDER BY id FOR UPDATE")
        return holder

    def is_waited_for(self, holder: "psycopg.Connection[tuple[object, ...]]") -> bool:
        """Whether a session waits for what the holder holds."""
        waiting = "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid)))"
        with connection.cursor() as cursor:
            cursor.execute(waiting, [holder.info.backend_pid])
            return bool(cursor.fetchone()[0])
