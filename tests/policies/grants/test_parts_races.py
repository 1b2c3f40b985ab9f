"""Two workers at the same instalments: nothing is drafted or reserved twice; each with a control, its guard down."""

from collections.abc import Callable
from datetime import date
from functools import partial
from threading import Barrier, Event
from time import sleep
from typing import Any

import pytest
from django.db import IntegrityError

from cms.kernel.clock import business_today
from cms.kernel.money import from_fen, to_fen
from cms.kernel.roles import Role
from policies.budgets.models import BudgetLine
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.services import appropriate, open_line
from policies.budgets.states import AccountKind
from policies.catalogue.states import ShortageRule
from policies.disbursement import drafting
from policies.disbursement.drafting import draft_instalments, draft_payments
from policies.disbursement.models import Payment
from policies.grants import falling_due, services, sharing
from policies.grants.closing import close_confirmations
from policies.grants.falling_due import fund_carried_instalments
from policies.grants.instalments import Instalment
from policies.grants.models import Grant
from policies.grants.services import withdraw_grant
from policies.grants.states import InstalmentState
from tests.conftest import Clock
from tests.databases import until_somebody_waits
from tests.policies.disbursement.worlds import FEN, a_county
from tests.policies.grants.test_races import both
from tests.policies.grants.worlds import RULE, a_world
from tests.policies.officers import a_person

pytestmark = pytest.mark.usefixtures("committed_db", "february")
LATER, OTHERS, OWN = 10_000_000, 2_000_000, 1_000_000  # fen: of the next year, carried over for one and the other


def slowly(work: Callable[..., Any], seconds: float) -> Callable[..., Any]:
    def slow(*args: Any, **more: Any) -> Any:
        sleep(seconds)
        return work(*args, **more)

    return slow


def two_workers_draft(monkeypatch: pytest.MonkeyPatch, *, in_parts: bool) -> list[type[Exception]]:
    """Two workers draw up the payments of one grant at once, whole or its due instalment."""
    county = a_county()
    [grant] = county.grants(1)
    if in_parts:
        Instalment.objects.create(
            grant=grant,
            number=1,
            payee=grant.enterprise.party,
            amount=from_fen(FEN),
            sources=[[county.line.pk, FEN]],
            fiscal_year=2023,
            due_on=business_today(),
            state=InstalmentState.DUE,
        )
    payment, drafted = drafting._payment, Event()

    def drafted_while_the_other_waits(*args: Any, **more: Any) -> Payment:
        if not drafted.is_set():
            drafted.set()
            until_somebody_waits()
        return payment(*args, **more)

    monkeypatch.setattr(drafting, "_payment", drafted_while_the_other_waits)

    def draft() -> object:
        if in_parts:
            return draft_instalments(Instalment.objects.filter(grant=grant))
        return draft_payments(Grant.objects.filter(pk=grant.pk))

    return both(draft, draft)


@pytest.mark.parametrize("in_parts", [True, False])
def test_two_workers_draft_one_payment(monkeypatch: pytest.MonkeyPatch, in_parts: bool) -> None:
    assert two_workers_draft(monkeypatch, in_parts=in_parts) == []
    assert Payment.objects.count() == 1


def test_without_holding_the_grant_the_constraint_has_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "_hold", lambda grants: None)
    assert two_workers_draft(monkeypatch, in_parts=True) == [IntegrityError]
    assert Payment.objects.count() == 1


def withdrawn_while_funded(monkeypatch: pytest.MonkeyPatch, clock: Clock, *, patience: float) -> BudgetLine:
    """A grant that was carried over in part is taken back while its money is found; returns the line of that year.

    Taking it back goes on when the money is found or, where it cannot be found meanwhile, when its patience is over.
    """
    world = a_world(fen=2_000_000, shortage_rule=ShortageRule.CARRY_OVER)
    world.noticed()
    clock.set(date(2024, 1, 2))
    maker = a_person(Role.MAKER)
    line = open_line(fiscal_year=2024, code="growth", name="奖补", department=world.line.department, by=maker)
    appropriate(line_id=line.pk, amount=from_fen(LATER), document="1", by=maker)
    released, funded, stop = Event(), Event(), services._stop_instalments

    def stop_late(*args: Any) -> None:
        released.set()
        funded.wait(timeout=patience)
        stop(*args)

    monkeypatch.setattr(services, "_stop_instalments", stop_late)
    grant, by = world.grant(1), world.reviewer

    def fund() -> None:
        released.wait(timeout=30)
        fund_carried_instalments()
        funded.set()

    assert both(lambda: withdraw_grant(grant_id=grant.pk, by=by, reason="主体注销"), fund) == []
    assert set(grant.instalments.values_list("state", flat=True)) == {"stopped"}
    assert ledger_faults() == {}
    return line


def test_a_grant_taken_back_while_it_is_funded_keeps_nothing(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    line = withdrawn_while_funded(monkeypatch, clock, patience=1)
    assert balances(line)[AccountKind.AVAILABLE] == LATER - OTHERS


def test_without_holding_the_grant_its_money_is_lost(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    monkeypatch.setattr(falling_due, "_hold_grants", lambda rows: None)
    line = withdrawn_while_funded(monkeypatch, clock, patience=30)
    assert balances(line)[AccountKind.AVAILABLE] == LATER - OTHERS - OWN


def two_lists_draw_on_one_pool(clock: Clock) -> int:
    """Two lists of one policy are closed at once; returns the fen they took of its pool of 5,000,000."""
    world = a_world(rule=RULE | {"pool": {"limit": "50000", "shortage": "first_come"}}, revenues=(3_000_000,) * 2)
    later = world.firms[1].matches.get()
    first = world.decide(left_out={later.pk: "资料待补"})
    second = world.decide()
    world.confirm_all()
    clock.set(max(first.confirm_until, second.confirm_until))
    closing = [partial(close_confirmations, decision_id=one.pk) for one in (first, second)]
    assert both(*closing) == []
    return sum(to_fen(grant.amount) for grant in Grant.objects.exclude(amount=None))


def test_two_lists_closed_at_once_take_no_more_than_the_pool(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    monkeypatch.setattr(sharing, "shared", slowly(sharing.shared, 0.4))
    assert two_lists_draw_on_one_pool(clock) == 5_000_000


def test_without_holding_the_line_first_both_lists_take_what_one_could(
    monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    looked, left = Barrier(2), sharing.left_in_pool

    def looked_for_the_last_time(*args: Any, **more: Any) -> Any:
        found = left(*args, **more)
        looked.wait(timeout=30)
        return found

    monkeypatch.setattr(sharing, "left_in_pool", looked_for_the_last_time)
    monkeypatch.setattr(sharing, "hold_available", lambda line: 10**9)
    assert two_lists_draw_on_one_pool(clock) == 6_000_000
