"""即申即享: one click, decided at once by the rule on the facts of that moment; or a refusal that names what fails."""

from datetime import date

import pytest
from django.db import transaction

from cms.kernel.errands import run_due, tick
from cms.kernel.errors import NotAllowed, Refused
from cms.kernel.models import Event
from cms.kernel.roles import Role
from policies.applications.errors import (
    ApplicationsClosed,
    FactsMissing,
    NoApplicationNeeded,
    NotQualified,
    OtherChannel,
    WantsAPerson,
)
from policies.applications.models import Application
from policies.applications.services import claim_at_once
from policies.applications.states import ApplicationState
from policies.budgets.errors import BudgetExhausted
from policies.budgets.queries import balances
from policies.budgets.states import AccountKind
from policies.catalogue.services import withdraw_version
from policies.catalogue.states import Channel, Order
from policies.grants.errors import AccountNotUsable, GrantedBefore, PoolUsedUp, ScaleMissing
from policies.grants.models import Decision, Grant
from policies.grants.states import DecisionState, GrantState
from policies.matching.models import Match, MatchRun
from policies.matching.queries import latest_run, matches_to_decide
from policies.notices.models import Notice
from policies.notices.services import close_notice
from policies.registry.services import state_facts
from tests.conftest import Clock
from tests.policies.applications.worlds import World, a_rule, a_world
from tests.policies.grants.worlds import a_firm
from tests.policies.officers import a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]


def refused(world: World, reason: type[Refused], **changes: object) -> Refused:
    """The click is refused for the reason, and nothing of it stands."""
    asked = {
        "version_id": world.version.pk,
        "enterprise_id": world.firm.pk,
        "account_id": world.account(),
        "scale": "S",
        "by": world.clerk,
    }
    before = (Event.objects.count(), MatchRun.objects.count())
    with pytest.raises(reason) as refusal:
        claim_at_once(**asked | changes)  # type: ignore[arg-type]
    assert not Application.objects.exists()
    assert not Grant.objects.exists()
    assert (Event.objects.count(), MatchRun.objects.count()) == before
    return refusal.value


def test_one_click_makes_a_grant_with_frozen_facts_its_amount_reserved_and_no_further_confirmation() -> None:
    world = a_world(Channel.AT_ONCE, revenue=2_000_000)
    application = world.click()
    grant = Grant.objects.get()
    assert (application.state, application.grant, application.channel) == (ApplicationState.GRANTED, grant, "at_once")
    assert (grant.state, grant.amount.amount, grant.account_id) == (GrantState.FIXED, 20_000, world.account())
    assert grant.match.facts[0]["source"] == "statistics"
    assert (grant.decision.decided_by, grant.decision.state) == (None, DecisionState.FIXED)
    assert balances(world.line)[AccountKind.RESERVED] == 20_000_00


def test_the_grant_of_a_click_is_noticed_and_ready_like_all_others(clock: Clock) -> None:
    world = a_world(Channel.AT_ONCE, revenue=2_000_000)
    world.click()
    run_due()
    notice = Notice.objects.get()
    clock.set(notice.closes_at)
    close_notice(notice_id=notice.pk)
    run_due()
    grant = Grant.objects.get()
    assert grant.state == GrantState.READY
    assert grant.payments.get().amount == grant.amount


def test_where_the_notice_comes_first_the_amount_is_reserved_at_the_click_and_nobody_is_asked_after_it(
    clock: Clock,
) -> None:
    world = a_world(Channel.AT_ONCE, revenue=2_000_000, order=Order.NOTICE_FIRST)
    world.click()
    assert balances(world.line)[AccountKind.RESERVED] == 20_000_00
    run_due()
    notice = Notice.objects.get()
    clock.set(notice.closes_at)
    tick()
    run_due()
    assert Grant.objects.get().state == GrantState.READY
    assert Decision.objects.get().state == DecisionState.FINISHED


def test_a_click_that_the_rule_refuses_is_told_which_condition_fails() -> None:
    refusal = refused(a_world(Channel.AT_ONCE, revenue=999_999), NotQualified)
    assert "营业收入" in str(refusal)
    assert "100万元" in str(refusal)


def test_a_click_that_lacks_a_fact_is_told_which_and_nothing_is_decided() -> None:
    assert "营业收入（2022年）" in str(refused(a_world(Channel.AT_ONCE), FactsMissing))


def test_a_click_for_more_than_the_line_holds_is_refused_whole() -> None:
    world = a_world(Channel.AT_ONCE, revenue=2_000_000, fen=1_999_999)
    refused(world, BudgetExhausted)
    assert balances(world.line)[AccountKind.RESERVED] == 0


