"""A fact changes between the decision and the lock: the very rule is asked again, and what it says now is held."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils.translation import override

from cms.kernel.clock import business_now, move_clock
from cms.kernel.errands import run_due
from cms.kernel.roles import Role
from policies.disbursement.drafting import draft_payments
from policies.disbursement.drifting import drifts_of
from policies.disbursement.models import Batch, Payment
from policies.disbursement.services import draft_batch, lock_batch
from policies.grants.models import Grant
from policies.grants.states import GrantState
from policies.notices.services import close_notice
from policies.registry.services import state_facts
from tests.conftest import Clock
from tests.policies.applications import worlds as apply
from tests.policies.grants.worlds import World, a_firm, a_world
from tests.policies.officers import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock: Clock, tmp_path: Path) -> Iterator[World]:
    """Two firms, one per cent of whose revenue is noticed and waits for a batch."""
    clock.set(date(2023, 2, 1))
    with override_settings(SNAPSHOT_ROOT=str(tmp_path)):
        made = a_world()
        notice = made.noticed()
        clock.set(notice.closes_at)
        close_notice(notice_id=notice.pk)
        run_due()
        yield made


def said(world: World, place: int, yuan: int) -> None:
    """The statistics bureau corrects a firm's revenue; the policy is matched again."""
    facts = {("finance.revenue", "2022"): yuan * 100}
    state_facts(enterprise=world.firms[place], facts=facts, source="statistics", as_of=date(2023, 2, 20), by=None)
    run_due()


def drafted() -> Batch:
    return draft_batch(by=a_person(Role.MAKER), title="x")


def test_a_corrected_fact_holds_the_payment_with_what_the_rule_says_now(world: World) -> None:
    said(world, 0, 500_000)  # below the million that the rule asks for
    said(world, 1, 4_000_000)  # more than the three million it was granted on
    batch = drafted()
    lower, higher = sorted(drifts_of(batch), key=lambda one: one.why, reverse=True)
    assert "数据更新后不再符合条件" in lower.why or "数据更新后不再符合条件" in higher.why
    assert any("应兑金额由 30,000.00 元变为 40,000.00 元" in one.why for one in (lower, higher))
    assert all("finance.revenue" not in one.why and "2022" in one.why for one in (lower, higher))


def test_only_what_changed_is_held_by_the_lock(world: World) -> None:
    said(world, 0, 500_000)
    batch = drafted()
    lock_batch(batch_id=batch.pk, by=batch.drafted_by)
    states = dict(Payment.objects.values_list("grant__enterprise", "state"))
    assert [states[firm.pk] for firm in world.firms] == ["held", "locked"]


def test_facts_stated_again_without_a_change_hold_nothing(world: World) -> None:
    said(world, 0, 2_000_000)
    assert drifts_of(drafted()) == []


def applied_for(clock: Clock) -> Payment:
    """An application that rests on the enterprise's own word is granted and waits for a batch."""
    asked = apply.a_world()
    grant = asked.approve(asked.submitted()).grant
    assert grant is not None
    move_clock(max(grant.decision.confirm_until, business_now()))
    Grant.objects.filter(pk=grant.pk).update(
        state=GrantState.READY, account=asked.account(), amount=grant.entitled, confirmed_at=business_now()
    )
    [payment] = draft_payments(Grant.objects.filter(pk=grant.pk))
    return payment


def test_what_an_enterprise_stated_itself_is_not_missed_when_others_are_matched_anew(
    clock: Clock, tmp_path: Path
) -> None:
    clock.set(date(2023, 2, 1))
    with override_settings(SNAPSHOT_ROOT=str(tmp_path)):
        payment = applied_for(clock)
        a_firm(77, 5_000_000)
        run_due()
        batch = drafted()
        assert drifts_of(batch) == []
        facts = {("finance.revenue", "2022"): 500_000_00}
        firm = payment.grant.enterprise
        state_facts(enterprise=firm, facts=facts, source="statistics", as_of=date(2023, 2, 20), by=None)
        run_due()
        [found] = drifts_of(batch)
        assert "数据更新后不再符合条件" in found.why


def test_what_changed_is_kept_as_structure_and_told_in_the_readers_language(world: World) -> None:
    said(world, 1, 4_000_000)
    batch = drafted()
    lock_batch(batch_id=batch.pk, by=batch.drafted_by)
    less, more = Payment.objects.order_by("amount")
    assert (less.state, more.state, more.note) == ("locked", "held", "changed")
    assert more.changes == [
        {"what": "amount", "facts": ["finance.revenue[2022]"], "before": 3_000_000, "now": 4_000_000}
    ]
    assert "应兑金额由 30,000.00 元变为 40,000.00 元" in more.note_told
    with override("en"):
        assert "from 30,000.00 to 40,000.00 yuan" in more.note_told
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in more.note_told)
