"""What happens when the line is smaller than what is due: the four rules, and what each tells the enterprise."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.transaction import atomic

from cms.kernel.errands import run_due
from cms.kernel.money import from_fen, to_fen
from cms.kernel.roles import Role
from policies.budgets.errors import BudgetExhausted
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.services import appropriate, open_line
from policies.budgets.states import AccountKind
from policies.catalogue.states import LapseRule, ShortageRule
from policies.disbursement.models import Payment
from policies.disbursement.tallies import tally_faults
from policies.grants import falling_due
from policies.grants.closing import close_due_confirmations
from policies.grants.falling_due import call_due_instalments, fund_carried_instalments
from policies.grants.instalments import Instalment
from policies.grants.models import Grant
from policies.grants.services import reopen_grant
from policies.grants.sharing import why_less
from policies.matching.models import Match
from policies.notices.services import close_notice
from tests.conftest import Clock
from tests.policies.grants.worlds import RULE, World, a_world, fixed
from tests.policies.officers import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]

REVENUE = {"fact": "finance.revenue[y]"}
BEST_FIRST = {"shortage": "ranked", "rank_by": REVENUE}
THREE = (2_000_000, 3_000_000, 7_000_000)  # yuan: 20,000, 30,000 and 70,000 yuan are due


def outcome(world: World) -> list[tuple[str, int]]:
    rows = Grant.objects.order_by("enterprise_id")
    return [(grant.state, to_fen(grant.amount) if grant.amount is not None else 0) for grant in rows]


def told(place: int, world: World) -> str:
    return str(why_less(world.grant(place)))


def all_confirmed(world: World, clock: Clock) -> None:
    decision = world.decide()
    for place in range(len(world.firms)):
        world.confirm(place)
        clock.forward(minutes=1)
    fixed(decision)


def test_the_best_are_served_first_and_the_first_that_does_not_fit_gets_the_rest(clock: Clock) -> None:
    rule = RULE | {"pool": BEST_FIRST}
    world = a_world(fen=9_000_000, revenues=THREE, rule=rule, shortage_rule=ShortageRule.RANKED)
    all_confirmed(world, clock)
    assert outcome(world) == [("withdrawn", 0), ("fixed", 2_000_000), ("fixed", 7_000_000)]
    assert world.grant(1).rank == 2
    assert "第 2 名" in told(1, world)
    assert "择优排序" in world.grant(0).end_told
    assert balances(world.line)[AccountKind.AVAILABLE] == 0


def test_places_are_counted_from_the_best(clock: Clock) -> None:
    rule = RULE | {"pool": BEST_FIRST | {"places": 1}}
    world = a_world(revenues=THREE, rule=rule, shortage_rule=ShortageRule.RANKED)
    all_confirmed(world, clock)
    assert outcome(world) == [("withdrawn", 0), ("withdrawn", 0), ("fixed", 7_000_000)]


def test_the_rules_own_pool_limits_what_a_richer_line_could_pay(clock: Clock) -> None:
    rule = RULE | {"pool": {"limit": "50000", "shortage": "first_come"}}
    world = a_world(revenues=THREE, rule=rule, shortage_rule=ShortageRule.FIRST_COME)
    all_confirmed(world, clock)
    assert outcome(world) == [("fixed", 2_000_000), ("fixed", 3_000_000), ("withdrawn", 0)]


def test_first_come_gives_the_rest_to_the_first_that_does_not_fit(clock: Clock) -> None:
    world = a_world(fen=4_000_000, revenues=THREE, shortage_rule=ShortageRule.FIRST_COME)
    all_confirmed(world, clock)
    assert outcome(world) == [("fixed", 2_000_000), ("fixed", 2_000_000), ("withdrawn", 0)]
    assert "先到先得" in told(1, world)


def test_pro_rata_says_the_share_everybody_got(clock: Clock) -> None:
    world = a_world(fen=6_000_000, revenues=THREE, shortage_rule=ShortageRule.PRO_RATA)
    all_confirmed(world, clock)
    assert outcome(world) == [("fixed", 1_000_000), ("fixed", 1_500_000), ("fixed", 3_500_000)]
    assert "50.00%" in told(0, world)


def test_what_is_carried_over_stays_owed_and_is_paid_from_the_next_years_line(clock: Clock) -> None:
    world = a_world(fen=4_000_000, revenues=THREE, shortage_rule=ShortageRule.CARRY_OVER)
    world_ready(world, clock)
    assert outcome(world) == [("ready", 2_000_000), ("ready", 3_000_000), ("ready", 7_000_000)]
    assert list(Instalment.objects.order_by("grant__enterprise_id", "number").values_list("number", "state")) == [
        (1, "due"),
        (2, "carried"),
        (1, "carried"),
    ]
    assert "结转" in told(2, world)
    assert sum(to_fen(one.amount) for one in Payment.objects.all()) == 4_000_000
    assert fund_carried_instalments() == 0  # its year has not begun
    clock.set(date(2024, 1, 2))
    assert fund_carried_instalments() == 0  # no line yet
    maker = a_person(Role.MAKER)
    line = open_line(fiscal_year=2024, code="growth", name="奖补", department=world.line.department, by=maker)
    appropriate(line_id=line.pk, amount=from_fen(5_000_000), document="1", by=maker)
    assert fund_carried_instalments() == 1  # who came first is not overtaken, and the second waits for more
    appropriate(line_id=line.pk, amount=from_fen(5_000_000), document="2", by=maker)
    assert fund_carried_instalments() == 1
    call_due_instalments()
    run_due()
    assert sum(to_fen(one.amount) for one in Payment.objects.all()) == 12_000_000
    assert balances(line)[AccountKind.RESERVED] == 8_000_000
    assert ledger_faults() == {}


def world_ready(world: World, clock: Clock) -> None:
    decision = world.decide()
    for place in range(len(world.firms)):
        world.confirm(place)
        clock.forward(minutes=1)
    fixed(decision)
    run_due()
    notice = decision.notices.get()
    clock.set(notice.closes_at + timedelta(seconds=1))
    close_notice(notice_id=notice.pk)
    run_due()
    call_due_instalments()
    run_due()


def test_what_no_line_can_fund_keeps_no_later_list_from_being_funded(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(falling_due, "AT_ONCE", 1)
    carrying: dict[str, Any] = {
        "fen": 1_000_000,
        "revenues": (2_000_000,),
        "shortage_rule": ShortageRule.CARRY_OVER,
    }
    worlds = [a_world(**carrying)]
    all_confirmed(worlds[0], clock)
    worlds.append(a_world(code="other", first_serial=11, rule=RULE | {"code": "other"}, **carrying))
    others = Match.objects.filter(version=worlds[1].version).exclude(enterprise__in=worlds[1].firms)
    decision = worlds[1].decide(left_out=dict.fromkeys(others.values_list("pk", flat=True), "x"))
    worlds[1].confirm()
    fixed(decision)
    clock.set(date(2024, 1, 2))
    maker, poor, rich = a_person(Role.MAKER), 999_999, 1_000_000
    for world, fen in zip(worlds, (poor, rich), strict=True):
        bureau = world.line.department
        line = open_line(fiscal_year=2024, code=world.line.code, name="奖补", department=bureau, by=maker)
        appropriate(line_id=line.pk, amount=from_fen(fen), document=world.line.code, by=maker)
    assert fund_carried_instalments() == 1
    funded = Instalment.objects.filter(fiscal_year=2024).order_by("grant__decision")
    assert list(funded.values_list("state", flat=True)) == ["carried", "planned"]


def test_who_gets_everything_is_told_nothing(clock: Clock) -> None:
    world = a_world()
    all_confirmed(world, clock)
    assert why_less(world.grant(0)) is None


def lapsed_and_reopened(clock: Clock, **parameters: Any) -> tuple[World, Grant]:
    """Of two firms the second was silent and lapsed; the line has too little left when it is asked again."""
    world = a_world(fen=2_500_000, **parameters)
    decision = world.decide()
    world.confirm(0)
    fixed(decision)
    grant = reopen_grant(grant_id=world.grant(1).pk, by=world.reviewer, reason="联系方式有误")
    return world, grant


def test_who_confirms_late_gets_what_there_is_and_the_rest_is_carried_over(clock: Clock) -> None:
    world, grant = lapsed_and_reopened(clock, shortage_rule=ShortageRule.CARRY_OVER)
    world.confirm(1)
    grant.refresh_from_db()
    assert (grant.state, to_fen(grant.amount)) == ("fixed", 3_000_000)
    parts = [(one.state, to_fen(one.amount)) for one in grant.instalments.order_by("number")]
    assert parts == [("planned", 500_000), ("carried", 2_500_000)]
    assert balances(world.line)[AccountKind.AVAILABLE] == 0
    assert (tally_faults(), ledger_faults()) == ([], {})


def test_under_another_rule_who_confirms_late_is_refused_and_nothing_changes(clock: Clock) -> None:
    world, grant = lapsed_and_reopened(clock, shortage_rule=ShortageRule.FIRST_COME)
    with pytest.raises(BudgetExhausted), atomic():
        world.confirm(1)
    grant.refresh_from_db()
    assert (grant.state, grant.instalments.count()) == ("decided", 0)
    assert balances(world.line)[AccountKind.AVAILABLE] == 500_000


def test_late_silence_that_agrees_when_the_money_is_gone_ends_that_grant_and_the_tick_goes_on(clock: Clock) -> None:
    agreed = {"shortage_rule": ShortageRule.FIRST_COME, "lapse_rule": LapseRule.PROCEED}
    poor = fixed(a_world(fen=2_000_000, revenues=(2_000_000,), **agreed).decide())
    rich = fixed(a_world(code="other", first_serial=11, rule=RULE | {"code": "other"}, **agreed).decide())
    late = [decision.grants.order_by("pk")[0].pk for decision in (poor, rich)]
    # as if both had been asked again after their lists were fixed, and the money of one had gone elsewhere meanwhile
    Grant.objects.filter(pk__in=late).update(state="decided", amount=None, account=None, confirmed_at=None)
    assert close_due_confirmations() == 2
    ended, fixed_late = (Grant.objects.get(pk=pk) for pk in late)
    assert (ended.state, ended.ended_reason, fixed_late.state) == ("withdrawn", "money_gone", "fixed")
