"""What the ledger survives: a PostgreSQL that is stopped in the middle of things, and a restore from its backup."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection, connections

from cms.embedded.postgres import Postgres, binaries_folder
from policies.budgets.queries import balances, ledger_faults, ledger_hash
from policies.budgets.services import Posting, post
from policies.budgets.states import AccountKind
from policies.disbursement import dispatch
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
    c.execute("SET synchronous_commit = " + sys.argv[3])
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


@dataclass
class Aftermath:
    """Which transfers were confirmed before the stop, which are there after it, and what the ledger says of itself."""

    confirmed: set[str]
    kept: set[str]
    faults: set[int]


def stopped_under_load(committed: CommittedDatabase, file: Path, server: Postgres, commits: str) -> Aftermath:
    """Four sessions post as fast as they can, committing as told; the server is stopped under them and restarted."""
    a_line(fen=10**9)
    dumped(committed.environment["DATABASE_URL"], file)
    restored(file, server.url())
    load = [sys.executable, "-c", LOAD, server.url()]
    workers = [
        subprocess.Popen([*load, str(n), commits], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
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
    return Aftermath(confirmed, kept, {int(fault) for fault in faults})


def test_what_was_confirmed_before_an_immediate_stop_is_there_after_it(
    committed_db: CommittedDatabase, tmp_path: Path, server: Postgres
) -> None:
    after = stopped_under_load(committed_db, tmp_path / "dump", server, "on")
    assert after.confirmed <= after.kept
    assert len(after.kept) <= len(after.confirmed) + 2 * FOUR  # at most what was under way
    assert after.faults == {0}


def test_confirmed_before_it_is_on_disk_it_may_be_gone_and_the_ledger_is_still_sound(
    committed_db: CommittedDatabase, tmp_path: Path, server: Postgres
) -> None:
    with psycopg.connect(server.url(), autocommit=True) as admin:
        admin.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
        admin.execute("SELECT pg_reload_conf()")
    after = stopped_under_load(committed_db, tmp_path / "dump", server, "off")
    assert not after.confirmed <= after.kept
    assert after.faults == {0}


def stopped_at_once(server: Postgres) -> None:
    """`pg_ctl stop -m immediate`: no checkpoint, no farewell."""
    postmaster = int((server.data / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, 3)  # SIGQUIT


def test_a_restored_backup_has_the_same_ledger(committed_db: CommittedDatabase, tmp_path: Path, clock: Clock) -> None:
    clock.set(TODAY)
    county = a_county()
    claim_slice(county.released(3).slices.get().pk)
    before, states = ledger_hash(), dict(Payment.objects.values_list("pk", "state"))
    file, name = tmp_path / "dump", f"{committed_db.name}_restored"
    dumped(committed_db.environment["DATABASE_URL"], file)
    with psycopg.connect(committed_db.environment["DATABASE_URL"], autocommit=True) as keeper:
        keeper.execute(f'CREATE DATABASE "{name}"')
    try:
        restored(file, committed_db.environment["DATABASE_URL"].replace(committed_db.name, name))
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = name
        assert (ledger_hash(), ledger_faults()) == (before, {})
        assert dict(Payment.objects.values_list("pk", "state")) == states
        assert Attempt.objects.filter(state="submitting").count() == 3
        with connection.cursor() as cursor:  # the control: one fen more is another hash
            cursor.execute("ALTER TABLE policies_entry DISABLE TRIGGER USER")
            cursor.execute("SELECT min(id) FROM policies_entry")
            cursor.execute("UPDATE policies_entry SET delta_fen = delta_fen + 1 WHERE id = %s", cursor.fetchone())
        assert ledger_hash() != before
        assert set(ledger_faults()) >= {"bad_fold"}
    finally:
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = committed_db.name
        with psycopg.connect(committed_db.environment["DATABASE_URL"], autocommit=True) as keeper:
            keeper.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def dying(*_given: object, **_named: object) -> None:
    """The database closes this session in the middle of the claim."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def test_a_claim_that_is_killed_half_way_has_moved_nothing(
    committed_db: CommittedDatabase, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.set(TODAY)
    county = a_county()
    part = county.released(20).slices.get()
    with monkeypatch.context() as fault:
        fault.setattr(dispatch, "move", dying)
        with pytest.raises(OperationalError):
            claim_slice(part.pk)
    connection.close()
    assert not Attempt.objects.exclude(state="queued").exists()
    assert balances(county.line)[AccountKind.RESERVED] == 20 * FEN
    assert len(claim_slice(part.pk)) == 20
    assert ledger_faults() == {}


def test_were_a_claim_not_one_transaction_its_money_would_be_lost_in_flight(
    committed_db: CommittedDatabase, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.set(TODAY)
    county = a_county()
    part = county.released(20).slices.get()

    def posted_by_itself(postings: Sequence[Posting]) -> None:
        post(postings)
        connection.connection.commit()

    monkeypatch.setattr(dispatch, "post", posted_by_itself)
    monkeypatch.setattr(dispatch, "move", dying)
    with pytest.raises(OperationalError):
        claim_slice(part.pk)
    connection.close()
    assert not Attempt.objects.exclude(state="queued").exists()
    assert balances(county.line)[AccountKind.IN_FLIGHT] == 20 * FEN  # nobody's: no attempt carries it
