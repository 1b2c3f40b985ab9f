"""Instalments by fiscal year, lines by level of government, payees beside the enterprise: the parts are the whole."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed, Refused, WrongState
from cms.kernel.models import Event
from cms.kernel.money import from_fen, to_fen
from cms.kernel.roles import Role
from policies.budgets.models import BudgetLine
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.services import appropriate, open_line
from policies.budgets.states import AccountKind, FundingLevel
from policies.disbursement.models import Payment
from policies.grants.errors import BudgetLineMissing, InstalmentNotMet, PayeeUnnamed, ReasonMissing
from policies.grants.falling_due import call_due_instalments, confirm_instalment, stop_instalment
from policies.grants.instalments import Instalment
from policies.grants.models import Decision, Grant
from policies.grants.payees import name_payee, other_payees
from policies.grants.planning import Plan, planned_instalments
from policies.grants.services import withdraw_grant
from policies.models import Enterprise
from policies.notices.services import close_notice
from policies.registry.services import state_facts
from tests.conftest import Clock
from tests.policies.grants.worlds import RULE, World, a_firm, a_world
from tests.policies.officers import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]

IN_LIBRARY = "stat.in_library"
INSTALMENTS = [
    {"share": "0.5", "years_later": 1},
    {"share": "0.5", "years_later": 2, "when": {"holds": IN_LIBRARY}},
]
LEVELS = [{"level": "市级", "share": "0.4"}, {"level": "县级", "share": "0.6"}]
BY_PARTS = RULE | {"instalments": INSTALMENTS, "funding": LEVELS}
TOGETHER = 5_000_000  # fen: one per cent of two and three million yuan


def a_planned_world(*, rule: dict[str, object] = BY_PARTS, fen: int = 10**9) -> World:
    """A policy paid in two years by county and city, with the four lines it needs."""
    world = a_world(rule=rule, fen=fen)
    for year, level in ((2023, "city"), (2024, "county"), (2024, "city")):
        a_line_of(world, year, level, fen)
    return world


def a_line_of(world: World, year: int, level: str, fen: int) -> BudgetLine:
    maker = a_person(Role.MAKER)
    line = open_line(
        fiscal_year=year, code="growth", name="奖补", department=world.line.department, by=maker, level=level
    )
    if fen:
        appropriate(line_id=line.pk, amount=from_fen(fen), document=f"{year}{level}", by=maker)
    return line


def reserved() -> dict[tuple[int, str], int]:
    return {(line.fiscal_year, line.level): balances(line)[AccountKind.RESERVED] for line in BudgetLine.objects.all()}


def ready(world: World, clock: Clock) -> World:
    """Decided, confirmed, fixed, shown: every grant is ready and the first instalments are called."""
    notice = world.noticed()
    clock.set(notice.closes_at)
    close_notice(notice_id=notice.pk)
    run_due()
    call_due_instalments()
    run_due()
    return world


def states() -> list[str]:
    return list(Instalment.objects.order_by("grant__enterprise_id", "number").values_list("state", flat=True))


def test_a_decision_without_a_line_for_each_year_and_level_is_refused_and_changes_nothing() -> None:
    world = a_world(rule=BY_PARTS)
    before = Event.objects.count()
    with pytest.raises(BudgetLineMissing, match="2023 年度市级资金"), transaction.atomic():
        world.decide()
    a_line_of(world, 2023, "city", 0)
    with pytest.raises(BudgetLineMissing, match="2024 年度"), transaction.atomic():
        world.decide()
    assert (Decision.objects.count(), Grant.objects.count()) == (0, 0)
    assert Event.objects.filter(name="decision.made").count() == 0 < before


def test_each_instalment_is_reserved_on_the_lines_of_its_year_by_level() -> None:
    world = a_planned_world()
    world.noticed()
    share = {"county": TOGETHER * 3 // 10, "city": TOGETHER * 2 // 10}
    assert reserved() == {(year, level): share[level] for year in (2023, 2024) for level in ("county", "city")}
    assert sorted(to_fen(one.amount) for one in Instalment.objects.all()) == [1_000_000] * 2 + [1_500_000] * 2
    assert ledger_faults() == {}


def test_the_first_is_paid_now_the_next_with_its_year_if_its_condition_holds_then(clock: Clock) -> None:
    world = ready(a_planned_world(), clock)
    assert states() == ["due", "planned"] * 2
    assert sorted(to_fen(one.amount) for one in Payment.objects.all()) == [1_000_000, 1_500_000]
    assert {len(one.sources) for one in Payment.objects.all()} == {2}
    for place, holds in enumerate((True, False)):
        facts = {("stat.in_library", ""): holds}
        state_facts(enterprise=world.firms[place], facts=facts, source="statistics", as_of=date(2023, 12, 1), by=None)
    clock.set(date(2024, 1, 1))
    call_due_instalments()
    run_due()
    assert states() == ["due", "due", "due", "doubtful"]
    assert Payment.objects.filter(instalment=2).count() == 1
    assert call_due_instalments() == 0


def test_an_unknown_condition_pays_nothing_until_the_department_confirms_with_a_reason(clock: Clock) -> None:
    world = ready(a_planned_world(), clock)
    clock.set(date(2024, 1, 1))
    call_due_instalments()
    one = Instalment.objects.filter(state="doubtful").order_by("pk")[0]
    assert one.outcome == "unknown"
    with pytest.raises(ReasonMissing):
        confirm_instalment(instalment_id=one.pk, by=world.reviewer, reason=" ")
    with pytest.raises(NotAllowed):
        confirm_instalment(instalment_id=one.pk, by=a_person(Role.REVIEWER), reason="统计局已来函")
    confirm_instalment(instalment_id=one.pk, by=world.reviewer, reason="统计局已来函")
    run_due()
    assert Payment.objects.filter(instalment=2).count() == 1


def test_nobody_calls_an_instalment_before_its_day(clock: Clock) -> None:
    world = ready(a_planned_world(), clock)
    for one in Instalment.objects.filter(state="planned"):
        with pytest.raises(WrongState):
            confirm_instalment(instalment_id=one.pk, by=world.reviewer, reason="提前支付")
    run_due()
    assert states() == ["due", "planned"] * 2
    assert Payment.objects.filter(instalment=2).count() == 0


def test_what_certainly_does_not_hold_can_only_be_stopped_and_its_money_is_available_again(clock: Clock) -> None:
    world = ready(a_planned_world(), clock)
    for firm in world.firms:
        facts = {("stat.in_library", ""): False}
        state_facts(enterprise=firm, facts=facts, source="statistics", as_of=date(2023, 12, 1), by=None)
    clock.set(date(2024, 1, 1))
    call_due_instalments()
    one, other = Instalment.objects.filter(state="doubtful").order_by("grant__enterprise_id")
    before = reserved()
    with pytest.raises(InstalmentNotMet):
        confirm_instalment(instalment_id=one.pk, by=world.reviewer, reason="x")
    assert reserved() == before
    stop_instalment(instalment_id=one.pk, by=world.reviewer, reason="已退库")
    after = reserved()
    assert before[2024, "county"] - after[2024, "county"] == 600_000
    assert before[2024, "city"] - after[2024, "city"] == 400_000
    with pytest.raises(Refused):
        stop_instalment(instalment_id=one.pk, by=world.reviewer, reason="再次")
    assert other.state == "doubtful"
    assert ledger_faults() == {}


def test_a_grant_taken_back_releases_every_line_and_stops_what_was_to_come() -> None:
    world = a_planned_world()
    world.noticed()
    withdraw_grant(grant_id=world.grant(0).pk, by=world.reviewer, reason="主体注销")
    assert reserved()[2024, "city"] == TOGETHER * 2 // 10 - 400_000
    assert states() == ["stopped", "stopped", "planned", "planned"]


def test_when_one_line_is_short_the_shares_fit_every_line_and_still_sum_to_the_fen() -> None:
    world = a_world(rule=BY_PARTS, shortage_rule="pro_rata")
    for year, level, fen in ((2023, "city", 10**9), (2024, "county", 777_777), (2024, "city", 10**9)):
        a_line_of(world, year, level, fen)
    world.noticed()
    assert 777_770 <= reserved()[2024, "county"] <= 777_777
    for grant in Grant.objects.all():
        assert sum(to_fen(one.amount) for one in grant.instalments.all()) == to_fen(grant.amount)


def test_another_payee_has_to_be_named_and_then_gets_its_own_payment(clock: Clock) -> None:
    rule = RULE | {"payees": [{"who": "enterprise", "share": "0.9"}, {"who": "township", "share": "0.1"}]}
    world = a_world(rule=rule)
    with pytest.raises(PayeeUnnamed, match="township"), transaction.atomic():
        world.decide()
    body = a_firm(77, 0)
    with pytest.raises(NotAllowed):
        name_payee(policy_id=world.version.policy_id, who="township", uscc=body.uscc, by=a_person(Role.REVIEWER))
    world.pays_also("township", body)
    assert [(one.who, one.confirmed is not None) for one in other_payees(world.version)] == [("township", True)]
    ready(world, clock)
    paid = {(one.payee_id == body.party_id, to_fen(one.amount)) for one in Payment.objects.all()}
    assert paid == {(False, 1_800_000), (True, 200_000), (False, 2_700_000), (True, 300_000)}


def test_a_body_that_the_rule_names_twice_gets_one_payment_of_both_shares(clock: Clock) -> None:
    payees = [{"who": "enterprise", "share": "0.9"}, {"who": "township", "share": "0.1"}]
    funding = [{"level": "county", "share": "0.4"}, {"level": "县级", "share": "0.6"}]
    world = a_world(rule=RULE | {"payees": payees, "funding": funding})
    world.pays_also("township", world.firms[0])
    ready(world, clock)
    paid = sorted((one.payee_id == world.firms[0].party_id, to_fen(one.amount)) for one in Payment.objects.all())
    assert paid == [(False, 2_700_000), (True, 300_000), (True, 2_000_000)]
    assert ledger_faults() == {}


def test_a_payee_without_a_verified_account_is_not_named() -> None:
    world = a_world()
    body: Enterprise = a_firm(78, 0, has_account=False)
    with pytest.raises(PayeeUnnamed):
        name_payee(policy_id=world.version.policy_id, who="bank", uscc=body.uscc, by=world.reviewer)


def test_the_parts_of_any_amount_sum_to_it_year_by_year_and_level_by_level() -> None:
    rule = BY_PARTS | {"payees": [{"who": "enterprise", "share": "0.7"}, {"who": "bank", "share": "0.3"}]}
    world = a_planned_world(rule=rule)
    world.pays_also("bank", a_firm(79, 0))
    world.decide()
    grant = world.grant()
    plan = Plan(grant.decision)

    @given(st.integers(1, 10**12), st.integers(0, 10**9))
    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    def whole(fen: int, carried: int) -> None:
        rows = planned_instalments(plan, grant, fen, carried)
        assert sum(to_fen(one.amount) for one in rows) == fen + carried
        assert all(sum(part for _line, part in one.sources) == to_fen(one.amount) for one in rows if one.sources)
        assert len({(one.number, one.payee_id) for one in rows}) == len(rows)

    whole()


def test_the_database_refuses_lines_that_do_not_bear_all_of_an_instalment() -> None:
    a_planned_world().noticed()
    one = Instalment.objects.order_by("pk")[0]
    short = [[line, fen - 1] for line, fen in one.sources]
    with pytest.raises(IntegrityError, match="bear_all_of_it"), transaction.atomic():
        Instalment.objects.filter(pk=one.pk).update(sources=short)


def test_levels_of_funding_are_those_a_rule_may_name() -> None:
    assert {level.value for level in FundingLevel} == {"county", "city", "province", "national"}
