"""One live grant per benefit, scope and period, whatever the way to it; predecessors and persons count too."""

from datetime import date
from functools import partial
from threading import Barrier, local
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError

from cms.kernel.errands import run_due
from cms.kernel.models import User
from cms.kernel.states import locked
from policies.applications import services as asking
from policies.applications.models import Application
from policies.applications.services import claim_at_once
from policies.applications.states import ApplicationState
from policies.budgets.queries import balances
from policies.budgets.states import AccountKind
from policies.catalogue.states import Channel
from policies.grants import applying
from policies.grants.applying import Asked, grant_asked
from policies.grants.errors import GrantedBefore, NothingToDecide, PersonGrantedBefore
from policies.grants.models import Exclusion, Grant
from policies.grants.services import decide_grants, reopen_grant, withdraw_grant
from policies.grants.states import GrantState
from policies.matching.models import Match, MatchRun
from policies.models import Enterprise, Version
from policies.registry.lineage import lineage
from policies.registry.models import FormerNumber, NumberKind
from policies.registry.services import state_facts
from tests.policies.applications.worlds import World, a_rule, a_world
from tests.policies.grants.test_races import both
from tests.policies.grants.worlds import a_firm, person_of

BRANCH = {"branches": [{"when": {"holds": "enterprise.is_labour_dispatch"}, "then": "on_application"}]}


def followed(later: Enterprise, earlier: Enterprise) -> None:
    """The later enterprise was made out of the earlier one."""
    FormerNumber.objects.create(enterprise=later, number=earlier.uscc, kind=NumberKind.PREDECESSOR)


@pytest.mark.django_db
@pytest.mark.usefixtures("february")
class TestOneByOne:
    """Tests without concurrency."""

    def test_a_match_granted_without_application_bars_the_application(self) -> None:
        world = a_world(Channel.NO_APPLICATION, revenue=2_000_000, rule=a_rule(channels=BRANCH))
        draft = world.begun()  # whether it is labour dispatch is not known yet: it comes by application
        dispatch = {("enterprise.is_labour_dispatch", ""): False}
        state_facts(enterprise=world.firm, facts=dispatch, source="market", as_of=date(2023, 1, 20), by=None)
        run_due()
        decide_grants(version_id=world.version.pk, by=world.reviewer)
        with pytest.raises(GrantedBefore):
            asking.submit_application(application_id=draft.pk, by=world.clerk)
        assert Grant.objects.count() == 1

    def test_an_application_granted_bars_the_match_without_application(self) -> None:
        world = a_world(Channel.NO_APPLICATION, revenue=2_000_000, rule=a_rule(channels=BRANCH))
        world.approve(world.submitted(revenue=""))
        dispatch = {("enterprise.is_labour_dispatch", ""): False}
        state_facts(enterprise=world.firm, facts=dispatch, source="market", as_of=date(2023, 1, 20), by=None)
        run_due()
        with pytest.raises(NothingToDecide):
            decide_grants(version_id=world.version.pk, by=world.reviewer)
        assert Grant.objects.count() == 1

    def test_who_followed_a_holder_holds_it_too_however_late_that_is_entered(self) -> None:
        world = a_world(Channel.AT_ONCE, revenue=2_000_000)
        later, last = a_firm(8, 3_000_000), a_firm(9, 3_000_000)
        world.click(later)
        followed(later, world.firm)
        followed(last, later)
        for one in (world.firm, last):
            with pytest.raises(GrantedBefore):
                world.click(one)
        assert {lineage().key(one.pk) for one in (world.firm, later, last)} == {f"enterprise:{world.firm.pk}"}
        assert Grant.objects.count() == 1

    def test_who_was_merged_in_is_another_holder(self) -> None:
        world = a_world(Channel.AT_ONCE, revenue=2_000_000)
        later = a_firm(8, 3_000_000)
        FormerNumber.objects.create(enterprise=later, number=world.firm.uscc, kind=NumberKind.MERGED)
        world.click()
        world.click(later)
        assert Grant.objects.count() == 2

    def test_a_withdrawn_grant_bars_nothing(self) -> None:
        world = a_world(Channel.AT_ONCE, revenue=2_000_000)
        application = world.click()
        assert application.grant is not None
        withdraw_grant(grant_id=application.grant.pk, by=world.reviewer, reason="误报")
        assert balances(world.line)[AccountKind.RESERVED] == 0
        world.click()
        assert Grant.objects.exclude(state="withdrawn").count() == 1

    def test_a_person_is_paid_for_once_across_enterprises(self) -> None:
        world = a_world(Channel.AT_ONCE, revenue=2_000_000)
        first, second = matches_for(world, ["340826199001011234"], world.firm, a_firm(8, 3_000_000))
        grant_asked(version_id=world.version.pk, asked=[Asked(first, 100)], by=world.reviewer)
        with pytest.raises(PersonGrantedBefore):
            grant_asked(version_id=world.version.pk, asked=[Asked(second, 100)], by=world.reviewer)
        assert Grant.objects.count() == 1

    def test_of_two_matches_for_one_person_the_second_is_left_out_with_that_reason(self) -> None:
        world = a_world(Channel.NO_APPLICATION, revenue=2_000_000)
        matches_for(world, ["P1"], world.firm, a_firm(8, 3_000_000), state="done", channel="no_application")
        decide_grants(version_id=world.version.pk, by=world.reviewer)
        assert Grant.objects.count() == 1
        assert "人员" in Exclusion.objects.get().reason

    def test_a_lapsed_grant_is_not_opened_again_for_a_person_who_was_granted_for_meanwhile(self) -> None:
        world = a_world(Channel.NO_APPLICATION, revenue=2_000_000)
        matches_for(world, ["P1"], world.firm, state="done", channel="no_application")
        lapsed = decide_grants(version_id=world.version.pk, by=world.reviewer).grants.get()
        Grant.objects.update(state=GrantState.LAPSED)
        matches_for(world, ["P1"], a_firm(8, 3_000_000), state="done", channel="no_application")
        decide_grants(version_id=world.version.pk, by=world.reviewer)
        with pytest.raises(PersonGrantedBefore):
            reopen_grant(grant_id=lapsed.pk, by=world.reviewer, reason="来电说明")
        lapsed.refresh_from_db()
        assert (lapsed.state, Grant.objects.count()) == (GrantState.LAPSED, 2)


