"""The ledger against a model of it in Python: any order of moves, checked after every step."""

from itertools import count

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from policies.budgets.errors import BudgetExhausted
from policies.budgets.models import BudgetLine
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.services import Posting, post
from policies.budgets.states import LINE_ACCOUNTS, ROUTES, AccountKind, TransferKind
from tests.policies.budgets.worlds import a_line

MOVES = [kind for kind, route in ROUTES.items() if route.source in LINE_ACCOUNTS]
keys = (f"model:{number}" for number in count())


class LedgerModel(RuleBasedStateMachine):
    """Two lines; every posting is also made in a dict, and refused there when an account would fall below zero."""

    @initialize()
    def open_two_lines(self) -> None:
        self.outer = transaction.atomic()
        self.outer.__enter__()
        number = next(keys)
        self.lines: list[BudgetLine] = [a_line(code=f"{number}:{n}") for n in range(2)]
        self.model = {line.pk: dict.fromkeys(LINE_ACCOUNTS, 0) for line in self.lines}
        self.undoable: list[Posting] = []

    def teardown(self) -> None:
        if hasattr(self, "outer"):
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    @rule(
        moves=st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 1), st.integers(1, 9)), min_size=1, max_size=5)
    )
    def post_some(self, moves: list[tuple[TransferKind, int, int]]) -> None:
        self.try_to_post([Posting(kind, self.lines[n].pk, fen, next(keys), "model") for kind, n, fen in moves])

    @rule(fen=st.integers(1, 50), n=st.integers(0, 1))
    def appropriate(self, fen: int, n: int) -> None:
        self.try_to_post([Posting(TransferKind.APPROPRIATE, self.lines[n].pk, fen, next(keys), "model")])

    @precondition(lambda self: self.undoable)
    @rule(data=st.data())
    def reverse_one(self, data: st.DataObject) -> None:
        done = data.draw(st.sampled_from(self.undoable))
        undo = Posting(TransferKind.RELEASE, done.line_id, done.amount_fen, next(keys), "model", undoes=done.key)
        if self.try_to_post([undo]):
            self.undoable.remove(done)
            with pytest.raises(IntegrityError), transaction.atomic():
                post([Posting(TransferKind.RELEASE, done.line_id, done.amount_fen, next(keys), "", undoes=done.key)])

    @rule(data=st.data())
    def repeat_a_key(self, data: st.DataObject) -> None:
        if self.undoable:
            with pytest.raises((IntegrityError, BudgetExhausted)), transaction.atomic():
                post([data.draw(st.sampled_from(self.undoable))])

    def try_to_post(self, postings: list[Posting]) -> bool:
        after = {line: dict(accounts) for line, accounts in self.model.items()}
        for posting in postings:
            route = ROUTES[posting.kind]
            after[posting.line_id][route.source] -= posting.amount_fen
            after[posting.line_id][route.target] += posting.amount_fen
        try:
            with transaction.atomic():
                post(postings)
        except (BudgetExhausted, IntegrityError):
            assert any(fen < 0 for a in after.values() for kind, fen in a.items() if kind != AccountKind.APPROPRIATED)
            return False
        self.model = after
        self.undoable += [posting for posting in postings if posting.kind is TransferKind.RESERVE]
        return True

    @invariant()
    def every_balance_is_the_model_s(self) -> None:
        if hasattr(self, "model"):
            for line in self.lines:
                held = {kind: abs(fen) for kind, fen in self.model[line.pk].items()}
                assert balances(line) == held
            assert ledger_faults() == {}


@pytest.fixture(autouse=True)
def quick_checks(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off")


def test_the_ledger_does_what_the_model_does() -> None:
    run_state_machine_as_test(
        LedgerModel,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
