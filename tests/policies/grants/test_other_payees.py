"""Payees beside the enterprise: one without a usable account waits by itself, and stops no list and no tick."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed, Refused, SamePersonTwice, WrongState
from cms.kernel.models import Event, Membership
from cms.kernel.money import to_fen
from cms.kernel.people.models import MembershipState
from cms.kernel.roles import Role
from policies.catalogue.states import LapseRule
from policies.disbursement.models import Payment
from policies.disbursement.tallies import tally_faults
from policies.grants import holdups, planning
from policies.grants.closing import close_again, close_due_confirmations
from policies.grants.errors import BudgetLineMissing, OwnPerson, PayeeUnnamed, ReasonMissing
from policies.grants.falling_due import call_due_instalments
from policies.grants.holdups import note_hold_up
from policies.grants.instalments import NamedPayee
from policies.grants.models import Decision, Grant
from policies.grants.payees import confirm_payee, decline_payee, name_payee, other_payees
from policies.grants.queries import held_up_decisions, held_up_grants
from policies.models import BankAccount, Enterprise
from policies.notices.services import close_due_notices
from tests.conftest import Clock
from tests.policies.grants.worlds import RULE, World, a_firm, a_world, fixed
from tests.policies.officers import a_department, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
TOWNSHIP = [{"who": "enterprise", "share": "0.9"}, {"who": "township", "share": "0.1"}]


def a_shared_world(**parameters: Any) -> tuple[World, Enterprise]:
    """A policy that pays a tenth to a township, on whose list everybody has agreed; the township's account is gone."""
    world, body = a_world(rule=RULE | {"payees": TOWNSHIP}, **parameters), a_firm(77, 0)
    world.pays_also("township", body)
    world.decide()
    world.confirm_all()
    BankAccount.objects.filter(enterprise=body).update(state="retired")
    return world, body


def test_a_payee_whose_account_died_gets_a_held_payment_and_the_enterprises_theirs(clock: Clock) -> None:
    world, body = a_shared_world()
    clock.set(Decision.objects.get().confirm_until)
    assert close_due_confirmations() == 1
    run_due()
    clock.set(world.grant().decision.notices.get().closes_at)
    close_due_notices()
    run_due()
    call_due_instalments()
    run_due()
    states = {(one.payee_id == body.party_id, one.state, one.note) for one in Payment.objects.all()}
    assert states == {(True, "held", "no_account"), (False, "drafted", "")}
    assert sum(to_fen(one.amount) for one in Payment.objects.filter(payee=body.party)) == 500_000
    assert tally_faults() == []