def matches_for(world: World, keys: list[str], *firms: Enterprise, **more: Any) -> list[Match]:
    """Verdicts on the firms that are paid for the same persons."""
    run = MatchRun.objects.create(
        version=world.version, snapshot="s", decided_on=date(2023, 2, 1), period="2022",
        started_at=world.version.published_at, state=more.get("state", "alone"),
    )  # fmt: skip
    return [
        Match.objects.create(
            run=run,
            version=world.version,
            enterprise=firm,
            verdict="met",
            amount=1,
            period="2022",
            channel=more.get("channel", "at_once"),
            explanation={"keys": keys},
        )
        for firm in firms
    ]


def two_clicks(clerk: User, world: World) -> list[type[Exception]]:
    """The same person clicks twice at once."""
    account = world.account()

    def click() -> None:
        claim_at_once(version_id=world.version.pk, enterprise_id=world.firm.pk, account_id=account, scale="S", by=clerk)

    return both(click, click)


@pytest.mark.usefixtures("committed_db", "february")
def test_two_clicks_at_once_make_one_grant() -> None:
    world = a_world(Channel.AT_ONCE, revenue=2_000_000)
    assert two_clicks(person_of(world.firm), world) == [GrantedBefore]
    assert (Grant.objects.count(), Application.objects.get().state) == (1, ApplicationState.GRANTED)
    assert balances(world.line)[AccountKind.RESERVED] == 20_000_00


@pytest.mark.usefixtures("committed_db", "february")
def test_without_the_lock_the_constraint_has_to_refuse_the_second_click(monkeypatch: pytest.MonkeyPatch) -> None:
    looked, real, first = Barrier(2), applying.held_scopes, local()

    def unlocked(pk):
        return Version.objects.get(pk=pk)

    def looked_together(version):
        if not hasattr(first, "seen"):
            first.seen = real(version)
            looked.wait(timeout=30)
        return first.seen

    world = a_world(Channel.AT_ONCE, revenue=2_000_000)
    clerk = person_of(world.firm)
    monkeypatch.setattr(asking, "locked_group", unlocked)
    monkeypatch.setattr(applying, "locked_group", unlocked)
    monkeypatch.setattr(applying, "held_scopes", looked_together)
    assert two_clicks(clerk, world) == [IntegrityError]
    assert Grant.objects.count() == 1


def two_clicks_in_one_group() -> list[type[Exception]]:
    """Two enterprises click at once, each on its own policy of one exclusive group."""
    worlds = [
        a_world(Channel.AT_ONCE, revenue=2_000_000, code=code, serial=serial, exclusive_group="制造业奖补")
        for serial, code in enumerate(("growth", "plant"), 1)
    ]
    return both(*(partial(world.click, world.firm) for world in worlds))


@pytest.mark.usefixtures("committed_db", "february")
def test_two_clicks_on_policies_of_one_group_never_wait_for_each_other() -> None:
    assert two_clicks_in_one_group() == []
    assert Grant.objects.count() == 2


@pytest.mark.usefixtures("committed_db", "february")
def test_who_holds_the_own_version_before_those_of_its_group_waits_for_who_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    holding = Barrier(2)

    def own_version_first(version_id: int) -> Version:
        held = locked(Version, version_id)
        holding.wait(timeout=30)
        return held

    monkeypatch.setattr(asking, "locked_group", own_version_first)
    assert two_clicks_in_one_group() == [OperationalError]
    assert Grant.objects.count() == 1
