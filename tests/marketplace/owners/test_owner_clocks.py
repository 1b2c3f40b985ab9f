"""Reviews of owners are reminded of and escalated; each year an owner confirms its entry or posts nothing."""

from datetime import date

import pytest

from cms.kernel.errands import run_due, tick
from cms.kernel.errors import NotAllowed
from cms.kernel.messages.models import Message
from cms.kernel.models import Event
from cms.kernel.roles import Role
from marketplace.needs.errors import OwnerNotAdmitted
from marketplace.needs.services import post_need
from marketplace.owners.clocks import confirm_owner
from marketplace.owners.errors import ConfirmedAlready, NothingToConfirm
from marketplace.owners.models import Owner
from marketplace.owners.services import apply_as_owner
from marketplace.owners.states import OwnerState
from tests.conftest import Clock
from tests.marketplace.worlds import Market, market

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock: Clock) -> Market:
    clock.set(date(2023, 3, 1))
    return market()


def it_is(clock: Clock, day: date) -> None:
    clock.set(day)
    for _time in range(2):
        tick()
        run_due()


def test_a_review_is_reminded_of_a_day_before_and_escalated_a_day_after(town: Market, clock: Clock) -> None:
    party = town.party("云川县第二中学")
    clerk = town.person("方老师", Role.OWNER, party)
    owner = apply_as_owner(
        party=party, department=town.department, by=clerk, contact_name="方", contact_mobile="19900000009"
    )
    it_is(clock, owner.due_on)
    assert Message.objects.filter(user=town.reviewer, subject_text__startswith="业主入驻审核即将到期").count() == 1
    assert not Message.objects.filter(subject_text__startswith="业主入驻审核超期").exists()
    it_is(clock, date(2023, 3, 20))
    assert Message.objects.filter(user=town.supervisor, subject_text__startswith="业主入驻审核超期").count() == 1


def test_who_does_not_confirm_by_the_end_of_march_posts_nothing_until_it_does(town: Market, clock: Clock) -> None:
    it_is(clock, date(2024, 3, 5))
    assert Message.objects.filter(party=town.owner.party, subject_text__startswith="请作业主年度确认").count() == 1
    it_is(clock, date(2024, 4, 1))
    owner = Owner.objects.get(pk=town.owner.pk)
    assert owner.state == OwnerState.UNCONFIRMED
    draft = town.draft()
    with pytest.raises(OwnerNotAdmitted):
        post_need(need_id=draft.pk, by=town.clerk, declares_recusal=True)
    assert confirm_owner(owner_id=owner.pk, by=town.clerk).state == OwnerState.ADMITTED
    post_need(need_id=draft.pk, by=town.clerk, declares_recusal=True)


def test_who_confirmed_or_was_admitted_this_year_goes_on(town: Market, clock: Clock) -> None:
    it_is(clock, date(2023, 4, 1))
    assert Owner.objects.get(pk=town.owner.pk).state == OwnerState.ADMITTED
    it_is(clock, date(2024, 3, 5))
    confirm_owner(owner_id=town.owner.pk, by=town.clerk)
    it_is(clock, date(2024, 4, 1))
    assert Owner.objects.get(pk=town.owner.pk).state == OwnerState.ADMITTED


def test_a_confirmation_is_the_owners_own_and_once_a_year(town: Market) -> None:
    with pytest.raises(NotAllowed):
        confirm_owner(owner_id=town.owner.pk, by=town.supervisor)
    confirm_owner(owner_id=town.owner.pk, by=town.clerk)
    events = Event.objects.count()
    with pytest.raises(ConfirmedAlready):
        confirm_owner(owner_id=town.owner.pk, by=town.clerk)
    Owner.objects.filter(pk=town.owner.pk).update(state=OwnerState.SUSPENDED)
    with pytest.raises(NothingToConfirm):
        confirm_owner(owner_id=town.owner.pk, by=town.clerk)
    assert Event.objects.count() == events
