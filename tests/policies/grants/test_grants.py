"""Grants: decided by the department, confirmed by the enterprise in time, shared out of what there is, taken back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cms.kernel.calendar import until
from cms.kernel.errors import NotAllowed, WrongState
from cms.kernel.models import Event
from cms.kernel.money import from_fen, to_fen
from cms.kernel.people.models import Party
from cms.kernel.roles import Role
from policies.budgets.queries import balances
from policies.budgets.states import AccountKind
from policies.catalogue.states import LapseRule, Order, ShortageRule
from policies.disbursement.drafting import draft_payments
from policies.grants.awarding import mark_paid
from policies.grants.closing import close_confirmations, close_due_confirmations
from policies.grants.errors import (
    AccountNotUsable,
    ConfirmationClosed,
    ConfirmationsOpen,
    NothingToDecide,
    ReasonMissing,
    ScaleMissing,
)
from policies.grants.models import Grant
from policies.grants.services import confirm_grant, withdraw_grant
from policies.grants.states import DecisionState, GrantState
from policies.grants.tasks import ask_enterprises
from policies.matching.queries import matches_to_decide
from policies.models import AwardRecord, BankAccount
from tests.conftest import Clock
from tests.policies.grants.worlds import RULE, World, a_firm, a_world, fixed, person_of, silent_contacted
from tests.policies.officers import a_department, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]

EVERYTHING = 10**9


def states(world: World) -> list[str]:
    """The states of the firms' grants, in order."""
    return [world.grant(place).state for place in range(len(world.firms))]


def held(world: World) -> tuple[int, int]:
    """What is available and what is reserved on the line, fen."""
    now = balances(world.line)
    return now[AccountKind.AVAILABLE], now[AccountKind.RESERVED]


def test_a_decision_owes_every_match_and_asks_each_enterprise() -> None:
    world = a_world()
    decision = world.decide()
    assert [to_fen(grant.entitled) for grant in decision.grants.order_by("pk")] == [3_000_000, 2_000_000]
    assert to_fen(decision.demand) == 5_000_000
    assert Event.objects.get(name="decision.made", subject_id=decision.pk).data["grants"] == 2


def test_leaving_a_match_out_needs_a_reason_and_keeps_it() -> None:
    world = a_world()
    match = matches_to_decide(world.version)[0]
    with pytest.raises(ReasonMissing):
        world.decide(left_out={match.pk: "  "})
    assert Grant.objects.count() == 0
    decision = world.decide(left_out={match.pk: "信用修复未完成"})
    assert [grant.match_id for grant in decision.grants.all()] != [match.pk]
    assert decision.exclusions.get().reason == "信用修复未完成"


def test_only_the_lead_departments_reviewer_decides() -> None:
    world = a_world()
    world.reviewer = a_person(Role.REVIEWER, a_department("县住建局"))
    with pytest.raises(NotAllowed):
        world.decide()
    assert Grant.objects.count() == 0


def test_a_second_decision_finds_nothing_left() -> None:
    world = a_world()
    world.decide()
    with pytest.raises(NothingToDecide):
        world.decide()
    assert Grant.objects.count() == 2


def test_the_database_refuses_a_second_live_grant() -> None:
    world = a_world()
    grant = Grant.objects.get(decision=world.decide(), enterprise=world.firms[0])
    grant.pk, grant.match_id = None, world.grant(1).match_id
    with pytest.raises(IntegrityError), transaction.atomic():
        grant.save(force_insert=True)


def test_who_lapsed_may_be_granted_again() -> None:
    world = a_world()
    fixed(world.decide())
    assert states(world) == ["lapsed", "lapsed"]
    assert world.decide().grants.count() == 2


def test_the_enterprise_confirms_until_the_last_millisecond(clock: Clock) -> None:
    world = a_world()
    decision = world.decide()
    silent_contacted(decision)
    clock.set(decision.confirm_until - timedelta(milliseconds=1))
    assert world.confirm(0).state == GrantState.CONFIRMED
    clock.set(decision.confirm_until)
    with pytest.raises(ConfirmationClosed, match="2023-02-16 24:00"):
        world.confirm(1)
    assert states(world) == ["confirmed", "decided"]


def test_confirming_needs_the_enterprise_a_scale_and_an_account_in_its_own_name() -> None:
    world = a_world()
    world.decide()
    grant, own = world.grant(0), BankAccount.objects.get(enterprise=world.firms[0])
    other = BankAccount.objects.get(enterprise=world.firms[1])
    by = person_of(world.firms[0])
    with pytest.raises(NotAllowed):
        confirm_grant(grant_id=grant.pk, by=person_of(world.firms[1]), account_id=own.pk, scale="S")
    with pytest.raises(AccountNotUsable):
        confirm_grant(grant_id=grant.pk, by=by, account_id=other.pk, scale="S")
    with pytest.raises(ScaleMissing):
        confirm_grant(grant_id=grant.pk, by=by, account_id=own.pk, scale="huge")
    Party.objects.filter(pk=world.firms[0].party_id).update(name="改名后的企业")
    with pytest.raises(AccountNotUsable):
        confirm_grant(grant_id=grant.pk, by=by, account_id=own.pk, scale="S")
    assert states(world) == ["decided", "decided"]