def nobody(_body: Enterprise) -> None:
    return None


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The payee of a list that was decided cannot be found any more, until this is undone."""
    monkeypatch.setattr(planning, "account_of", nobody)
    # the decision itself would be refused: its payee was found when it was made
    monkeypatch.setattr(planning.Plan, "refuse_unless_complete", lambda self: None)
    return monkeypatch


def two_lists(clock: Clock) -> tuple[World, list[str]]:
    """Two lists fall due at once, of the first the payee cannot be found; returns where they stand."""
    world, _body = a_shared_world()
    second = a_world(code="other", first_serial=11, rule=RULE | {"code": "other"})
    second.decide()
    second.confirm_all()
    clock.set(date(2023, 3, 20))
    assert close_due_confirmations() == 1
    return world, list(Decision.objects.order_by("pk").values_list("state", flat=True))


def times_noted() -> int:
    """How often a trail says that its list could not be closed."""
    return Event.objects.filter(name="decision.held_up").count()


def test_a_list_that_is_refused_does_not_stop_the_next_and_is_left_alone_for_a_day(
    clock: Clock, lost: pytest.MonkeyPatch
) -> None:
    assert two_lists(clock)[1] == ["asking", "fixed"]
    assert (close_due_confirmations(), times_noted()) == (0, 1)
    clock.forward(days=1)
    assert (close_due_confirmations(), times_noted()) == (0, 2)


def test_control_without_the_day_s_rest_it_is_refused_at_every_tick(clock: Clock, lost: pytest.MonkeyPatch) -> None:
    lost.setattr(holdups, "TRIED_AGAIN", timedelta(0))
    two_lists(clock)
    close_due_confirmations()
    assert times_noted() == 2


def test_a_list_that_is_held_up_waits_for_its_department_with_what_to_do_until_it_is_mended(
    clock: Clock, lost: pytest.MonkeyPatch
) -> None:
    world, _states = two_lists(clock)
    decision, client = Decision.objects.earliest("pk"), Client()
    assert [one.pk for one in held_up_decisions(world.reviewer)] == [decision.pk]
    assert not held_up_decisions(a_person(Role.REVIEWER, a_department("县财政局"))).exists()
    client.force_login(world.reviewer)
    address = reverse("policies:decision", args=[decision.pk])
    assert "未能核定的兑付名单" in client.get(reverse("workbench:home")).text
    assert address in client.get(reverse("policies:decisions")).text.partition('id="waiting"')[0]
    page = client.get(address).text
    assert ("尚未指定收款单位" in page, "先登记、核实其账户" in page, "重新核定" in page) == (True, True, True)
    events = Event.objects.count()
    assert client.post(address).status_code == 409
    decision.refresh_from_db()
    assert (decision.state, Event.objects.count()) == ("asking", events)
    assert not decision.grants.exclude(amount=None).exists()
    lost.undo()
    assert client.post(address).status_code == 302
    decision.refresh_from_db()
    assert (decision.state, list(held_up_decisions(world.reviewer))) == ("fixed", [])


def test_only_its_department_closes_a_list_that_was_held_up(clock: Clock, lost: pytest.MonkeyPatch) -> None:
    two_lists(clock)
    lost.undo()
    decision, stranger = Decision.objects.earliest("pk"), a_person(Role.REVIEWER, a_department("县财政局"))
    with pytest.raises(NotAllowed):
        close_again(decision_id=decision.pk, by=stranger)
    decision.refresh_from_db()
    assert decision.state == "asking"


def a_late_grant(clock: Clock, lost: pytest.MonkeyPatch) -> Grant:
    """Its list was closed; silence agrees, its days are over, and the payee of its policy cannot be found."""
    world, _body = a_shared_world(lapse_rule=LapseRule.PROCEED)
    lost.undo()
    fixed(Decision.objects.get())
    late = world.grant()
    # as if it had been asked again after its list was fixed
    Grant.objects.filter(pk=late.pk).update(state="decided", amount=None, account=None, confirmed_at=None)
    late.instalments.all().delete()
    lost.setattr(planning, "account_of", nobody)
    return late


def test_a_late_grant_that_cannot_be_settled_waits_for_its_department_and_goes_on_when_that_is_mended(
    clock: Clock, lost: pytest.MonkeyPatch
) -> None:
    late = a_late_grant(clock, lost)
    assert (close_due_confirmations(), close_due_confirmations()) == (0, 0)
    assert Event.objects.filter(name="grant.held_up", subject_id=late.pk).count() == 1
    client = Client()
    client.force_login(late.decision.decided_by)
    assert "未能核定的逾期事项" in client.get(reverse("workbench:home")).text
    page = client.get(reverse("policies:decisions")).text
    assert (reverse("policies:grant", args=[late.pk]) in page, "尚未指定收款单位" in page) == (True, True)
    lost.undo()
    clock.forward(days=1)
    assert close_due_confirmations() == 1
    late.refresh_from_db()
    assert (late.state, list(held_up_grants(late.decision.decided_by))) == ("fixed", [])


def test_finance_sees_which_list_waits_for_a_budget_line(clock: Clock, lost: pytest.MonkeyPatch) -> None:
    world, _body = a_shared_world()
    decision, finance = Decision.objects.get(), Client()
    note_hold_up(decision.pk, PayeeUnnamed(who="township"))
    finance.force_login(a_person(Role.MAKER))
    address = reverse("policies:short_of_money")
    assert "没有待落实预算的兑付" in finance.get(address).text
    note_hold_up(decision.pk, BudgetLineMissing(fiscal_year=2024, level="县级", code="growth"))
    page = finance.get(address).text
    assert (world.version.title_zh in page, "没有 2024 年度县级资金的预算项目" in page) == (True, True)
    assert "待落实预算的兑付名单" in finance.get(reverse("workbench:home")).text


def test_the_page_of_a_list_leads_to_naming_its_payees() -> None:
    world = a_world(rule=RULE | {"payees": TOWNSHIP})
    client = Client()
    client.force_login(world.reviewer)
    address = reverse("policies:payees", args=[world.version.pk])
    page = client.get(reverse("policies:decide", args=[world.version.pk])).text
    assert (address in page, "尚未指定" in page) == (True, True)
    body = a_firm(77, 0)
    assert client.post(address, {"who": "township", "uscc": body.uscc}).status_code == 302
    page = client.get(reverse("policies:decide", args=[world.version.pk])).text
    assert (body.name in page, "待另一人复核" in page) == (True, True)
    named = NamedPayee.objects.get()
    assert "复核同意" not in client.get(address).text
    assert client.post(address, {"payee": named.pk, "confirm": ""}).status_code == 403
    client.force_login(world.colleague())
    assert "待复核的其他受益人" in client.get(reverse("workbench:home")).text
    assert address in client.get(reverse("policies:decisions")).text
    assert client.post(address, {"payee": named.pk, "decline": ""}).status_code == 422
    assert client.post(address, {"payee": named.pk, "confirm": ""}).status_code == 302
    assert "待另一人复核" not in client.get(reverse("policies:decide", args=[world.version.pk])).text
    assert client.post(address, {"payee": 0, "confirm": ""}).status_code == 404


def township(world: World, serial: int) -> NamedPayee:
    """One reviewer names a body as the township."""
    body = a_firm(serial, 0)
    return name_payee(policy_id=world.version.policy_id, who="township", uscc=body.party.uscc, by=world.reviewer)


def paid_as_township(world: World) -> list[str]:
    """Who is paid as the township: whom two people named."""
    return [one.confirmed.enterprise.name for one in other_payees(world.version) if one.confirmed]


def refused(refusal: type[Refused], act: Callable[[], object]) -> None:
    """The act is refused by that name and leaves nothing."""
    before = (Event.objects.count(), list(NamedPayee.objects.order_by("pk").values_list("state", flat=True)))
    with pytest.raises(refusal), transaction.atomic():
        act()
    assert before == (Event.objects.count(), list(NamedPayee.objects.order_by("pk").values_list("state", flat=True)))


def test_whom_one_reviewer_names_is_paid_only_once_another_has_confirmed_it() -> None:
    world = a_world(rule=RULE | {"payees": TOWNSHIP})
    first = township(world, 77)
    refused(PayeeUnnamed, world.decide)
    refused(SamePersonTwice, lambda: confirm_payee(payee_id=first.pk, by=world.reviewer))
    refused(NotAllowed, lambda: confirm_payee(payee_id=first.pk, by=a_person(Role.REVIEWER)))
    insider = world.colleague()
    Membership.objects.create(
        user=insider, party=first.enterprise.party, role=Role.ENTERPRISE, state=MembershipState.ACTIVE
    )
    refused(OwnPerson, lambda: confirm_payee(payee_id=first.pk, by=insider))
    confirm_payee(payee_id=first.pk, by=world.colleague())
    refused(WrongState, lambda: confirm_payee(payee_id=first.pk, by=world.colleague()))
    second = township(world, 78)
    assert paid_as_township(world) == [first.enterprise.name]
    confirm_payee(payee_id=second.pk, by=world.colleague())
    assert paid_as_township(world) == [second.enterprise.name]
    assert sorted(NamedPayee.objects.values_list("state", flat=True)) == ["confirmed", "retired"]


def test_what_is_not_agreed_to_changes_nobody_s_payments() -> None:
    world = a_world(rule=RULE | {"payees": TOWNSHIP})
    confirm_payee(payee_id=(first := township(world, 77)).pk, by=world.colleague())
    second = township(world, 78)
    refused(ReasonMissing, lambda: decline_payee(payee_id=second.pk, by=world.colleague(), reason=" "))
    decline_payee(payee_id=second.pk, by=world.colleague(), reason="并非该乡镇")
    refused(WrongState, lambda: decline_payee(payee_id=first.pk, by=world.colleague(), reason="x"))
    refused(WrongState, lambda: confirm_payee(payee_id=second.pk, by=world.colleague()))
    assert paid_as_township(world) == [first.enterprise.name]


def test_a_payee_whose_account_died_while_it_waited_is_not_confirmed() -> None:
    world = a_world(rule=RULE | {"payees": TOWNSHIP})
    named = township(world, 77)
    BankAccount.objects.filter(enterprise=named.enterprise).update(state="retired")
    refused(PayeeUnnamed, lambda: confirm_payee(payee_id=named.pk, by=world.colleague()))


def test_the_database_refuses_a_payee_that_one_person_named_and_confirmed() -> None:
    world = a_world(rule=RULE | {"payees": TOWNSHIP})
    named = township(world, 77)
    rows = NamedPayee.objects.filter(pk=named.pk)
    with pytest.raises(IntegrityError, match="a_named_payee_is_confirmed_by_another"), transaction.atomic():
        rows.update(state="confirmed", confirmed_by=world.reviewer)
    with pytest.raises(IntegrityError, match="a named payee is not changed"), transaction.atomic():
        rows.update(enterprise=world.firms[0])
