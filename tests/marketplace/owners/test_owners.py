"""Owners apply, their department decides, and only admitted ones post."""

from datetime import date

import pytest

from cms.kernel.errors import NotAllowed, WrongState
from cms.kernel.roles import Role
from marketplace.needs.errors import OwnerNotAdmitted
from marketplace.needs.services import post_need
from marketplace.owners.errors import AlreadyApplied, NotADepartment, ReasonMissing
from marketplace.owners.queries import admitted_owners, overdue_owners
from marketplace.owners.services import (
    admit_owner,
    apply_as_owner,
    refuse_owner,
    restore_owner,
    return_owner,
    suspend_owner,
)
from marketplace.owners.states import OwnerState
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock: Clock) -> Market:
    """A market on Wednesday 1 March 2023."""
    clock.set(date(2023, 3, 1))
    return market()


def test_an_owner_is_returned_completed_and_admitted(world: Market, clock: Clock) -> None:
    party = world.party("县第一中学")
    clerk = world.person("经办", Role.OWNER, party)
    contact = {"contact_name": "王老师", "contact_mobile": "19900002222"}
    owner = apply_as_owner(party=party, department=world.department, by=clerk, **contact)
    assert owner.due_on == date(2023, 3, 8)
    clock.set(date(2023, 3, 9))
    assert list(overdue_owners()) == [owner]
    return_owner(owner_id=owner.pk, by=world.reviewer, reason="请补充材料")
    apply_as_owner(party=party, department=world.department, by=clerk, **contact)
    admit_owner(owner_id=owner.pk, by=world.reviewer)
    assert owner in admitted_owners()
    with pytest.raises(AlreadyApplied):
        apply_as_owner(party=party, department=world.department, by=clerk, **contact)


def test_only_a_department_reviews_owners(world: Market) -> None:
    party = world.party("县第一中学")
    clerk = world.person("经办", Role.OWNER, party)
    with pytest.raises(NotADepartment):
        apply_as_owner(party=party, department=world.owner.party, by=clerk, contact_name="王", contact_mobile="1")
    with pytest.raises(NotAllowed):
        suspend_owner(owner_id=world.owner.pk, by=clerk, reason="无")


def test_a_decision_against_an_owner_states_its_reason_and_fits_its_state(world: Market) -> None:
    with pytest.raises(ReasonMissing):
        suspend_owner(owner_id=world.owner.pk, by=world.reviewer, reason="")
    with pytest.raises(WrongState):
        refuse_owner(owner_id=world.owner.pk, by=world.reviewer, reason="无")
    world.owner.refresh_from_db()
    assert world.owner.state == OwnerState.ADMITTED


def test_a_suspended_owner_posts_nothing_until_restored(world: Market) -> None:
    draft = world.draft()
    suspend_owner(owner_id=world.owner.pk, by=world.reviewer, reason="拖欠费用")
    with pytest.raises(OwnerNotAdmitted):
        post_need(need_id=draft.pk, by=world.clerk, declares_recusal=True)
    restore_owner(owner_id=world.owner.pk, by=world.reviewer, reason="已结清")
    assert post_need(need_id=draft.pk, by=world.clerk, declares_recusal=True).posted_at
