"""Nobody loses a benefit by silence before three recorded contacts and a published list; and it may be opened again."""

from datetime import timedelta

import pytest

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed, WrongState
from cms.kernel.models import Message
from cms.kernel.money import to_fen
from cms.kernel.roles import Role
from policies.budgets.queries import balances, ledger_faults
from policies.budgets.states import AccountKind
from policies.grants import closing
from policies.grants.closing import close_confirmations, close_due_confirmations
from policies.grants.contacting import record_contacts, send_due_reminders
from policies.grants.errors import (
    AnotherGrantStands,
    ConfirmationClosed,
    ContactedTooLittle,
    ContactNotByPerson,
    NotSilent,
    PoolUsedUp,
    ReasonMissing,
)
from policies.grants.models import Contact, Decision, Grant
from policies.grants.queries import grants_to_contact, grants_to_list, lapsable_grants
from policies.grants.services import reopen_grant
from policies.grants.states import GrantState, Means, Outcome
from policies.notices.listing import publish_silent_list
from policies.notices.models import Notice, SilentList
from tests.conftest import Clock
from tests.policies.grants.worlds import RULE, World, a_world, fixed
from tests.policies.officers import a_department, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]


def called(world: World, decision: Decision, place: int = 1, **more: object) -> None:
    """The reviewer rings up one of the firms."""
    details: dict[str, object] = {"means": Means.PHONE, "outcome": Outcome.NOT_REACHED, "by": world.reviewer}
    record_contacts(decision_id=decision.pk, grant_ids=[world.grant(place).pk], **(details | more))  # type: ignore[arg-type]


def called_on_three_days(world: World, decision: Decision, clock: Clock) -> None:
    for _day in range(3):
        called(world, decision)
        clock.forward(days=1)


def one_confirmed() -> tuple[World, Decision]:
    """Of two firms the first has confirmed and the second is silent."""
    world = a_world()
    decision = world.decide()
    world.confirm(0)
    return world, decision


def test_silence_without_contacts_keeps_the_share_and_holds_nobody_back(clock: Clock) -> None:
    world, decision = one_confirmed()
    clock.set(decision.confirm_until)
    close_confirmations(decision_id=decision.pk)
    run_due()
    assert (world.grant(0).state, world.grant(1).state) == (GrantState.NOTICED, GrantState.DECIDED)
    assert balances(world.line)[AccountKind.RESERVED] == 5_000_000
    clock.forward(days=30)
    assert close_due_confirmations() == 0
    world.confirm(1)
    run_due()
    assert world.grant(1).state == GrantState.NOTICED
    assert Notice.objects.get(number=2).lines.get().grant == world.grant(1)


def test_the_late_silent_lapse_after_contacts_and_list_and_their_share_is_free_again(clock: Clock) -> None:
    world, decision = one_confirmed()
    clock.set(decision.confirm_until)
    close_confirmations(decision_id=decision.pk)
    called_on_three_days(world, decision, clock)
    assert close_due_confirmations() == 0
    published = publish_silent_list(decision_id=decision.pk, by=world.reviewer)
    assert [line.name for line in published.lines.all()] == [world.firms[1].name]
    clock.set(published.closes_at - timedelta(milliseconds=1))
    assert close_due_confirmations() == 0
    clock.set(published.closes_at)
    with pytest.raises(ConfirmationClosed):
        world.confirm(1)
    assert close_due_confirmations() == 1
    assert (world.grant(1).state, world.grant(1).amount) == (GrantState.LAPSED, None)
    assert balances(world.line)[AccountKind.RESERVED] == 2_000_000
    assert ledger_faults() == {}


def test_on_the_published_list_one_may_confirm_until_its_end(clock: Clock) -> None:
    world, decision = one_confirmed()
    clock.set(decision.confirm_until - timedelta(days=3))
    called_on_three_days(world, decision, clock)
    published = publish_silent_list(decision_id=decision.pk, by=world.reviewer)
    clock.set(published.closes_at - timedelta(milliseconds=1))
    assert world.confirm(1).state == GrantState.CONFIRMED


def test_contacts_of_one_day_count_once_and_the_list_waits_for_three(clock: Clock) -> None:
    world, decision = one_confirmed()
    for _time in range(3):
        called(world, decision)
    assert grants_to_contact(world.reviewer).get().pk == world.grant(1).pk
    with pytest.raises(ContactedTooLittle):
        publish_silent_list(decision_id=decision.pk, by=world.reviewer)
    for _day in range(2):
        clock.forward(days=1)
        called(world, decision)
    assert not grants_to_contact(world.reviewer).exists()
    assert grants_to_list(world.reviewer).get().pk == world.grant(1).pk
    assert SilentList.objects.count() == 0


