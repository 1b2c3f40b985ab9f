"""Eight processes demand more than a line holds: it is never overdrawn. The control shows that unguarded it is."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

import pytest
from django.db import connection

from policies.budgets.models import BudgetLine, Transfer
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.states import AccountKind
from tests.conftest import CommittedDatabase
from tests.house.reading import PROJECT
from tests.policies.budgets.worlds import a_line

PROCESSES, EACH, FEN, CAP = 8, 30, 10, 1000  # 8 × 30 × 10 = 2.4 × the cap
Demanders = Sequence[subprocess.Popen[str]]


@pytest.fixture(scope="module")
def demanders() -> Iterator[Demanders]:
    """Eight processes, started afresh once for both tests: each takes some seconds to come up."""
    command = [sys.executable, "-m", "tests.policies.budgets.demander"]
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                subprocess.Popen(
                    command, cwd=PROJECT, env=os.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
            )
            for _ in range(PROCESSES)
        ]


def all_at_once(demanders: Demanders, database: str, line: BudgetLine, *, fen: int, times: int) -> list[int]:
    """How many demands of each were met: all have looked at the line before the first of them demands."""
    for place, process in enumerate(demanders):
        told = {"database": database, "line": line.pk, "fen": fen, "times": times, "name": str(place)}
        tell(process, json.dumps(told))
    seen = [hear(process) for process in demanders]
    assert seen == [CAP] * PROCESSES
    for process in demanders:
        tell(process, "go on")
    return [hear(process) for process in demanders]


def tell(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def hear(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def test_eight_processes_never_overdraw_a_line(committed_db: CommittedDatabase, demanders: Demanders) -> None:
    line = a_line(fen=CAP)
    met = all_at_once(demanders, committed_db.name, line, fen=FEN, times=EACH)
    held = balances(line)
    assert (held[AccountKind.AVAILABLE], held[AccountKind.RESERVED]) == (0, CAP)
    assert sum(met) == Transfer.objects.filter(kind="reserve").count() == CAP // FEN
    assert ledger_faults() == {}


def test_read_then_write_without_the_constraint_overdraws_it(
    committed_db: CommittedDatabase, demanders: Demanders
) -> None:
    line = a_line(fen=CAP)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE policies_account DROP CONSTRAINT nothing_negative_but_the_contra_accounts")
    assert all_at_once(demanders, committed_db.name, line, fen=CAP, times=1) == [1] * PROCESSES
    assert balances(line)[AccountKind.RESERVED] == PROCESSES * CAP
    assert set(ledger_faults()) == {"negative"}