@pytest.mark.parametrize("pool", [{"limit": "30000"}, {"places": 1}], ids=["money", "places"])
def test_a_click_for_more_than_the_rules_pool_has_left_is_refused_whole(pool: dict[str, object]) -> None:
    rule = a_rule(pool=pool | {"shortage": "first_come"})
    world = a_world(Channel.AT_ONCE, revenue=2_000_000, rule=rule)
    world.click()
    second = a_firm(2, 2_000_000)
    with pytest.raises(PoolUsedUp), transaction.atomic():
        world.click(second)
    assert [grant.enterprise for grant in Grant.objects.all()] == [world.firm]
    assert balances(world.line)[AccountKind.RESERVED] == 2_000_000


def test_a_click_without_account_scale_or_membership_is_refused() -> None:
    world = a_world(Channel.AT_ONCE, revenue=2_000_000)
    refused(world, AccountNotUsable, account_id=0)
    refused(world, ScaleMissing, scale="")
    refused(world, NotAllowed, by=a_person(Role.ENTERPRISE))
    refused(world, NotAllowed, by=world.reviewer)


def test_nobody_clicks_outside_the_channel_or_its_days(clock: Clock) -> None:
    refused(a_world(Channel.ON_APPLICATION, revenue=2_000_000, code="form"), OtherChannel)
    free = a_world(Channel.NO_APPLICATION, revenue=2_000_000, code="free", serial=2)
    refused(free, ApplicationsClosed)
    over = a_world(Channel.AT_ONCE, revenue=2_000_000, code="over", serial=3)
    withdraw_version(version_id=over.version.pk, by=None, reason="废止")
    refused(over, ApplicationsClosed)


def test_a_second_click_is_refused_and_the_first_grant_stands() -> None:
    world = a_world(Channel.AT_ONCE, revenue=2_000_000)
    world.click()
    with pytest.raises(GrantedBefore):
        world.click()
    assert Grant.objects.count() == Application.objects.count() == 1


def test_the_run_of_a_click_is_never_the_run_in_force() -> None:
    world = a_world(Channel.AT_ONCE, revenue=2_000_000)
    before = latest_run(world.version)
    world.click()
    assert latest_run(world.version) == before
    assert Match.objects.filter(run__state="alone").count() == 1


def test_a_match_of_a_policy_to_click_is_never_decided_without_the_click() -> None:
    world = a_world(Channel.AT_ONCE, revenue=2_000_000)
    assert latest_run(world.version).met_count == 1  # type: ignore[union-attr]
    assert not matches_to_decide(world.version).exists()


def test_whom_a_branch_sends_elsewhere_is_told_which_channel_is_open() -> None:
    branch = {"when": {"holds": "enterprise.is_labour_dispatch"}, "then": "on_application"}
    rule = a_rule(channels={"branches": [branch]})
    world = a_world(Channel.AT_ONCE, revenue=2_000_000, rule=rule)
    assert "申报" in str(refused(world, OtherChannel))  # whether it is labour dispatch is not known: the careful way
    free = a_world(Channel.NO_APPLICATION, revenue=2_000_000, rule=rule, code="free", serial=2)
    assert free.begun().channel == Channel.ON_APPLICATION


def test_who_needs_no_application_is_told_so() -> None:
    branch = {"when": {"holds": "enterprise.is_labour_dispatch"}, "then": "at_once"}
    world = a_world(Channel.NO_APPLICATION, revenue=2_000_000, rule=a_rule(channels={"branches": [branch]}))
    from_market = {("enterprise.is_labour_dispatch", ""): False}
    state(world, from_market)
    refused(world, NoApplicationNeeded)


def state(world: World, facts: dict[tuple[str, str], object]) -> None:
    """The market bureau says so."""
    state_facts(enterprise=world.firm, facts=facts, source="market", as_of=date(2023, 1, 20), by=None)


def test_what_the_rule_leaves_to_a_person_is_not_decided_by_a_click() -> None:
    ceiling = a_world(Channel.AT_ONCE, revenue=2_000_000, rule=a_rule(amount_is="ceiling"))
    assert "上限" in str(refused(ceiling, WantsAPerson))
    doubt = {
        "when": {"holds": "enterprise.is_labour_dispatch"},
        "reason": {"zh": "劳务派遣单位", "en": "labour dispatch"},
    }
    doubtful = a_world(Channel.AT_ONCE, revenue=2_000_000, rule=a_rule(reviews=[doubt]), code="doubt", serial=2)
    dispatch = {("enterprise.is_labour_dispatch", ""): True}
    state_facts(enterprise=doubtful.firm, facts=dispatch, source="market", as_of=date(2023, 1, 20), by=None)
    assert "劳务派遣" in str(refused(doubtful, WantsAPerson))