def test_silence_lapses_and_the_rest_is_reserved_in_full() -> None:
    world = a_world()
    decision = world.decide()
    world.confirm(0)
    fixed(decision)
    assert states(world) == ["fixed", "lapsed"]
    assert held(world) == (EVERYTHING - 2_000_000, 2_000_000)


def test_silence_agrees_where_the_policy_says_so_but_only_with_one_usable_account() -> None:
    world = a_world(lapse_rule=LapseRule.PROCEED)
    BankAccount.objects.filter(enterprise=world.firms[1]).delete()
    fixed(world.decide())
    assert states(world) == ["fixed", "lapsed"]
    assert world.grant(1).end_told == "没有已核实的收款账户"


def test_a_policy_without_confirmation_asks_nobody_and_fixes_at_the_next_tick() -> None:
    world = a_world(order=Order.NO_CONFIRMATION)
    decision = world.decide()
    ask_enterprises(decision.pk)
    assert close_due_confirmations() == 1
    assert states(world) == ["fixed", "fixed"]
    assert not Event.objects.filter(name__startswith="message").exists()


def test_confirmations_are_not_closed_early_nor_twice() -> None:
    world = a_world()
    decision = world.decide()
    with pytest.raises(ConfirmationsOpen):
        close_confirmations(decision_id=decision.pk)
    fixed(decision)
    with pytest.raises(WrongState):
        close_confirmations(decision_id=decision.pk)
    assert close_due_confirmations() == 0


def test_shares_pro_rata_sum_to_the_pool_to_the_fen() -> None:
    world = a_world(fen=1_000_001, revenues=(2_000_000, 3_000_000, 7_000_000), shortage_rule=ShortageRule.PRO_RATA)
    decision = world.decide()
    world.confirm_all()
    fixed(decision)
    amounts = [to_fen(grant.amount) for grant in decision.grants.all() if grant.amount is not None]
    assert sum(amounts) == 1_000_001
    assert held(world) == (0, 1_000_001)
    decision.refresh_from_db()
    assert decision.fixed_amount == from_fen(1_000_001)


def test_first_come_is_by_the_moment_of_confirming_and_who_gets_nothing_may_be_found_again(clock: Clock) -> None:
    world = a_world(fen=3_000_000, shortage_rule=ShortageRule.FIRST_COME)
    decision = world.decide()
    world.confirm(1)
    clock.forward(minutes=1)
    world.confirm(0)
    fixed(decision)
    assert states(world) == ["withdrawn", "fixed"]
    assert held(world) == (0, 3_000_000)


def test_a_decision_that_nobody_confirmed_is_empty() -> None:
    world = a_world()
    decision = fixed(world.decide())
    assert decision.state == DecisionState.EMPTY
    assert held(world) == (EVERYTHING, 0)


def test_taking_a_grant_back_needs_a_reason_and_gives_its_money_back() -> None:
    world = a_world()
    decision = world.decide()
    world.confirm_all()
    fixed(decision)
    with pytest.raises(ReasonMissing):
        withdraw_grant(grant_id=world.grant(0).pk, by=world.reviewer, reason=" ")
    withdraw_grant(grant_id=world.grant(0).pk, by=world.reviewer, reason="主体注销")
    assert states(world) == ["withdrawn", "fixed"]
    assert held(world) == (EVERYTHING - 3_000_000, 3_000_000)
    with pytest.raises(WrongState):
        withdraw_grant(grant_id=world.grant(0).pk, by=world.reviewer, reason="主体注销")


def test_who_has_no_account_at_all_is_still_owed() -> None:
    world = a_world(revenues=(2_000_000,))
    world.firms.append(a_firm(9, 4_000_000, has_account=False))
    assert world.decide().grants.count() == 1  # found by the next run, not by this one


def test_a_paid_grant_is_history_that_later_rules_see() -> None:
    world = a_world()
    world.noticed()
    Grant.objects.filter(pk=world.grant().pk).update(state=GrantState.READY)
    [payment] = draft_payments(Grant.objects.filter(pk=world.grant().pk))
    [grant] = mark_paid(payments={world.grant().pk: [payment.pk]})
    award = AwardRecord.objects.get(grant_id=grant.pk)
    assert (award.enterprise, award.amount, award.number) == (grant.enterprise, grant.amount, grant.enterprise.uscc)
    with pytest.raises(WrongState):
        mark_paid(payments={grant.pk: [payment.pk]})
    assert AwardRecord.objects.filter(enterprise=grant.enterprise).count() == 1


@pytest.mark.parametrize(
    ("own", "ends"),
    [
        ({"days": 7}, date(2023, 2, 8)),
        ({"until": "2023-03-10"}, date(2023, 3, 10)),
        ({"until": "2023-02-06", "days": 7}, date(2023, 2, 6)),
        ({"until": "2023-01-31"}, None),
    ],
)
def test_the_days_that_the_rule_itself_gives_for_confirming_count_unless_they_were_over(
    own: dict[str, object], ends: date | None
) -> None:
    world = a_world(
        rule=RULE | {"confirmation": {"fields": ["amount"], **own}}, confirm_days=3, confirm_unit="calendar"
    )
    decision = world.decide()
    assert decision.confirm_until == until(ends or date(2023, 2, 4))
