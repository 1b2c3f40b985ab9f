"""What the ledger survives: a PostgreSQL that is stopped in the middle of things, and a restore from its backup."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection, connections

from cms.embedded.postgres import Postgres, binaries_folder
from policies.budgets.queries import balances, ledger_faults, ledger_hash
from policies.budgets.states import AccountKind
from policies.disbursement.dispatch import claim_slice
from policies.disbursement.models import Attempt, Payment
from tests.conftest import Clock, CommittedDatabase
from tests.policies.budgets.worlds import a_line
from tests.policies.disbursement.banks import TODAY
from tests.policies.disbursement.worlds import FEN, a_county

FOUR = 4
LOAD = """
import sys, psycopg
with psycopg.connect(sys.argv[1], autocommit=True) as c:
    source, target = (c.execute("SELECT id FROM policies_account WHERE kind = %s", [k]).fetchone()[0]
                      for k in ("available", "reserved"))
    for n in range(100_000):
        c.execute("INSERT INTO policies_transfer (key, kind, source_id, target_id, amount_fen, about, happened_at)"
                  " VALUES (%s, 'reserve', %s, %s, 1, 'load', now())", [f"{sys.argv[2]}:{n}", source, target])
        print(f"{sys.argv[2]}:{n}", flush=True)
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Postgres]:
    """A PostgreSQL of the test's own, whose death disturbs nobody else."""
    own = Postgres(tmp_path)
    own.ensure()
    yield own
    own.reset()


def dumped(database: str, file: Path) -> None:
    """`pg_dump -Fc`, as docs/OPERATIONS.md says."""
    program = str(binaries_folder() / "pg_dump")
    subprocess.run([program, "--format=custom", "--file", str(file), database], check=True, capture_output=True)


def restored(file: Path, database: str) -> None:
    """`pg_restore` into an empty database."""
    program = str(binaries_folder() / "pg_restore")
    command = [program, "--no-owner", "--exit-on-error", "--dbname", database, str(file)]
    subprocess.run(command, check=True, capture_output=True)


def test_what_was_confirmed_before_an_immediate_stop_is_there_after_it(
    committed_db: CommittedDatabase, tmp_path: Path, server: Postgres
) -> None:
    a_line(fen=10**9)
    file = tmp_path / "dump"
    dumped(committed_db.environment["DATABASE_URL"], file)
    restored(file, server.url())
    load = [sys.executable, "-c", LOAD, server.url()]
    workers = [
        subprocess.Popen([*load, str(n)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for n in range(FOUR)
    ]
    heard = [worker.stdout for worker in workers if worker.stdout is not None]
    confirmed = {lines.readline().strip() for lines in heard}  # all are in the middle of things
    stopped_at_once(server)
    confirmed |= {line.strip() for lines in heard for line in lines}
    for worker in workers:
        worker.wait(timeout=30)
    server.ensure()
    with psycopg.connect(server.url()) as restarted:
        kept = {key for (key,) in restarted.execute("SELECT key FROM policies_transfer WHERE about = 'load'")}
        [faults] = restarted.execute("SELECT * FROM policies_ledger_check").fetchall()
    assert confirmed <= kept
    assert len(kept) <= len(confirmed) + 2 * FOUR  # at most what was under way
    assert set(faults) == {0}


def stopped_at_once(server: Postgres) -> None:
    """`pg_ctl stop -m immediate`: no checkpoint, no farewell."""
    postmaster = int((server.data / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, 3)  # SIGQUIT


def test_a_restored_backup_has_the_same_ledger(committed_db: CommittedDatabase, tmp_path: Path, clock: Clock) -> None:
    clock.set(TODAY)
    county = a_county()
    claim_slice(county.released(3).slices.get().pk)
    before, states = ledger_hash(), list(Payment.objects.values_list("pk", "state"))
    file, name = tmp_path / "dump", f"{committed_db.name}_restored"
    dumped(committed_db.environment["DATABASE_URL"], file)
    with psycopg.connect(committed_db.environment["DATABASE_URL"], autocommit=True) as keeper:
        keeper.execute(f'CREATE DATABASE "{name}"')
    try:
        restored(file, committed_db.environment["DATABASE_URL"].replace(committed_db.name, name))
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = name
        assert (ledger_hash(), ledger_faults()) == (before, {})
        assert list(Payment.objects.values_list("pk", "state")) == states
        assert Attempt.objects.filter(state="submitting").count() == 3
        with connection.cursor() as cursor:  # the control: one fen more is another hash
            cursor.execute("ALTER TABLE policies_entry DISABLE TRIGGER USER")
            cursor.execute("UPDATE policies_entry SET delta_fen = delta_fen + 1 WHERE id = 1")
        assert ledger_hash() != before
        assert set(ledger_faults()) >= {"bad_fold"}
    finally:
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = committed_db.name
        with psycopg.connect(committed_db.environment["DATABASE_URL"], autocommit=True) as keeper:
            keeper.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_sender_whose_database_dies_under_it_claims_nothing(committed_db: CommittedDatabase, clock: Clock) -> None:
    clock.set(TODAY)
    county = a_county()
    part = county.released(20).slices.get()
    holding = threading.Event()

    def kill_the_backend() -> None:
        with psycopg.connect(committed_db.environment["DATABASE_URL"], autocommit=True) as other:
            other.execute("BEGIN")
            other.execute("SELECT 1 FROM policies_account FOR NO KEY UPDATE")
            holding.set()
            waiting = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            while not other.execute(waiting + " AND datname = current_database()").fetchall():
                continue
            other.execute("ROLLBACK")

    killer = threading.Thread(target=kill_the_backend)
    killer.start()
    holding.wait(timeout=10)
    with pytest.raises(OperationalError):
        claim_slice(part.pk)
    killer.join()
    connection.close()
    assert not Attempt.objects.exclude(state="queued").exists()
    assert balances(county.line)[AccountKind.RESERVED] == 20 * FEN
    assert len(claim_slice(part.pk)) == 20
    assert ledger_faults() == {}