def test_a_contact_is_recorded_by_the_department_by_a_persons_means_for_who_is_silent() -> None:
    world, decision = one_confirmed()
    with pytest.raises(NotAllowed):
        called(world, decision, by=a_person(Role.REVIEWER, a_department("县住建局")))
    with pytest.raises(ContactNotByPerson):
        called(world, decision, means=Means.MESSAGE)
    with pytest.raises(NotSilent):
        called(world, decision, place=0)
    assert Contact.objects.count() == 0


def test_reminders_follow_the_schedule_and_do_not_count_as_contacts(clock: Clock) -> None:
    _world, decision = one_confirmed()
    run_due()
    told = Message.objects.count()
    for days, expected in ((8, 0), (7, 1), (7, 0), (3, 1), (1, 1), (0, 0)):
        clock.set(decision.confirm_until - timedelta(days=days))
        assert send_due_reminders() == expected, days
    assert Message.objects.count() == told + 3
    assert set(Contact.objects.values_list("means", "by")) == {("message", None)}
    assert not lapsable_grants().exists()


def test_a_lapsed_grant_is_opened_again_with_a_reason_and_asked_anew(clock: Clock) -> None:
    world, decision = one_confirmed()
    fixed(decision)
    lapsed = world.grant(1)
    with pytest.raises(ReasonMissing):
        reopen_grant(grant_id=lapsed.pk, by=world.reviewer, reason=" ")
    grant = reopen_grant(grant_id=lapsed.pk, by=world.reviewer, reason="经办人住院，材料属实")
    run_due()
    assert grant.state == GrantState.DECIDED
    assert grant.confirm_until is not None
    assert grant.confirm_until > decision.confirm_until
    assert not lapsable_grants().exists()
    with pytest.raises(WrongState):
        reopen_grant(grant_id=lapsed.pk, by=world.reviewer, reason="再次")
    world.confirm(1)
    run_due()
    assert world.grant(1).state == GrantState.NOTICED
    assert balances(world.line)[AccountKind.RESERVED] == 5_000_000


def test_who_was_granted_anew_meanwhile_is_not_opened_again() -> None:
    world, decision = one_confirmed()
    fixed(decision)
    lapsed = world.grant(1)
    world.decide()
    with pytest.raises(AnotherGrantStands):
        reopen_grant(grant_id=lapsed.pk, by=world.reviewer, reason="材料属实")
    assert Grant.objects.get(pk=lapsed.pk).state == GrantState.LAPSED


def test_who_is_still_to_be_contacted_keeps_no_other_from_lapsing(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "AT_ONCE", 1)
    world = a_world()
    decision = world.decide()
    clock.set(decision.confirm_until)
    close_confirmations(decision_id=decision.pk)
    first, last = sorted(range(len(world.firms)), key=lambda place: world.grant(place).pk)
    for _day in range(3):
        called(world, decision, last)
        clock.forward(days=1)
    clock.set(publish_silent_list(decision_id=decision.pk, by=world.reviewer).closes_at)
    assert close_due_confirmations() == 1
    assert (world.grant(first).state, world.grant(last).state) == (GrantState.DECIDED, GrantState.LAPSED)


@pytest.mark.parametrize(("pool", "left"), [({"limit": "55000"}, 1_500_000), ({"limit": "80000"}, 2_000_000)])
def test_a_grant_opened_again_takes_no_more_than_its_pool_has_left(pool: dict[str, str], left: int) -> None:
    world = a_world(rule=RULE | {"pool": pool | {"shortage": "first_come"}}, revenues=(4_000_000, 2_000_000))
    decision = world.decide()
    world.confirm(0)
    fixed(decision)
    reopen_grant(grant_id=world.grant(1).pk, by=world.reviewer, reason="来电说明")
    assert to_fen(world.confirm(1).amount) == left


def test_a_grant_opened_again_finds_no_place_in_a_pool_that_is_full() -> None:
    world = a_world(rule=RULE | {"pool": {"places": 1, "shortage": "first_come"}})
    decision = world.decide()
    world.confirm(0)
    fixed(decision)
    reopen_grant(grant_id=world.grant(1).pk, by=world.reviewer, reason="来电说明")
    with pytest.raises(PoolUsedUp):
        world.confirm(1)
    assert (world.grant(1).state, world.grant(1).amount) == (GrantState.DECIDED, None)
