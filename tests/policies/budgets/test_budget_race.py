"""Many workers demand more than a line holds: it is never overdrawn. The control shows that unguarded it would be."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from policies.budgets.errors import BudgetExhausted
from policies.budgets.models import Account, Transfer
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.services import reserve
from policies.budgets.states import AccountKind
from tests.conftest import CommittedDatabase
from tests.policies.budgets.worlds import a_line

WORKERS, EACH, FEN, CAP = 8, 30, 10, 1000  # 8 × 30 × 10 = 2.4 × the cap


def all_at_once(work: Callable[[int], None]) -> None:
    """Eight workers, each on a database connection of its own, begin together."""
    barrier = Barrier(WORKERS)

    def begin(worker: int) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=60)
            work(worker)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(begin, range(WORKERS)))


def test_eight_workers_never_overdraw_a_line(committed_db: CommittedDatabase) -> None:
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
    everyone_has_read = Barrier(WORKERS)

    def demand(worker: int) -> None:
        if Account.objects.get(line=line, kind=AccountKind.AVAILABLE).balance_fen >= CAP:
            everyone_has_read.wait(timeout=60)
            reserve(line_id=line.pk, amount_fen=CAP, key=str(worker), about="race:1")

    all_at_once(demand)
    assert balances(line)[AccountKind.RESERVED] == WORKERS * CAP
    assert set(ledger_faults()) == {"negative"}
