"""Payees beside the enterprise: one without a usable account waits by itself, and stops no list and no tick."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cms.kernel.errands import run_due
from cms.kernel.errors import NotAllowed
from cms.kernel.models import Event
from cms.kernel.money import to_fen
from cms.kernel.roles import Role
from policies.disbursement.models import Payment
from policies.disbursement.tallies import tally_faults
from policies.grants import holdups, planning
from policies.grants.closing import close_again, close_due_confirmations
from policies.grants.falling_due import call_due_instalments
from policies.grants.models import Decision
from policies.grants.payees import name_payee
from policies.grants.queries import held_up_decisions
from policies.models import BankAccount, Enterprise
from policies.notices.services import close_due_notices
from tests.conftest import Clock
from tests.policies.grants.worlds import RULE, World, a_firm, a_world
from tests.policies.officers import a_department, a_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("february")]
TOWNSHIP = [{"who": "enterprise", "share": "0.9"}, {"who": "township", "share": "0.1"}]


def a_shared_world() -> tuple[World, Enterprise]:
    """A policy that pays a tenth to a township, on whose list everybody has agreed; the township's account is gone."""
    world, body = a_world(rule=RULE | {"payees": TOWNSHIP}), a_firm(77, 0)
    name_payee(policy_id=world.version.policy_id, who="township", uscc=body.uscc, by=world.reviewer)
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


def test_the_page_of_a_list_leads_to_naming_its_payees() -> None:
    world = a_world(rule=RULE | {"payees": TOWNSHIP})
    client = Client()
    client.force_login(world.reviewer)
    address = reverse("policies:payees", args=[world.version.pk])
    page = client.get(reverse("policies:decide", args=[world.version.pk])).text
    assert (address in page, "尚未指定" in page) == (True, True)
    body = a_firm(77, 0)
    assert client.post(address, {"who": "township", "uscc": body.uscc}).status_code == 302
    assert body.name in client.get(reverse("policies:decide", args=[world.version.pk])).text
