"""Many processes demand more than a line holds: it is never overdrawn. Unguarded, the control shows, it would be."""

from collections.abc import Callable
from multiprocessing import get_context

from django.db import connection, connections

from policies.budgets.errors import BudgetExhausted
from policies.budgets.models import Account, Transfer
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.services import reserve
from policies.budgets.states import AccountKind
from tests.conftest import CommittedDatabase
from tests.policies.budgets.worlds import a_line

FORK = get_context("fork")
WORKERS, EACH, FEN, CAP = 8, 30, 10, 1000  # 8 × 30 × 10 = 2.4 × the cap


def all_at_once(work: Callable[[int], None]) -> None:
    """Eight processes, each with a database connection of its own, begin together; none of them may fail."""
    barrier = FORK.Barrier(WORKERS)
    connections.close_all()  # nothing to inherit

    def begin(worker: int) -> None:
        connection.ensure_connection()
        barrier.wait(timeout=60)
        work(worker)
        connection.close()

    workers = [FORK.Process(target=begin, args=(number,)) for number in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=120)
    assert [worker.exitcode for worker in workers] == [0] * WORKERS


def test_eight_processes_never_overdraw_a_line(committed_db: CommittedDatabase) -> None:
    line = a_line(fen=CAP)

    def demand(worker: int) -> None:
        for turn in range(EACH):
            try:
                reserve(line_id=line.pk, amount_fen=FEN, key=f"{worker}:{turn}", about="race:1")
            except BudgetExhausted:
                continue

    all_at_once(demand)
    held = balances(line)
    assert (held[AccountKind.AVAILABLE], held[AccountKind.RESERVED]) == (0, CAP)
    assert Transfer.objects.filter(kind="reserve").count() == CAP // FEN
    assert ledger_faults() == {}


def test_read_then_write_without_the_constraint_overdraws_it(committed_db: CommittedDatabase) -> None:
    line = a_line(fen=CAP)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE policies_account DROP CONSTRAINT nothing_negative_but_the_contra_accounts")
    everyone_has_read = FORK.Barrier(WORKERS)

    def demand(worker: int) -> None:
        if Account.objects.get(line=line, kind=AccountKind.AVAILABLE).balance_fen >= CAP:
            everyone_has_read.wait(timeout=60)
            reserve(line_id=line.pk, amount_fen=CAP, key=str(worker), about="race:1")

    all_at_once(demand)
    assert balances(line)[AccountKind.RESERVED] == WORKERS * CAP
    assert set(ledger_faults()) == {"negative"}
